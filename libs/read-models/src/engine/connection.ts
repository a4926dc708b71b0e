import {
  Client,
  escapeIdentifier as quote,
  types,
  type ClientBase,
  type CustomTypesConfig,
} from 'pg';
import type { ReadRows } from '#event-sourcing';

const { builtins } = types;

/**
 * Whole numbers as numbers (entries and pence stay far below 2^53, and one beyond it is refused),
 * days and instants as the texts that events carry.
 */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, exactNumber],
  [builtins.DATE, (text) => text],
  [builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString()],
]);

/** For clients that read rows as the engine does. */
export const rowTypes: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    parsers.get(oid) ?? (types.getTypeParser(oid, format) as (text: string) => unknown),
};

export type Limits = 'projecting' | 'building';

/** A connection of the engine; while projecting, a frozen process can't hold on to rows for long. */
export async function connect(url: string, limits: Limits): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: `tracker ${limits}`,
    types: rowTypes,
    ...(limits === 'projecting' && {
      statement_timeout: 5_000,
      idle_in_transaction_session_timeout: 5_000,
    }),
    keepAlive: true,
  });
  // A connection that breaks between two statements says so here; the next statement fails.
  client.on('error', () => undefined);
  await client.connect();
  // A plan kept from when a table was empty would scan the whole of it for every batch.
  await client.query("set time zone 'UTC'; set plan_cache_mode = force_custom_plan; set jit = off");
  return client;
}

/** All or nothing; a lost connection is nothing. */
export async function inTransaction<T>(
  client: ClientBase,
  work: () => Promise<T>,
  begin = 'begin',
): Promise<T> {
  await client.query(begin);
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Reads the tables of these schemas through a connection: what derived tables are made from. */
export async function readerOf(client: ClientBase, schemas: readonly string[]): Promise<ReadRows> {
  await client.query(`set local search_path to ${schemas.map(quote).join()}, public`);
  return async <Row extends object>(sql: string, parameters: readonly unknown[] = []) => {
    const { rows } = await client.query<Row>(sql.replace(LIVE_SCHEMA, ''), [...parameters]);
    return rows;
  };
}

const LIVE_SCHEMA = /"?\bread_models\b"?\s*\.\s*/g;

function exactNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is too large to be read exactly.`);
  return value;
}

/** The SQLSTATE, or the code of a socket error. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}
