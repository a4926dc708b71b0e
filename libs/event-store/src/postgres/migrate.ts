import { Client, type ClientConfig } from 'pg';
import { failureOfRead } from './failures.js';
import { MIGRATION_LOCK, SCHEMA_VERSION, statements } from './schema.js';

/** A newer version of the tracker has changed the schema since. */
class WrittenByNewerVersion extends Error {
  constructor() {
    super(
      'The event store was written by a newer version of the tracker. Upgrade before starting.',
    );
  }
}

/** Creates or upgrades the schema; of several processes starting at once, one does it. */
export async function migrate(config: ClientConfig): Promise<void> {
  const client = new Client({ ...config, statement_timeout: 60_000, lock_timeout: 60_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // A role that may only append can open a store that is up to date.
    if (await isCurrent(client)) return;
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [String(MIGRATION_LOCK)]);
    if (!(await isCurrent(client))) {
      for (const statement of statements) await client.query(statement);
      await client.query('insert into es.migration (version) values ($1)', [SCHEMA_VERSION]);
    }
    await client.query('commit');
  } catch (error) {
    throw error instanceof WrittenByNewerVersion ? error : failureOfRead(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function isCurrent(client: Client): Promise<boolean> {
  const { rows: tables } = await client.query<{ there: boolean }>(
    `select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'es' and c.relname = 'migration') as there`,
  );
  if (tables[0]?.there !== true) return false;
  const { rows } = await client.query<{ version: number | null }>(
    'select max(version) as version from es.migration',
  );
  const version = rows[0]?.version ?? 0;
  if (version > SCHEMA_VERSION) {
    throw new WrittenByNewerVersion();
  }
  return version === SCHEMA_VERSION;
}
