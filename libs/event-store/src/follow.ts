import type { Delivery, StoredEvent } from '#event-sourcing';
import type { News } from './news.js';

const PAGE = 1_000;

type Following = Readonly<{
  after: bigint;
  batchSize?: number | undefined;
  signal: AbortSignal;
  pollEvery: number;
  page: (after: bigint, limit: number) => Promise<readonly StoredEvent[]>;
  news: News;
}>;

/** Pages through the log to its end, then waits for news, looking for itself now and then. */
export async function* follow(following: Following): AsyncGenerator<Delivery> {
  const { batchSize = PAGE, signal, pollEvery, page, news } = following;
  let { after } = following;
  while (!signal.aborted) {
    const { edition } = news;
    const events = await unlessAborted(page(after, batchSize), signal);
    if (events === undefined || isAborted(signal)) return;
    after = events.at(-1)?.position ?? after;
    const caughtUp = events.length < batchSize;
    yield { events, caughtUp };
    if (caughtUp) await news.wait({ after, edition }, pollEvery, signal);
  }
}

/** The compiler believes that a signal seen open stays open; it may have changed while we waited. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

/** Does not keep a reader who leaves waiting for a store that hangs. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  let leave: () => void = () => undefined;
  const left = new Promise<undefined>((resolve) => {
    leave = () => {
      resolve(undefined);
    };
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([work, left]);
  } finally {
    signal.removeEventListener('abort', leave);
    // Once nobody listens, a late failure of the page is nobody's business either.
    work.catch(() => undefined);
  }
}
