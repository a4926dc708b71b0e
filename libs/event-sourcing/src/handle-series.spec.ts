import { InMemoryEventStore } from '#event-store';
import {
  accept,
  handle,
  handleSeries,
  refuse,
  uuidV5,
  type Asker,
  type Decider,
  type EventStore,
  type MessagesOf,
  type Series,
} from '#event-sourcing';

describe('A series of commands', () => {
  it('leads to the very events, and the answers, of its commands put one by one', async () => {
    const [together, apart] = [new InMemoryEventStore(), new InMemoryEventStore()];
    const counts = [3, 0, 8, 4, 1];
    const answers = await handleSeries(together, ward, admitting(counts));
    for (const [n, each] of admitting(counts).orders.entries()) {
      const answer = await handle(apart, ward, { stream: 'ward-7', ...each, circumstances });
      expect(answers[n]).toEqual(
        'position' in answer && answer.position !== undefined
          ? { ...answer, position: 3n }
          : answer,
      );
    }
    expect(bytesIn(await together.readStream('ward-7'))).toEqual(
      bytesIn(await apart.readStream('ward-7')),
    );
  });

  it('is appended in parts, and tells how far it is', async () => {
    const told: number[] = [];
    const store = new InMemoryEventStore();
    const series = { ...admitting(Array<number>(2_200).fill(1), 3_000) };
    await handleSeries(store, ward, { ...series, onAnswered: (count) => told.push(count) });
    expect(told).toEqual([1_000, 2_000, 2_200]);
    expect(await store.readStream('ward-7')).toHaveLength(2_200);
  });

  it.each([
    ['long events', 20_000, 3],
    ['events that say much of who asked', 3, 20_000],
  ])('of %s is appended in parts that every store takes', async (_, said, asked) => {
    const sizes: number[] = [];
    const told: number[] = [];
    const store = new InMemoryEventStore();
    const series = admitting(Array<number>(60).fill(1), 1_000, 'row', 'x'.repeat(said));
    const orders = series.orders.map(({ asker: by, ...order }) => ({
      ...order,
      asker: { ...by, correlation: 'c'.repeat(asked) },
    }));
    const onAnswered = (count: number) => told.push(count);
    await handleSeries(store, ward, { ...series, orders, onAnswered });
    const bytes = (await store.readStream('ward-7')).map(
      ({ data, metadata }) => Buffer.byteLength(data) + Buffer.byteLength(metadata),
    );
    for (const [n, count] of told.entries()) {
      const part = bytes.slice(told[n - 1] ?? 0, count);
      sizes.push(part.reduce((sum, each) => sum + each, 0));
    }
    expect(told.at(-1)).toBe(60);
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThan(1_000_000);
  });

  it('that is rehearsed is judged in order, and leaves nothing behind', async () => {
    const store = new InMemoryEventStore();
    const answers = await handleSeries(store, ward, { ...admitting([6, 6]), rehearsal: true });
    expect(answers).toMatchObject([
      { outcome: 'accepted', position: undefined },
      refuse('not-enough-beds'),
    ]);
    expect(await store.readStream('ward-7')).toEqual([]);
  });

  it('of no commands answers nothing', async () => {
    expect(await handleSeries(new InMemoryEventStore(), ward, admitting([]))).toEqual([]);
  });
});

describe('A series that is put again', () => {
  it('answers what it led to before', async () => {
    const store = new InMemoryEventStore();
    const first = await handleSeries(store, ward, admitting([3, 4]));
    const again = await handleSeries(store, ward, admitting([3, 4]));
    const known = (answer: object) => ({ ...answer, position: undefined, repeated: true });
    expect(again.map(known)).toEqual(first.map(known));
    expect(await store.readStream('ward-7')).toHaveLength(2);
  });

  it('after it was cut off goes on, and ends as if it never had been', async () => {
    const counts = Array<number>(2_200).fill(1);
    const whole = new InMemoryEventStore();
    await handleSeries(whole, ward, admitting(counts, 3_000));
    const store = new InMemoryEventStore();
    const stopping = new AbortController();
    const cutOff = handleSeries(store, ward, {
      ...admitting(counts, 3_000),
      signal: stopping.signal,
      onAnswered: () => {
        stopping.abort();
      },
    });
    await expect(cutOff).rejects.toThrow('abort');
    expect(await store.readStream('ward-7')).toHaveLength(1_000);
    await handleSeries(store, ward, admitting(counts, 3_000));
    expect(bytesIn(await store.readStream('ward-7'))).toEqual(
      bytesIn(await whole.readStream('ward-7')),
    );
  });

  it('with another command under an id is refused there alone', async () => {
    const store = new InMemoryEventStore();
    await handleSeries(store, ward, admitting([3, 4]));
    expect(await handleSeries(store, ward, admitting([3, 5]))).toMatchObject([
      { outcome: 'accepted', repeated: true },
      refuse('command-id-reused'),
    ]);
  });

  it('in another stream is refused there, and the rest goes on', async () => {
    const store = new InMemoryEventStore();
    await handleSeries(store, ward, admitting([3]));
    const elsewhere = { ...admitting([3, 1]), stream: 'ward-8' };
    expect(await handleSeries(store, ward, elsewhere)).toMatchObject([
      refuse('command-id-reused'),
      { outcome: 'accepted', revision: 0 },
    ]);
  });
});

describe('When somebody else writes into a series', () => {
  it('what is left is decided anew on what is there now', async () => {
    const store = new InMemoryEventStore();
    const crowded = interrupted(store, 1, () => handleSeries(store, ward, admitting([8], 10, 'x')));
    expect(await handleSeries(crowded, ward, admitting([2, 3]))).toMatchObject([
      { outcome: 'accepted', revision: 1 },
      refuse('not-enough-beds'),
    ]);
  });

  it('each time, it gives up and says so of all that is left', async () => {
    const store = new InMemoryEventStore();
    const crowded = interrupted(store, Infinity, (n) =>
      handleSeries(store, ward, admitting([0.1], 10, String(n))),
    );
    expect(await handleSeries(crowded, ward, admitting([2, 3]))).toEqual([
      { outcome: 'conflict' },
      { outcome: 'conflict' },
    ]);
  });
});

type WardEvent = MessagesOf<{ PatientsAdmitted: { count: number; note?: string } }>;
type WardCommand = MessagesOf<{ AdmitPatients: { count: number; beds: number; note?: string } }>;

const ward: Decider<WardCommand, { taken: number }, WardEvent, 'not-enough-beds'> = {
  initial: { taken: 0 },
  evolve: { PatientsAdmitted: ({ taken }, { count }) => ({ taken: taken + count }) },
  decide: {
    AdmitPatients({ taken }, { count, beds, ...more }) {
      if (count === 0) return accept();
      if (taken + count > beds) return refuse('not-enough-beds');
      return accept({ type: 'PatientsAdmitted', data: { count, ...more } });
    },
  },
};

const circumstances = () => ({});
const noneForAny = () => Promise.resolve(circumstances);

const admitting = (
  counts: readonly number[],
  beds = 10,
  name = 'row',
  note?: string,
): Series<WardCommand, unknown> => ({
  stream: 'ward-7',
  orders: counts.map((count, n) => ({
    command: {
      type: 'AdmitPatients',
      data: { count, beds, ...(note === undefined ? {} : { note }) },
    },
    asker: asker(uuidV5('00000000-0000-4000-8000-000000000000', `${name} ${String(n)}`)),
  })),
  circumstances: noneForAny,
});

const asker = (commandId: string): Asker => ({
  commandId,
  actor: 'a-1',
  role: 'trust-recorder',
  organisation: 'RXX',
  correlation: 'c-1',
});

const bytesIn = (events: Awaited<ReturnType<EventStore['readStream']>>) =>
  events.map(({ id, type, data, metadata, revision }) => ({ id, type, data, metadata, revision }));

/** The same store, before whose first appends something else happens. */
function interrupted(
  store: InMemoryEventStore,
  times: number,
  happens: (n: number) => Promise<unknown>,
): EventStore {
  let n = 0;
  return new Proxy(store, {
    get(target, name) {
      const own = Reflect.get(target, name) as unknown;
      if (typeof own !== 'function') return own;
      const method = own.bind(target) as (...given: unknown[]) => unknown;
      if (name !== 'append') return method;
      return async (...given: unknown[]) => {
        if (n < times) await happens(++n);
        return method(...given);
      };
    },
  });
}
