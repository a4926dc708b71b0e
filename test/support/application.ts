import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { CommandBus } from '@nestjs/cqrs';
import request, { type Test } from 'supertest';
import { SimulatedClock } from '#demonstration';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import type { Simulation } from '#event-store';
import { MaturityModelRequest, publishVersion1 } from '#maturity-models';
import { Log } from '#settings';
import type { Role } from '#vocabulary';
import { createApplication } from '../../apps/server/src/application.js';
import { readConfiguration } from '../../apps/server/src/configuration.js';
import { Casting } from '../../apps/server/src/api/who/casting.js';
import { developmentPeople } from '../../apps/server/src/api/who/people.js';
import { Sessions } from '../../apps/server/src/api/who/sessions.js';
import { openFoundations } from '../../apps/server/src/foundations.js';
import { follow } from '../../apps/server/src/launch.js';
import type { Foundations } from '../../apps/server/src/server.module.js';
import { freshDatabase } from './database.js';

/** Where a journey puts the hand of its clock. */
type Hand = { now: string };

class MovableClock extends SimulatedClock {
  constructor(private readonly hand: Hand) {
    super();
  }

  override now(): Date {
    return new Date(this.hand.now);
  }

  override set(instant: Date): void {
    this.hand.now = instant.toISOString();
  }
}

export type Options = Readonly<{
  /** Recorded instants come from here, so that they can lie in the past. */
  clock?: Hand;
  environment?: Readonly<Record<string, string>>;
  /** A journey of what one server is, which several would be too. */
  alone?: boolean;
  /** Instead of the store that the environment names; one in memory can't be shared. */
  open?: (simulation: Simulation) => EventStore;
}>;

/** `SERVERS=2`: the same journeys, each request of them answered by the next of so many servers. */
const SERVERS = Number(process.env['SERVERS'] ?? '1');

/** A server with its own connections, kept figures and projector; the first is there for all. */
type Instance = Readonly<{ app: NestExpressApplication; foundations: Foundations }>;

/** One application on a database of its own, with a projector inside; or several on one. */
export class ApplicationUnderTest {
  private keys = 0;
  private asked = 0;

  private constructor(
    private readonly instances: readonly [Instance, ...Instance[]],
    private readonly places: Readonly<{ databaseUrl: string; folder: string }>,
    private readonly removePlaces: () => Promise<void>,
  ) {}

  get databaseUrl(): string {
    return this.places.databaseUrl;
  }

  /** Where it keeps files. */
  get folder(): string {
    return this.places.folder;
  }

  static async start({
    clock,
    environment = {},
    open,
    alone = open !== undefined,
  }: Options = {}): Promise<ApplicationUnderTest> {
    const database = await freshDatabase();
    const folder = mkdtempSync(path.join(tmpdir(), 'tracker-data-'));
    const remove = async () => {
      rmSync(folder, { recursive: true, force: true });
      await database.drop();
    };
    const configuration = readConfiguration({
      DATABASE_URL: database.url,
      LOG_LEVEL: 'silent',
      RATE_LIMIT: '1000000',
      DATA_FOLDER: folder,
      ...environment,
    });
    const begin = async (): Promise<Instance> => {
      const foundations = await openFoundations(
        configuration,
        new Log('silent'),
        clock && new MovableClock(clock),
        clock && true,
        open && ((_, simulation = {}) => Promise.resolve(open(simulation))),
      );
      const app = await createApplication(foundations);
      await app.listen(0, '127.0.0.1');
      return { app, foundations };
    };
    const first = await begin();
    await first.app.get(CommandBus).execute(
      new MaturityModelRequest(publishVersion1, {
        commandId: '6b0f7b1e-3c1c-4e0e-9f53-000000000001',
        actor: 'loader',
        role: 'reference-loader',
        organisation: 'X26',
        correlation: 'set-up',
      }),
    );
    const others: Instance[] = [];
    while (!alone && others.length + 1 < SERVERS) others.push(await begin());
    for (const { app, foundations } of [first, ...others]) {
      await follow(app, foundations, new AbortController().signal);
      foundations.readiness.enter('serving', { open: true });
    }
    return new ApplicationUnderTest(
      [first, ...others],
      { databaseUrl: database.url, folder },
      remove,
    );
  }

  /** Returns once the read models include all that is recorded. */
  async settled(): Promise<void> {
    const head = await this.app.get<EventStore>(EVENT_STORE, { strict: false }).head();
    const position = String(head?.position ?? 0);
    await this.visitor().get(`/api/v1/organisations?minPosition=${position}`).expect(200);
  }

  async stop(): Promise<void> {
    for (const { app, foundations } of this.instances) {
      await app.close();
      await foundations.pool.end();
    }
    await this.removePlaces();
  }

  /** A visitor who has not signed in. */
  visitor(): Caller {
    return new Caller(this);
  }

  /**
   * Somebody signed in as one of the people of the development sign-in; for an organisation that may
   * only be registered later, so past the sign-in, which has specs of its own.
   */
  async as(id: string, organisation?: string, roleInstead?: Role): Promise<Caller> {
    const person = developmentPeople.find((each) => each.id === id);
    const acting = organisation ?? person?.organisation;
    if (person === undefined || acting === undefined) throw new Error(`${id} acts for nobody`);
    const role = roleInstead ?? person.role;
    const named = await this.app.get(Casting, { strict: false }).organisationOf(acting);
    const identity = { id, role, organisation: acting, name: named?.name ?? acting };
    const identities = this.instances.map(({ app }) => {
      const session = app.get(Sessions, { strict: false }).open(identity);
      return { Cookie: session.split(';')[0] ?? '' };
    });
    return new Caller(this, identities);
  }

  get app(): NestExpressApplication {
    return this.instances[0].app;
  }

  get server(): Server {
    return this.app.getHttpServer();
  }

  /** Whose turn it is to answer. */
  next(): Turn {
    const turn = this.asked++ % this.instances.length;
    return { server: (this.instances[turn] ?? this.instances[0]).app.getHttpServer(), turn };
  }

  /** What the last event of this type in a stream says; null where there is none. */
  async lastOf(stream: string, type: string): Promise<unknown> {
    const store = this.app.get<EventStore>(EVENT_STORE, { strict: false });
    const history = await store.readStream(stream);
    return JSON.parse(history.filter((event) => event.type === type).at(-1)?.data ?? 'null');
  }

  newKey(): string {
    this.keys += 1;
    return `test-key-${String(this.keys).padStart(6, '0')}`;
  }
}

/** Who answers, here or at an address, and which of several that is. */
type Turn = Readonly<{ server: Parameters<typeof request>[0]; turn: number }>;
type Answering = Readonly<{ next: () => Turn; newKey: () => string }>;

/** Somebody's way of asking: what shows who they are, and a new key for every request. */
export class Caller {
  constructor(
    private readonly application: Answering,
    /** What shows who it is, to each of those that answer. */
    private readonly identities: readonly Readonly<Record<string, string>>[] = [],
  ) {}

  get(path: string): Test {
    return this.plain('get', path);
  }

  post(path: string, body: object = {}, key = this.application.newKey()): Test {
    return this.plain('post', path).set('Idempotency-Key', key).send(body);
  }

  /** A request to be shaped further: no key, no body. */
  plain(method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string): Test {
    const { server, turn } = this.application.next();
    return request(server)
      [method](path)
      .set(this.identities[turn] ?? {});
  }
}
