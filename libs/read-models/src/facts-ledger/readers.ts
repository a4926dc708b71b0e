import { createHash } from 'node:crypto';
import type { ReadRows } from '#event-sourcing';
import type { Pool, PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { rowTypes } from '../engine/connection.js';

/** Plans with `jit` take longer than the probes they are made for. */
export const NO_JIT = 'set local jit = off';

/**
 * A second connection in the snapshot of the first, so that what a question asks of many trusts is
 * found by two processes of the database. One question at a time has it, and only while the pool has one
 * to give: others may wait for the figure that this question works out, each with a connection it holds.
 */
export class SecondConnection {
  private taken = false;

  constructor(private readonly database: DataSource) {}

  /** Undefined while another question has it, or none is free. */
  async beside(
    first: PoolClient,
  ): Promise<Readonly<{ read: ReadRows; leave: () => Promise<void> }> | undefined> {
    if (this.taken) return undefined;
    this.taken = true;
    const runner = this.database.createQueryRunner();
    const leave = async () => {
      await runner.release();
      this.taken = false;
    };
    try {
      const snapshot = await exported(first);
      // Asked in the same breath as it is taken.
      if (!hasFree(this.database)) {
        await leave();
        return undefined;
      }
      const second = await joined(runner, snapshot);
      return {
        read: readerOf(second),
        leave: async () => {
          // A connection that broke has nothing to take back; the pool parts with it.
          await second.query('rollback').catch(() => undefined);
          await leave();
        },
      };
    } catch (error) {
      await leave();
      throw error;
    }
  }
}

/** Whether a connection would be given at once, without waiting for one that is given back. */
function hasFree(database: DataSource): boolean {
  const { master: pool } = database.driver as Readonly<{ master?: Pool }>;
  if (pool === undefined || pool.waitingCount > 0) return false;
  return pool.idleCount > 0 || pool.totalCount < pool.options.max;
}

async function exported(first: PoolClient): Promise<string> {
  const { rows } = await first.query<{ snapshot: string }>(
    'select pg_export_snapshot() as snapshot',
  );
  return rows[0]?.snapshot ?? '';
}

async function joined(runner: QueryRunner, snapshot: string): Promise<PoolClient> {
  const second = (await runner.connect()) as PoolClient;
  await second.query(`begin isolation level repeatable read read only;
    set transaction snapshot '${snapshot}'; ${NO_JIT}`);
  return second;
}

/** Statements are prepared once per connection and text. */
export const readerOf =
  (client: PoolClient): ReadRows =>
  async <Row extends object>(text: string, values: readonly unknown[] = []) => {
    const name = createHash('md5').update(text).digest('hex');
    const { rows } = await client.query<Row>({ name, text, values: [...values], types: rowTypes });
    return rows;
  };

/** Both of two, or the failure of one once the other has ended as well. */
export async function both<Answer>(
  one: Promise<Answer>,
  other: Promise<Answer>,
): Promise<readonly [Answer, Answer]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}
