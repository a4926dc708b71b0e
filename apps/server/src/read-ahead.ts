import type { INestApplicationContext } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Ledger, Segregation } from '#read-models';
import type { Log } from '#settings';

/**
 * Reads what the first pages would wait seconds for, while the server is open already. Where that
 * fails it is only said: whoever asks first reads it then.
 */
export async function readAhead(
  app: INestApplicationContext,
  log: Pick<Log, 'warn'>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await app.get(Ledger, { strict: false }).readAhead(() => signal.aborted);
    if (signal.aborted) return;
    const queries = app.get(QueryBus, { strict: false });
    await queries.execute(new Segregation({ offset: 0, limit: 1 }));
  } catch (error) {
    // Whatever is asked while the server ends may find the database closed.
    if (signal.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    log.warn(`What pages need in memory was not read ahead; the first of them read it: ${reason}`);
  }
}
