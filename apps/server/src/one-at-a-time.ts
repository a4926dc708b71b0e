import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';

const POLL_MS = 250;

/** Runs work while no other server of this database does; false when it was told to stop waiting. */
export async function oneAtATime(
  pool: Pool,
  { signal, waiting }: Readonly<{ signal: AbortSignal; waiting: () => void }>,
  work: () => Promise<void>,
): Promise<boolean> {
  const client = await pool.connect();
  // Lost with its connection; what others do then is what they would have done without the lock.
  client.on('error', () => undefined);
  const lock = async (): Promise<boolean> => {
    const { rows } = await client.query<{ locked: boolean }>(
      "select pg_try_advisory_lock(hashtext('tracker: loading')) as locked",
    );
    return rows[0]?.locked === true;
  };
  try {
    while (!(await lock())) {
      if (signal.aborted) return false;
      waiting();
      await sleep(POLL_MS);
    }
    await work();
    return true;
  } finally {
    // Closed rather than given back: the lock goes with the session, however the work ended.
    client.release(true);
  }
}
