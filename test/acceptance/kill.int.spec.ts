import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { MortalDatabase } from '../support/kill/mortal-database.js';
import { MortalServer } from '../support/kill/mortal-server.js';
import { StubbornClient, type Receipt } from '../support/kill/stubborn-client.js';

/**
 * The real server, a process of its own, on a PostgreSQL of its own. Eight people write at once
 * while the server, the database or both are killed; whoever got no answer asks again, with the
 * same key, and the server is started again whenever it ends. The list of what was acknowledged is kept here, outside of both.
 */
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 3);
const SEED = Number(process.env['KILL_SEED'] ?? 1);
const WRITERS = 8;
const COMMANDS_EACH = 25;

const victims = ['database', 'server', 'server and database'] as const;

describe('Killing in the middle of writes', () => {
  let folder: string;
  let database: MortalDatabase;
  let server: MortalServer;
  const acknowledged: Receipt[] = [];
  const ending = new AbortController();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kill-'));
    database = await MortalDatabase.start(folder);
    server = await MortalServer.start(folder, database.url);
    const loader = new StubbornClient(server, { person: 'reference-loader-1' }, ending.signal);
    await loader.record('/api/v1/organisations/RXX/registrations', 'register-the-trust', trust);
  });

  afterAll(async () => {
    ending.abort();
    await server.end();
    await database.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(rounds())(
    'round $round: the $victim, after $after answers',
    async ({ round, victim, after }) => {
      const before = acknowledged.length;
      let recovered: Promise<void> | undefined;
      const write = async (writer: number): Promise<void> => {
        const client = new StubbornClient(server, recorder, ending.signal);
        for (let n = 0; n < COMMANDS_EACH; n++) {
          const key = `round-${String(round)}-writer-${String(writer)}-${String(n)}`;
          const receipt = await client.record(
            '/api/v1/organisations/RXX/driver-measurements',
            key,
            measurement(writer, round * COMMANDS_EACH + n),
          );
          acknowledged.push(receipt);
          if (acknowledged.length - before === after) recovered = killAndRecover(victim);
        }
      };
      await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
      expect(recovered).toBeDefined();
      await recovered;

      expect(acknowledged).toHaveLength(before + WRITERS * COMMANDS_EACH);
      await compareWithLog();
    },
  );

  async function killAndRecover(victim: string): Promise<void> {
    if (victim.includes('server')) server.kill();
    if (victim.includes('database')) {
      database.kill();
      await database.start();
    }
  }

  async function compareWithLog(): Promise<void> {
    const store = await PostgresEventStore.open({ connectionString: database.url });
    const pool = new Pool({ connectionString: database.url, max: 1 });
    try {
      const [registration, ...log] = await store.readAll(undefined, 1_000_000);
      expect(registration?.type).toBe('OrganisationRegistered');
      expect(log.map(({ position }) => position)).toEqual(log.map((_, n) => BigInt(n + 2)));
      expect(log.map(placeOf)).toEqual(acknowledged.flatMap(placesOf).sort(byPosition));
      expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
      expect(revisionsOutOfOrder(log)).toEqual([]);

      const readModels = new ReadYourWrites(pool);
      while (!(await readModels.waitFor(log.at(-1)?.position ?? 0n)));
      const differences = await compareWithRebuild({
        databaseUrl: database.url,
        store,
        set: new ProjectionSet(projections, eventTypes),
        positions: 'gapless',
        signal: new AbortController().signal,
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

/** Whom to kill in each round, and in the midst of which answers. */
function rounds() {
  let state = SEED;
  return Array.from({ length: ROUNDS }, (_, round) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const most = WRITERS * (COMMANDS_EACH - 2);
    return {
      round,
      victim: victims[round % victims.length] ?? 'database',
      after: 1 + ((state >>> 8) % most),
    };
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

/** Two writers share a driver, and so a stream; each measures every other day. */
function measurement(writer: number, n: number) {
  const shared = WRITERS / drivers.length;
  const day = new Date(Date.UTC(2000, 0, 1 + n * shared + Math.floor(writer / drivers.length)));
  const date = day.toISOString().slice(0, 10);
  return {
    driver: drivers[writer % drivers.length],
    numerator: n % 100,
    denominator: 100,
    from: date,
    to: date,
    method: 'Report of the EPR',
    source: { name: 'EPR report' },
    reason: 'Found in older reports.',
  };
}
