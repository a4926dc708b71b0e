import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '#event-sourcing';
import { isLostDatabase, PlainFailure } from '#settings';

export type Outage = Readonly<{
  /** Nothing is tried again once this is told. */
  signal: AbortSignal;
  /** Told once an outage, with a sentence for whoever reads the log. */
  begun: (sentence: string) => void;
  /** Milliseconds without success after which it ends; Infinity: it does not. */
  patience?: number;
  /** Milliseconds before the second try; each pause is twice the one before, up to 5 seconds. */
  firstPause?: number;
}>;

const PATIENCE_MS = 120_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** Whoever worked this long had something to work on: what goes away now does so for the first time. */
const CALM_MS = 60_000;

/**
 * Does work that can be begun again, again, while the event store or the database is out of reach. Ends
 * with a PlainFailure after two minutes without success (or as long as is said), and with any other failure at once.
 */
export async function outlast<Result>(
  work: () => Promise<Result>,
  { signal, begun, patience = PATIENCE_MS, firstPause = FIRST_PAUSE_MS }: Outage,
): Promise<Result> {
  let since: number | undefined;
  let pause = firstPause;
  for (;;) {
    const start = performance.now();
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !isAway(error)) throw error;
      if (since === undefined || performance.now() - start > CALM_MS) {
        since = performance.now();
        pause = firstPause;
        begun(
          `${whatIsAway(error)} went away (${error.message}): trying again ${howLong(patience)}.`,
        );
      }
      if (performance.now() - since >= patience) {
        throw new PlainFailure(
          `${whatIsAway(error)} went away and was not back within ${inWords(patience)}: ${error.message}`,
        );
      }
      await sleep(pause, undefined, { signal });
      pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
    }
  }
}

const isAway = (error: unknown): error is Error =>
  error instanceof StoreUnavailable || isLostDatabase(error);

const whatIsAway = (error: Error): string =>
  error instanceof StoreUnavailable ? 'The event store' : 'The database';

const howLong = (patience: number): string =>
  Number.isFinite(patience) ? `for up to ${inWords(patience)}` : 'until it is back';

const inWords = (milliseconds: number): string =>
  `${String(Math.round(milliseconds / 1_000))} seconds`;
