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
  const { batchSize = PAGE, signal, pollEvery, news } = following;
  let { after } = following;
  let asked = ask(following, after, batchSize);
  while (!signal.aborted) {
    const events = await unlessAborted(asked.page, signal);
    if (events === undefined || isAborted(signal)) return;
    after = events.at(-1)?.position ?? after;
    const caughtUp = events.length < batchSize;
    // The next page is read while the reader is busy with this one.
    const next = caughtUp ? undefined : ask(following, after, batchSize);
    yield { events, caughtUp };
    if (next === undefined) await news.wait({ after, edition: asked.edition }, pollEvery, signal);
    asked = next ?? ask(following, after, batchSize);
  }
}

/** A page, and the news there was before it was asked for: what came since may not be on it. */
function ask({ page, news }: Following, after: bigint, limit: number) {
  const asked = { edition: news.edition, page: page(after, limit) };
  // Its failure is told to who awaits it; nobody does after a reader has left.
  asked.page.catch(() => undefined);
  return asked;
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
  }
}
