import { Pool, type ClientConfig, type PoolConfig } from 'pg';

/** What every connection of the store has in common. */
export const sessionOf = (connectionString: string): ClientConfig => ({
  connectionString,
  application_name: 'event-store',
  keepAlive: true,
  connectionTimeoutMillis: 5_000,
  // A database whose default is repeatable read would let an append look before it holds the lock.
  // Compiling a plan takes longer than any of ours runs; servers built with LLVM would do it often.
  options: '-c default_transaction_isolation=read\\ committed -c jit=off',
});

type Limits = Readonly<{ lock: number; statement: number }>;

/** One connection: appends wait for each other in the process rather than in the database. */
export const writerPool = (session: ClientConfig, limits: Limits): Pool =>
  poolOf({ ...session, ...bounds(limits), max: 1 });

/**
 * All reads follow an index, in its order; a plan made while the log was empty, or before anything was
 * counted, must not read it all later.
 */
export const readerPool = (session: ClientConfig, limits: Limits, max: number): Pool =>
  poolOf({
    ...session,
    ...bounds(limits),
    options: `${session.options ?? ''} -c enable_seqscan=off -c enable_bitmapscan=off`,
    max,
  });

/** The client's own limit is for a server that hangs and so can't keep to its limits. */
const bounds = ({ lock, statement }: Limits): PoolConfig => ({
  lock_timeout: lock,
  statement_timeout: statement,
  query_timeout: statement + 2_000,
  idle_in_transaction_session_timeout: 5_000,
});

function poolOf(config: PoolConfig): Pool {
  const pool = new Pool(config);
  // An idle connection that breaks is replaced at the next use; unheard, it would end the process.
  pool.on('error', () => undefined);
  // So does one that breaks in use, although its query fails by itself.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
