import type { Pool } from 'pg';

/**
 * Makes tables that servers keep beside the log, unless they are there. One server after the other: two
 * that are asked for "if not exists" at the same moment both find nothing, and one of them fails.
 */
export async function makeEdgeTables(
  pool: Pick<Pool, 'query'>,
  ...statements: readonly string[]
): Promise<void> {
  // Sent as one text, they are one transaction, at whose end the lock is let go.
  const all = [
    "select pg_advisory_xact_lock(hashtext('tracker: edge tables'))",
    'create schema if not exists edge',
    ...statements,
  ];
  await pool.query(all.join(';\n'));
}
