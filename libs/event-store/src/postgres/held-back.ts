import type { Pool } from 'pg';
import { instantOf, milliseconds } from './rows.js';

/** How far the log is ahead of the database's clock, and what was recorded while it was so. */
export type HeldBack = Readonly<{
  /** Above 1,000 what is recorded now is marked, too; 0 where the clock is ahead, as it should be. */
  milliseconds: number;
  /** The newest entry that is marked. */
  last: Readonly<{ position: bigint; recordedAt: string }> | undefined;
}>;

/** Instants never go back, so a clock that was set back is waited for: here is told whether it was. */
export async function heldBack(database: Pick<Pool, 'query'>): Promise<HeldBack> {
  const ahead = `greatest(0, coalesce(${milliseconds("nullif(last_recorded_at, '-infinity')")}
    - ${milliseconds('clock_timestamp()')}, 0))`;
  const { rows } = await database.query<Row>(
    `select ${ahead}::text as ahead, e.position::text, e.at::text
       from es.log left join (
         select position, ${milliseconds('recorded_at')} as at from es.event
          where clock = 'held-back' order by position desc limit 1) e on true`,
  );
  const [{ ahead: most, position, at } = nothing] = rows;
  return {
    milliseconds: Number(most),
    last: position === null ? undefined : { position: BigInt(position), recordedAt: instantOf(at) },
  };
}

type Row = Readonly<{ ahead: string; position: string | null; at: string | null }>;

const nothing: Row = { ahead: '0', position: null, at: null };
