import type { Pool } from 'pg';
import { heldBack } from '#event-store';
import type { Concern } from './readiness.js';

const NOT_WORTH_TELLING_MS = 1_000;

/** Whether the database's clock was set back, so that entries carry instants that are not the time. */
export function clockConcern(pool: Pool, warn: (sentence: string) => void): Concern {
  let told = 0n;
  return async () => {
    const { milliseconds, last } = await heldBack(pool);
    if (last !== undefined && last.position > told) {
      told = last.position;
      warn(
        `The clock of the database was set back: entry ${String(told)} is marked, as its instant, ${last.recordedAt}, was not the time.`,
      );
    }
    if (milliseconds <= NOT_WORTH_TELLING_MS) return undefined;
    return `The clock of the database was set back: the log is ${String(Math.round(milliseconds / 1_000))} seconds ahead of it.`;
  };
}
