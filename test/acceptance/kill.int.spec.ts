import { Pool } from 'pg';
import type { StoredEvent } from '#event-sourcing';
import { PostgresEventStore } from '#event-store';
import {
  compareWithRebuild,
  eventTypes,
  projections,
  ProjectionSet,
  ReadYourWrites,
} from '#read-models';
import { BuiltCheckout } from '../support/kill/built-checkout.js';
import { Ledger } from '../support/kill/ledger.js';
import { MortalDatabase } from '../support/kill/mortal-database.js';
import { MortalServer } from '../support/kill/mortal-server.js';
import { StubbornClient, type Receipt } from '../support/kill/stubborn-client.js';

/**
 * The real server, a process of its own, on a PostgreSQL of its own. Eight people write at once
 * while the server, the database or both are killed; whoever got no answer asks again, with the
 * same key. The list of what was acknowledged is kept here, outside of both. Whom to kill when
 * follows from KILL_SEED, and KILL_ROUNDS makes the loop longer.
 */
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 2);
const SEED = Number(process.env['KILL_SEED'] ?? 1);
const WRITERS = 8;
const COMMANDS_EACH = 30;

type Victim = 'server' | 'database' | 'server and database';
/** Whom to kill, after how many answers. */
type Kill = Readonly<{ victim: Victim; after: number }>;

/** PostgreSQL twice, as it is soon back; a killed server's lease on the read models has to run out. */
const victims: readonly Victim[] = ['server', 'database', 'server and database', 'database'];
const KILLS_EACH = 2;

const MEASUREMENTS = '/api/v1/organisations/RXX/driver-measurements';

describe('Killing in the middle of writes', () => {
  let checkout: BuiltCheckout | undefined;
  let database: MortalDatabase;
  let server: MortalServer;
  const ledger = new Ledger();
  /** Commands that were asked for while the database was dead. */
  let witnesses = 0;
  const ending = new AbortController();
  /** What is to be ended, last first, however far the beginning came. */
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    checkout = await BuiltCheckout.make();
    database = await MortalDatabase.start(checkout.folder);
    ends.unshift(() => database.end());
    server = new MortalServer(checkout, database.url);
    ends.unshift(() => server.end());
    await server.start();
    const loader = new StubbornClient(server, { person: 'reference-loader-1' }, ending.signal);
    await loader.record('/api/v1/organisations/RXX/registrations', 'register-the-trust', trust);
  });

  afterAll(async () => {
    ending.abort();
    for (const end of ends) await end();
    checkout?.remove();
  });

  it.each(rounds())(
    'round $round keeps each acknowledged event once: kills the $order',
    async ({ round, kills }) => {
      ending.signal.throwIfAborted();
      try {
        await survive(round, kills);
      } catch (error) {
        // What follows a loss proves nothing more.
        ending.abort(error);
        throw error;
      }
    },
  );

  async function survive(round: number, kills: readonly Kill[]): Promise<void> {
    const before = ledger.receipts.length;
    const writers = Array.from({ length: WRITERS }, (_, writer) => write(round, writer));
    const killer = async (): Promise<void> => {
      for (const { victim, after } of kills) {
        await ledger.reaching(before + after);
        await killAndRecover[victim](`round-${String(round)}-witness-${String(after)}`);
      }
    };
    await Promise.all([...writers, killer()]);

    await askAgain(round);
    const witnessed = kills.filter(({ victim }) => victim === 'database').length;
    expect(ledger.receipts).toHaveLength(before + WRITERS * COMMANDS_EACH + witnessed);
    await compareWithLog();
  }

  async function write(round: number, writer: number): Promise<void> {
    const client = new StubbornClient(server, recorder, ending.signal);
    for (let n = 0; n < COMMANDS_EACH; n++) {
      ledger.note(await client.record(MEASUREMENTS, ...command(round, writer, n)));
    }
  }

  /** Whoever repeats what was done is told so, by the first receipt. */
  async function askAgain(round: number): Promise<void> {
    const client = new StubbornClient(server, recorder, ending.signal);
    for (let writer = 0; writer < WRITERS; writer++) {
      const last = command(round, writer, COMMANDS_EACH - 1);
      const receipt = await client.record(MEASUREMENTS, ...last);
      expect(receipt.repeated).toBe(true);
      expect(ledger.receipts.flatMap(placesOf)).toEqual(expect.arrayContaining(placesOf(receipt)));
    }
  }

  const killAndRecover: Readonly<Record<Victim, (witness: string) => Promise<void>>> = {
    async server() {
      await server.kill();
      await server.start();
    },

    async 'server and database'() {
      database.kill();
      await server.kill();
      await Promise.all([database.start(), server.start({ databaseIsComing: true })]);
    },

    /** The server outlives it, says that the record is out of reach, and then goes on. */
    async database(witness) {
      const { pid } = server;
      const client = new StubbornClient(server, recorder, ending.signal);
      const request = [witness, measurement(WRITERS, (witnesses += 1))] as const;
      await client.signIn();
      database.kill();

      const refused = await client.ask(MEASUREMENTS, ...request);
      expect(refused).toMatchObject({
        status: 503,
        type: expect.stringMatching('application/problem\\+json') as string,
        body: { code: expect.stringMatching(/^(store-un|not-known-wh)/) as string },
      });
      expect(await statusOf('/health/live')).toBe(200);
      expect(await statusOf('/health/ready')).toBe(503);
      expect(await statusOf('/api/v1/organisations/RXX')).toBe(503);

      await database.start();
      ledger.note(await client.record(MEASUREMENTS, ...request));
      expect(server.pid).toBe(pid);
    },
  };

  async function statusOf(path: string): Promise<number> {
    const answer = await fetch(server.url + path);
    await answer.arrayBuffer();
    return answer.status;
  }

  async function compareWithLog(): Promise<void> {
    const store = await PostgresEventStore.open({ connectionString: database.url });
    const pool = new Pool({ connectionString: database.url, max: 1 });
    try {
      const [registration, ...log] = await store.readAll(undefined, 1_000_000);
      expect(registration?.type).toBe('OrganisationRegistered');
      expect(log.map(({ position }) => position)).toEqual(log.map((_, n) => BigInt(n + 2)));
      expect(log.map(placeOf)).toEqual(ledger.receipts.flatMap(placesOf).sort(byPosition));
      expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
      expect(revisionsOutOfOrder(log)).toEqual([]);

      const readModels = new ReadYourWrites(pool);
      const last = log.at(-1)?.position ?? 0n;
      while (!(await readModels.waitFor(last))) ending.signal.throwIfAborted();
      const differences = await compareWithRebuild({
        databaseUrl: database.url,
        store,
        set: new ProjectionSet(projections, eventTypes),
        positions: 'gapless',
        signal: ending.signal,
      });
      expect(differences).toEqual([]);
    } finally {
      await pool.end();
      await store.close();
    }
  }
});

type Place = Readonly<{ id: string; type: string; revision: number; position: number }>;

const placeOf = ({ id, type, revision, position }: StoredEvent): Place => ({
  ...{ id, type, revision },
  position: Number(position),
});

/** A receipt names the position of its last event; here each has one. */
const placesOf = ({ events, position }: Receipt): Place[] =>
  events.map((event) => ({ ...event, position: Number(position) }));

const byPosition = (one: Place, other: Place) => one.position - other.position;

function revisionsOutOfOrder(log: readonly StoredEvent[]): readonly StoredEvent[] {
  const next = new Map<string, number>();
  return log.filter(({ stream, revision }) => {
    const expected = next.get(stream) ?? 0;
    next.set(stream, expected + 1);
    return revision !== expected;
  });
}

/** The victims in any order, and once more when all had their turn; each in the midst of any answers. */
function rounds() {
  let state = SEED;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
  let left: Victim[] = [];
  const next = (): Victim => {
    if (left.length === 0) left = [...victims];
    const [victim = 'database'] = left.splice(below(left.length), 1);
    return victim;
  };
  const part = Math.floor((WRITERS * (COMMANDS_EACH - 2)) / KILLS_EACH);
  return Array.from({ length: ROUNDS }, (_, round) => {
    const kills = Array.from({ length: KILLS_EACH }, (_, n): Kill => ({
      victim: next(),
      after: 1 + n * part + below(part),
    }));
    return { round, kills, order: kills.map(({ victim }) => victim).join(', then ') };
  });
}

const recorder = { person: 'trust-recorder-1', organisation: 'RXX' };

const trust = {
  kind: 'trust',
  name: 'Example NHS Trust',
  trustType: 'Acute',
  sinceBeforeRecords: true,
  source: { name: 'Organisation Data Service' },
};

const drivers = [
  'first-time-right',
  'pathway-consistency',
  'clinical-ownership',
  'interoperability',
];

/** The key of a writer's n-th command in a round, and the command. */
const command = (round: number, writer: number, n: number): [string, object] => [
  `round-${String(round)}-writer-${String(writer)}-${String(n)}`,
  measurement(writer, round * COMMANDS_EACH + n),
];

/** Two writers share a driver, and so a stream; each measures days of its own. */
function measurement(writer: number, n: number) {
  const date = new Date(Date.UTC(2000, 0, 1 + n * (WRITERS + 1) + writer)).toISOString();
  const day = date.slice(0, 10);
  return {
    driver: drivers[writer % drivers.length],
    numerator: n % 100,
    denominator: 100,
    from: day,
    to: day,
    method: 'Report of the EPR',
    source: { name: 'EPR report' },
    reason: 'Found in older reports.',
  };
}
