import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Projector } from './projector.js';

const POLL_MS = 20;

/** Lets a reader wait until the read models include what was just written. */
export class ReadYourWrites {
  constructor(
    private readonly database: Pick<Pool, 'query'>,
    private readonly here?: Pick<Projector, 'waitFor'>,
  ) {}

  /** False when the time is up: then say so, and never show rows that lack the write. */
  async waitFor(position: bigint, timeoutMs = 5_000): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    if (await this.here?.waitFor(position, timeoutMs)) return true;
    // Whoever leads elsewhere is known only by the checkpoint; without one nothing is included.
    for (;;) {
      if (await this.includes(position)) return true;
      if (performance.now() >= until) return false;
      await sleep(POLL_MS);
    }
  }

  /** The last entry that the read models include; 0 before there are any. */
  async lastEntry(): Promise<number> {
    const { rows } = await this.database
      .query<{ entry: number }>('select entry::int from read_models.checkpoint')
      .catch(unlessMissing);
    return rows[0]?.entry ?? 0;
  }

  /** The position up to which the read models hold, derived tables too; 0 before there are any. */
  async lastPosition(): Promise<bigint> {
    const { rows } = await this.database
      .query<{ settled: string }>(
        'select coalesce(settled, 0)::text as settled from read_models.checkpoint',
      )
      .catch(unlessMissing);
    return BigInt(rows[0]?.settled ?? 0);
  }

  private async includes(position: bigint): Promise<boolean> {
    const { rows } = await this.database
      .query('select 1 from read_models.checkpoint where coalesce(settled, 0) >= $1::bigint', [
        String(position),
      ])
      .catch(unlessMissing);
    return rows.length === 1;
  }
}

/** The read models have not been made for the first time yet. */
const UNDEFINED_TABLE = '42P01';

function unlessMissing(error: unknown): { rows: never[] } {
  if ((error as { code?: unknown }).code === UNDEFINED_TABLE) return { rows: [] };
  throw error;
}
