import { InvalidAppend, StoreNotEmpty, type StoredEvent } from '#event-sourcing';
import {
  deliveriesUntil,
  event,
  eventsOf,
  has,
  idOf,
  onFreshStore,
  STREAM,
  wholeLog,
  written,
  type FreshLog,
} from '../log-under-test.js';

export function restoring(freshLog: FreshLog): void {
  describe('restoring', () => {
    it(
      'keeps ids, bytes, recorded instants, revisions and order',
      onFreshStore(freshLog, async (store) => {
        await store.restore(bundle);
        const restored = await wholeLog(store);
        expect(restored.map(withoutPosition)).toEqual(bundle.map(withoutPosition));
        expect(await store.readStream(STREAM)).toHaveLength(2);
        expect(await store.head()).toMatchObject({ id: idOf(3) });
      }),
    );

    it(
      'takes entries as they come, and leaves a store to go on with',
      onFreshStore(freshLog, async (store) => {
        await store.restore(oneByOne());
        const { position, revision } = await written(store, STREAM, event(4));
        expect(revision).toBe(2);
        const log = await wholeLog(store);
        expect(log.at(-1)).toMatchObject({ id: idOf(4), position });
        expect((log[3]?.recordedAt ?? '') >= (log[2]?.recordedAt ?? '')).toBe(true);
        expect(await store.append(STREAM, 'no-stream', [event(1, { data: odd })])).toMatchObject({
          outcome: 'duplicate',
          revision: 0,
        });
      }),
    );

    it(
      'is followed by subscriptions',
      onFreshStore(freshLog, async (store) => {
        const deliveries = await deliveriesUntil(store, {}, async (all) => {
          if (all.length === 1) await store.restore(bundle);
          return has(3)(all);
        });
        expect(eventsOf(deliveries).map(withoutPosition)).toEqual(bundle.map(withoutPosition));
      }),
    );

    it(
      'is refused for a store that holds anything',
      onFreshStore(freshLog, async (store) => {
        await written(store, 'benefit-1', event(9));
        await expect(store.restore(bundle)).rejects.toThrow(StoreNotEmpty);
        expect(await wholeLog(store)).toHaveLength(1);
      }),
    );

    it.each([
      ['a revision is missing', [entry(1, 0), entry(2, 2)]],
      ['a stream begins in its middle', [entry(1, 1)]],
      ['an id is there twice', [entry(1, 0), entry(1, 1)]],
      ['an instant is not one', [{ ...entry(1, 0), recordedAt: '24 November 2026' }]],
      ['data are not JSON', [{ ...entry(1, 0), data: '{' }]],
    ])('leaves the store empty when %s', (_, entries) =>
      onFreshStore(freshLog, async (store) => {
        await expect(store.restore(entries)).rejects.toThrow(InvalidAppend);
        expect(await store.head()).toBeUndefined();
        await store.restore(bundle);
        expect(await wholeLog(store)).toHaveLength(3);
      })(),
    );

    it(
      'leaves the store empty when the source breaks off',
      onFreshStore(freshLog, async (store) => {
        await expect(store.restore(brokenOff())).rejects.toThrow('The bundle ends too early.');
        expect(await store.head()).toBeUndefined();
      }),
    );

    it(
      'of nothing leaves an empty store',
      onFreshStore(freshLog, async (store) => {
        await store.restore([]);
        expect(await store.head()).toBeUndefined();
        await written(store, STREAM, event(1));
      }),
    );
  });
}

const odd = '{ "text":"tab \\t back\\\\slash\\n \\u00e9",\t"a":1,\r\n"a":2 }';

function entry(n: number, revision: number, stream = STREAM): StoredEvent {
  return {
    ...event(n),
    stream,
    revision,
    // Positions of another store: only their order means anything here.
    position: BigInt(n) * 1_000n,
    recordedAt: `2025-03-0${String(n)}T09:30:00.0${String(n)}0Z`,
  };
}

const bundle: readonly StoredEvent[] = [
  { ...entry(1, 0), data: odd },
  entry(2, 0, 'benefit-1'),
  entry(3, 1),
];

const withoutPosition = ({ position: _, ...rest }: StoredEvent) => rest;

async function* oneByOne(): AsyncGenerator<StoredEvent> {
  for (const stored of bundle) yield await Promise.resolve(stored);
}

function* brokenOff(): Generator<StoredEvent> {
  yield* bundle;
  throw new Error('The bundle ends too early.');
}
