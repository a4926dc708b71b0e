import { setTimeout } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Ledger, Segregation } from '#read-models';
import type { Log } from '#settings';

const WAIT_MS = 10_000;

/**
 * Reads what the first pages would wait seconds for, while the server is open already. Where that fails it
 * is said once, and tried again until it is read: whoever asks meanwhile reads what they need themselves.
 */
export async function readAhead(
  app: INestApplicationContext,
  log: Pick<Log, 'warn'>,
  signal: AbortSignal,
  waitMs = WAIT_MS,
): Promise<void> {
  const isOver = () => signal.aborted;
  for (let failures = 0; !isOver(); failures++) {
    try {
      await app.get(Ledger, { strict: false }).readAhead(isOver);
      if (isOver()) return;
      const queries = app.get(QueryBus, { strict: false });
      await queries.execute(new Segregation({ offset: 0, limit: 1 }));
      return;
    } catch (error) {
      // Whatever is asked while the server ends may find the database closed.
      if (isOver()) return;
      const reason = error instanceof Error ? error.message : String(error);
      if (failures === 0) {
        log.warn(`What pages need in memory was not read ahead, and is tried again: ${reason}`);
      }
      await setTimeout(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
