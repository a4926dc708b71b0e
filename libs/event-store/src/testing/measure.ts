import { randomUUID } from 'node:crypto';
import type { EventStore, NewEvent } from '#event-sourcing';

export type AppendSpeed = Readonly<{
  callers: number;
  perSecond: number;
  /** Milliseconds from the call to the acknowledgement. */
  p50: number;
  p99: number;
}>;

/** All that is measured of a store when it appends. */
export type Appends = Pick<EventStore, 'append'>;

/** One-event appends by so many callers at once, each waiting for its acknowledgement. */
export async function measureAppends(
  store: Appends,
  { callers, milliseconds }: Readonly<{ callers: number; milliseconds: number }>,
): Promise<AppendSpeed> {
  const latencies: number[] = [];
  const run = randomUUID().slice(0, 8);
  const start = performance.now();
  const end = start + milliseconds;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let turn = 0; performance.now() < end; turn++) {
        const revision = Math.floor(turn / STREAMS_PER_CALLER) - 1;
        const stream = `adoption-${run}${String(caller)}-${String(turn % STREAMS_PER_CALLER)}`;
        const began = performance.now();
        const { outcome } = await store.append(stream, revision < 0 ? 'no-stream' : revision, [
          measurement(turn),
        ]);
        if (outcome !== 'appended') throw new Error(`An append ended as ${outcome}.`);
        latencies.push(performance.now() - began);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  latencies.sort((a, b) => a - b);
  return {
    callers,
    perSecond: Math.round(latencies.length / seconds),
    p50: latencies[Math.floor(latencies.length * 0.5)] ?? NaN,
    p99: latencies[Math.floor(latencies.length * 0.99)] ?? NaN,
  };
}

/** Reads the whole log page by page, and parses the data of every event if asked to. */
export async function measureReading(
  store: EventStore,
  { page = 1_000, parsed = false }: Readonly<{ page?: number; parsed?: boolean }> = {},
): Promise<Readonly<{ events: number; perSecond: number }>> {
  const start = performance.now();
  let count = 0;
  let after: bigint | undefined;
  for (;;) {
    const events = await store.readAll(after, page);
    if (parsed) for (const { data } of events) JSON.parse(data);
    count += events.length;
    after = events.at(-1)?.position ?? after;
    if (events.length < page) break;
  }
  const seconds = (performance.now() - start) / 1_000;
  return { events: count, perSecond: Math.round(count / seconds) };
}

const STREAMS_PER_CALLER = 50;

const measurement = (turn: number): NewEvent => ({
  id: randomUUID(),
  type: 'AdoptionMeasured',
  data: JSON.stringify({
    capability: 'electronic-observations',
    windowFrom: '2026-03-01',
    windowTo: '2026-03-31',
    numerator: 1_000 + turn,
    denominator: 10_000 + turn,
    method: 'system-log',
  }),
  metadata: JSON.stringify({
    actor: 'a-17',
    role: 'trust-recorder',
    organisation: 'RXX',
    command: randomUUID(),
    digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    correlation: 'c-1',
    causation: 'c-1',
    schemaVersion: 1,
  }),
});
