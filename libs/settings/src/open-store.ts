import { isNativeError } from 'node:util/types';
import { Client } from 'pg';
import { StoreUnavailable, type EventStore } from '#event-sourcing';
import { openEventStore, type EventStoreOptions, type Simulation } from '#event-store';
import { Unreachable } from './plain-failure.js';
import { withRights } from './rights.js';
import type { StoreSettings } from './store-settings.js';

const PATIENCE_MS = 5_000;

/** Opens the store that the settings name; says plainly what cannot be reached, and which setting to mend. */
export async function openStore(
  settings: StoreSettings,
  simulation: Simulation = {},
): Promise<EventStore> {
  if (settings.keepsEventsInPostgres) {
    return opened({ kind: 'postgres', connectionString: settings.databaseUrl, ...simulation });
  }
  // The store does not need PostgreSQL then; the read models do.
  await reach(settings.databaseUrl);
  return opened({ kind: 'eventstoredb', connectionString: settings.eventStoreUrl, ...simulation });
}

async function opened(options: EventStoreOptions): Promise<EventStore> {
  try {
    return await withRights(() => openEventStore(options));
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    throw options.kind === 'eventstoredb' ? eventStoreUnusable(error) : databaseUnusable(error);
  }
}

async function reach(connectionString: string): Promise<void> {
  const client = new Client({ connectionString, connectionTimeoutMillis: PATIENCE_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw databaseUnusable(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const databaseUnusable = (error: unknown): Unreachable =>
  new Unreachable(`The database cannot be used: ${reasonOf(error)}. Check DATABASE_URL.`);

const eventStoreUnusable = (error: unknown): Unreachable =>
  new Unreachable(`EventStoreDB cannot be used: ${reasonOf(error)}. Check EVENTSTORE_URL.`);

/** Why something could not be reached: the innermost cause says most, and never holds the password. */
export function reasonOf(error: unknown): string {
  let cause = error;
  while (isNativeError(cause) && isNativeError(cause.cause)) cause = cause.cause;
  const innermost = cause as Error & { code?: string; errors?: readonly Error[] };
  const reason = (innermost.message || innermost.errors?.[0]?.message) ?? innermost.code;
  return reason?.replace(/\.$/, '') ?? 'unknown';
}
