import { createHash } from 'node:crypto';
import type { ReadRows } from '#event-sourcing';
import type { PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { rowTypes } from '../engine/connection.js';

/** Plans with `jit` take longer than the probes they are made for. */
export const NO_JIT = 'set local jit = off';

/**
 * A second connection in the snapshot of the first, so that what a question asks of many trusts is
 * found by two processes of the database. One question at a time has it: with more, those that hold
 * one connection and wait for another could wait for each other. The pool needs room for two.
 */
export class SecondConnection {
  private taken = false;

  constructor(private readonly database: DataSource) {}

  /** Undefined while another question has it. */
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
      const second = await joined(runner, first);
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

async function joined(runner: QueryRunner, first: PoolClient): Promise<PoolClient> {
  const { rows } = await first.query<{ snapshot: string }>(
    'select pg_export_snapshot() as snapshot',
  );
  const second = (await runner.connect()) as PoolClient;
  await second.query(`begin isolation level repeatable read read only;
    set transaction snapshot '${rows[0]?.snapshot ?? ''}'; ${NO_JIT}`);
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
