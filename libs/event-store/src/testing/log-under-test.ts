import type { AppendOutcome, Delivery, EventStore, NewEvent, StoredEvent } from '#event-sourcing';
import type { Simulation } from '../clock.js';

/** A log of its own for one test. All stores opened on it, here or elsewhere, see the same events. */
export type LogUnderTest = Readonly<{
  open(options?: Simulation): Promise<EventStore>;
  /** Closes what was opened and throws the log away. */
  dispose(): Promise<void>;
  /** What can befall it from outside, such as a broken connection; settles when it is over. */
  faults?: Readonly<Record<string, () => Promise<void>>>;
}>;

export type FreshLog = () => Promise<LogUnderTest>;

/** Runs one test on a log of its own. */
export const onFreshLog =
  (freshLog: FreshLog, test: (log: LogUnderTest) => Promise<void>): (() => Promise<void>) =>
  async () => {
    const log = await freshLog();
    try {
      await test(log);
    } finally {
      await log.dispose();
    }
  };

/** Runs one test on an empty store of its own. */
export const onFreshStore = (
  freshLog: FreshLog,
  test: (store: EventStore) => Promise<void>,
): (() => Promise<void>) => onFreshLog(freshLog, async (log) => test(await log.open()));

export const idOf = (n: number): string =>
  `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** The n-th example event. */
export const event = (n: number, different: Partial<NewEvent> = {}): NewEvent => ({
  id: idOf(n),
  type: 'AdoptionMeasured',
  data: `{"numerator":${String(n)},"denominator":100}`,
  metadata: '{"actor":"a-1"}',
  ...different,
});

export const events = (from: number, count: number): NewEvent[] =>
  Array.from({ length: count }, (_, index) => event(from + index));

export const STREAM = 'adoption-RXX-electronic-observations';

/** Appends what must succeed, to fill a store. */
export async function written(
  store: EventStore,
  stream: string,
  ...toWrite: readonly NewEvent[]
): Promise<Extract<AppendOutcome, { position: bigint }>> {
  const revision = (await store.readStream(stream)).at(-1)?.revision ?? 'no-stream';
  const outcome = await store.append(stream, revision, toWrite);
  if (outcome.outcome !== 'appended') throw new Error(`An append ended as ${outcome.outcome}.`);
  return outcome;
}

export async function wholeLog(store: EventStore, page = 1_000): Promise<StoredEvent[]> {
  const log: StoredEvent[] = [];
  for (;;) {
    const next = await store.readAll(log.at(-1)?.position, page);
    log.push(...next);
    if (next.length < page) return log;
  }
}

export const idsOf = (stored: readonly StoredEvent[]): string[] => stored.map(({ id }) => id);

/** Follows a subscription until what it has delivered is enough, then leaves it. */
export async function deliveriesUntil(
  store: EventStore,
  options: Readonly<{ after?: bigint; batchSize?: number }>,
  enough: (deliveries: readonly Delivery[]) => boolean | Promise<boolean>,
): Promise<Delivery[]> {
  const leaving = new AbortController();
  const deliveries: Delivery[] = [];
  for await (const delivery of store.subscribeToAll({ ...options, signal: leaving.signal })) {
    deliveries.push(delivery);
    if (await enough(deliveries)) leaving.abort();
  }
  return deliveries;
}

export const eventsOf = (deliveries: readonly Delivery[]): StoredEvent[] =>
  deliveries.flatMap(({ events: delivered }) => delivered);

export const has =
  (count: number) =>
  (deliveries: readonly Delivery[]): boolean =>
    eventsOf(deliveries).length >= count;
