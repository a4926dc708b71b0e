import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { BuiltCheckout } from './kill/built-checkout.js';
import type { MortalDatabase } from './kill/mortal-database.js';
import { MortalServer } from './kill/mortal-server.js';
import { MovableLine } from './kill/movable-line.js';
import type { Receipt } from './kill/stubborn-client.js';

/** What the database says of who writes the read models. */
export type Leadership = Readonly<{ holder: string | null; epoch: number; position: bigint }>;

export type Answer<Body> = Readonly<{ status: number; etag: string | null; body: Body }>;

type Ask = Readonly<{ as: keyof typeof people; body?: object; key?: string; ifMatch?: string }>;

const people = {
  loader: { role: 'reference-loader', organisation: 'X26' },
  recorder: { role: 'trust-recorder', organisation: 'RXX' },
  auditor: { role: 'auditor', organisation: 'ENGLAND' },
  steward: { role: 'model-steward', organisation: 'X26' },
} as const;

/** Who takes the steps that the journeys of the acceptance tests share, in trusts of their own. */
const travellers = [
  { person: 'reference-loader-1', role: 'reference-loader', organisation: 'X26' },
  ...['RXA', 'RXB', 'RXC', 'RXD'].map((organisation) => ({
    person: `trust-recorder-1-of-${organisation}`,
    role: 'trust-recorder',
    organisation,
  })),
];

export const tokenOf = (name: string): string => `token-of-the-${name}`;

/** The tokens by which machines sign in at any server. */
export function writeTokens(file: string): void {
  const named = Object.entries(people).map(([person, who]) => ({ person, ...who }));
  const entries = [...named, ...travellers].map(({ person, role, organisation }) => ({
    sha256: createHash('sha256').update(tokenOf(person)).digest('hex'),
    actor: `${person}-1`,
    expires: '2999-12-31',
    role,
    organisation,
  }));
  writeFileSync(file, JSON.stringify(entries));
}

/** A server with a line of its own to the shared database; its connections there carry its name. */
export class SharingServer {
  private constructor(
    readonly name: string,
    readonly process: MortalServer,
    readonly line: MovableLine,
  ) {}

  static async make(
    name: string,
    checkout: BuiltCheckout,
    database: MortalDatabase,
    options: ConstructorParameters<typeof MortalServer>[2] = {},
  ): Promise<SharingServer> {
    const line = await MovableLine.open();
    const url = `${line.leadTo(database.url)}?application_name=${name}`;
    const environment = {
      TOKENS_FILE: checkout.in('tokens.json'),
      SIGN_IN: 'tokens',
      ...options.environment,
    };
    return new SharingServer(
      name,
      new MortalServer(checkout, url, { ...options, environment }),
      line,
    );
  }

  async ask<Body>(path: string, { as, body, key, ifMatch }: Ask): Promise<Answer<Body>> {
    const response = await fetch(`${this.process.url}/api/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        Authorization: `Bearer ${tokenOf(as)}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(key !== undefined && { 'Idempotency-Key': key }),
        ...(ifMatch !== undefined && { 'If-Match': ifMatch }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { status, headers } = response;
    return { status, etag: headers.get('etag'), body: (await response.json()) as Body };
  }

  /** Asks again while others are first, or while something is out of reach; all else is an error. */
  async askUntilDone<Body>(path: string, ask: Ask): Promise<Answer<Body>> {
    for (;;) {
      const answer = await this.ask<Body>(path, ask);
      if (answer.status < 300) return answer;
      if (answer.status !== 409 && answer.status !== 503) {
        throw new Error(`${this.name} answered ${String(answer.status)} to ${path}:
          ${JSON.stringify(answer.body)}`);
      }
      await sleep(20);
    }
  }

  async record(path: string, key: string, body: object): Promise<Receipt> {
    const as = path.endsWith('registrations') ? 'loader' : 'recorder';
    const { body: receipt } = await this.askUntilDone<Receipt>(path, { as, key, body });
    return receipt;
  }

  /** The newest entry of the log that includes a position, as the read models of this server have it. */
  async newest(minPosition: string): Promise<Readonly<{ eventId: string; position: string }>> {
    const { body } = await this.askUntilDone<
      Readonly<{ entries: readonly Readonly<{ eventId: string; position: string }>[] }>
    >(`events?limit=1&minPosition=${minPosition}`, { as: 'auditor' });
    const [entry] = body.entries;
    if (entry === undefined) throw new Error('The log is empty.');
    return entry;
  }

  async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.process.url}/health/ready`);
    await answer.arrayBuffer();
    return answer.ok;
  }

  async end(): Promise<void> {
    await this.process.end();
    await this.line.close();
  }
}

/** Looks at the lease, and at who is connected, from outside of all servers. */
export class Watcher {
  private constructor(
    private readonly client: Client,
    private readonly holding: Client,
  ) {}

  static async open(url: string): Promise<Watcher> {
    const clients = [url, url].map((connectionString) => new Client({ connectionString }));
    const [client, holding] = clients as [Client, Client];
    await client.connect();
    await holding.connect();
    return new Watcher(client, holding);
  }

  async leadership(): Promise<Leadership> {
    const { rows } = await this.client.query<{ holder: string; epoch: number; position: string }>(
      `select holder, epoch::int, coalesce(position, 0)::text as position
       from projections.checkpoint`,
    );
    const [row] = rows;
    if (row === undefined) throw new Error('No projector has begun.');
    return { ...row, position: BigInt(row.position) };
  }

  /** Returns once somebody other than this holder has the lease, and a new epoch with it. */
  async takenOverFrom(before: Leadership): Promise<Leadership> {
    for (;;) {
      const now = await this.leadership();
      if (now.holder !== null && now.holder !== before.holder && now.epoch > before.epoch) {
        return now;
      }
      await sleep(50);
    }
  }

  async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await isSo())) await sleep(50);
  }

  /** Ends all connections of a server, as an administrator or a fail-over does. */
  async terminate(name: string): Promise<number> {
    const { rowCount } = await this.client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1',
      [name],
    );
    return rowCount ?? 0;
  }

  /** Keeps everybody from the checkpoint until it is let go. */
  async holdCheckpoint(): Promise<void> {
    await this.holding.query('begin; select 1 from projections.checkpoint for update');
  }

  async letGoCheckpoint(): Promise<void> {
    await this.holding.query('rollback');
  }

  /** Whether a server waits for the lock on the checkpoint, all rows of its batch written. */
  async waitsForCheckpoint(name: string): Promise<boolean> {
    const { rowCount } = await this.client.query(
      `select 1 from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'
         and query like 'update projections.checkpoint%set position%'`,
      [name],
    );
    return rowCount === 1;
  }

  async end(): Promise<void> {
    await this.holding.end();
    await this.client.end();
  }
}
