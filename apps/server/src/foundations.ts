import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { SimulatedClock } from '#demonstration';
import type { EventStore } from '#event-sourcing';
import { openStore, withRights, type Log } from '#settings';
import { AccessLog } from './access/access-log.js';
import { Cursors } from './api/http/cursor.js';
import { Idempotency } from './api/http/idempotency.js';
import { Tokens } from './api/who/tokens.js';
import type { Configuration } from './configuration.js';
import { clockConcern } from './health/clock-concern.js';
import { Drafts } from './pages/forms/drafts.js';
import { FormTokens } from './pages/sign-in/form-tokens.js';
import { Readiness, type Concern } from './health/readiness.js';
import { KeptImports } from './imports/kept-imports.js';
import { RehearsableStore } from './rehearsal.js';
import type { Foundations } from './server.module.js';
import { makeEdgeTables } from './edge-tables.js';

/** Opens what the application stands on; says plainly where that cannot be reached. */
export async function openFoundations(
  configuration: Configuration,
  log: Log,
  clock = new SimulatedClock(),
  simulating = configuration.demonstration,
  open: typeof openStore = openStore,
): Promise<Foundations> {
  const { databaseUrl, tokensFile } = configuration;
  const tokens = new Tokens(tokensFile, (error) => {
    log.failure(error);
  });
  const store = new RehearsableStore(
    await open(configuration, { simulating, simulatedClock: () => clock.now() }),
  );
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 4,
    application_name: 'tracker edge',
    connectionTimeoutMillis: 5_000,
    statement_timeout: 5_000,
  });
  // A connection that breaks while idle is replaced by the next one; nobody is waiting for it.
  pool.on('error', (error) => log.warn(`A database connection broke: ${error.message}`));
  const idempotency = new Idempotency(pool, (error) => {
    log.failure(error);
  });
  const drafts = new Drafts(pool);
  const keptImports = new KeptImports(pool);
  const accessLog = new AccessLog(pool, (error) => {
    log.failure(error);
  });
  const secret = await withRights(async () => {
    await idempotency.prepare();
    await drafts.prepare();
    await keptImports.prepare();
    await accessLog.prepare();
    return secretOf(pool);
  }).catch(async (error: unknown) => {
    await Promise.all([store.close(), pool.end()]);
    throw error;
  });
  return {
    configuration,
    log,
    pool,
    clock,
    store,
    tokens,
    idempotency,
    keptImports,
    accessLog,
    cursors: new Cursors(secret),
    formTokens: new FormTokens(secret),
    drafts,
    readiness: new Readiness(concernsOf(store, pool, clockOf(configuration, pool, log))),
  };
}

const CLOCKS_APART_MS = 5_000;

/** Only what keeps events in PostgreSQL takes their instants from there. */
const clockOf = (configuration: Configuration, pool: Pool, log: Log): Concern =>
  configuration.keepsEventsInPostgres
    ? clockConcern(pool, (sentence) => log.warn(sentence))
    : () => undefined;

function concernsOf(store: EventStore, pool: Pool, clock: Concern) {
  return {
    store: async () => {
      const wasSetBack = await clock();
      if (wasSetBack !== undefined) return wasSetBack;
      if ((await store.standing()) === 'simulating') return undefined;
      const apart = Math.abs(Date.parse(await store.now()) - Date.now());
      return apart < CLOCKS_APART_MS
        ? undefined
        : `The clocks of this server and of the store are ${String(Math.round(apart / 1000))} seconds apart.`;
    },
    database: async () => {
      await pool.query('select 1');
      return undefined;
    },
  };
}

/** Signs cursors and forms; kept in the database, so that they outlive a restart and all servers share it. */
async function secretOf(pool: Pool): Promise<Buffer> {
  await makeEdgeTables(
    pool,
    'create table if not exists edge.secrets (name text primary key, secret bytea not null)',
  );
  await pool.query(
    `insert into edge.secrets (name, secret) values ('cursors', $1) on conflict do nothing`,
    [randomBytes(32)],
  );
  const { rows } = await pool.query<{ secret: Buffer }>(
    `select secret from edge.secrets where name = 'cursors'`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('The secret for cursors was not kept.');
  return row.secret;
}
