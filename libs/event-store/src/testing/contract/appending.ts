import { InvalidAppend, StoreUnavailable, type EventStore } from '#event-sourcing';
import {
  event,
  events,
  idOf,
  onFreshStore,
  STREAM,
  wholeLog,
  written,
  type FreshLog,
  type LogUnderTest,
} from '../log-under-test.js';

export function appending(freshLog: FreshLog): void {
  describe('appending what no store would take', () => {
    // Nothing is ever stored here, so that one log serves all.
    let log: LogUnderTest;
    let untouched: EventStore;
    beforeAll(async () => {
      log = await freshLog();
      untouched = await log.open();
    });
    afterAll(() => log.dispose());
    it.each([
      ['no event at all', STREAM, []],
      ['an id that is no UUID', STREAM, [event(1, { id: 'event-1' })]],
      ['the same id twice', STREAM, [event(1), event(1)]],
      ['an event type without a name', STREAM, [event(1, { type: '' })]],
      ['a stream without a name', '', [event(1)]],
      ['a stream with an endless name', 's'.repeat(501), [event(1)]],
      ['a stream of a store’s own', '$benefit-1', [event(1)]],
      ['an event type of a store’s own', STREAM, [event(1, { type: '$metadata' })]],
      ['a stream name that holds NUL', 'adoption-\0', [event(1)]],
      ['an event type with half a character', STREAM, [event(1, { type: 'A\ud800' })]],
      ['data that hold NUL', STREAM, [event(1, { data: '"\0"' })]],
      ['data that hold an escaped NUL', STREAM, [event(1, { data: '{"a":"\\u0000"}' })]],
      ['data with half a character', STREAM, [event(1, { data: '"\udc00"' })]],
      ['data with half a character, escaped', STREAM, [event(1, { data: '["\\ud800x"]' })]],
      ['a key with half a character', STREAM, [event(1, { data: '{"\\ud800":1}' })]],
      ['data that are not JSON', STREAM, [event(1, { data: "{'a':1}" })]],
      ['metadata that are not JSON', STREAM, [event(1, { metadata: '' })]],
    ])('refuses %s before anything is stored', async (_, stream, toWrite) => {
      await expect(untouched.append(stream, 'no-stream', toWrite)).rejects.toThrow(InvalidAppend);
      expect(await untouched.head()).toBeUndefined();
    });

    it.each([-1, 0.5, NaN, Infinity])('refuses %d as a revision', async (expected) => {
      await expect(untouched.append(STREAM, expected, [event(1)])).rejects.toThrow(InvalidAppend);
    });
  });

  describe('appending', () => {
    it(
      'begins a stream at revision 0 and goes on from the revision named',
      onFreshStore(freshLog, async (store) => {
        const first = await store.append(STREAM, 'no-stream', events(1, 2));
        expect(first).toMatchObject({ outcome: 'appended', revision: 1 });
        const second = await store.append(STREAM, 1, [event(3)]);
        expect(second).toMatchObject({ outcome: 'appended', revision: 2 });
        const stored = await store.readStream(STREAM);
        expect(stored.map(({ revision }) => revision)).toEqual([0, 1, 2]);
        expect(stored[2]?.position).toBe('position' in second && second.position);
      }),
    );

    it(
      'is refused for a second "no stream"',
      onFreshStore(freshLog, async (store) => {
        await store.append(STREAM, 'no-stream', [event(1)]);
        expect(await store.append(STREAM, 'no-stream', [event(2)])).toEqual({
          outcome: 'wrong-revision',
          current: 0,
        });
        expect(await wholeLog(store)).toHaveLength(1);
      }),
    );

    it(
      'is refused at a revision that others have passed',
      onFreshStore(freshLog, async (store) => {
        await store.append(STREAM, 'no-stream', events(1, 3));
        expect(await store.append(STREAM, 1, [event(4)])).toEqual({
          outcome: 'wrong-revision',
          current: 2,
        });
      }),
    );

    it(
      'is refused at a revision not yet reached, and in a stream that does not exist',
      onFreshStore(freshLog, async (store) => {
        await store.append(STREAM, 'no-stream', [event(1)]);
        expect(await store.append(STREAM, 1, [event(2)])).toEqual({
          outcome: 'wrong-revision',
          current: 0,
        });
        expect(await store.append('adoption-RYY-e-prescribing', 0, [event(3)])).toEqual({
          outcome: 'wrong-revision',
          current: 'no-stream',
        });
      }),
    );

    it(
      'keeps the bytes of data and metadata as they came',
      onFreshStore(freshLog, async (store) => {
        const data =
          '{ "z" : 1,\n\t"a":1.50, "é":"\\u00e9 caf\\u00E9 \\ud83d\\ude00 😀", "a":-0, "big":9007199254740993, "s":"\\\\u0000 \\" \\n" }';
        const metadata = '{"b":"\\t|\\\\","a":[ 1 ,2,{} ,""]}\r\n';
        await written(store, STREAM, event(1, { data, metadata, type: 'Überprüft – 検証' }));
        const stored = (await store.readStream(STREAM))[0];
        expect(stored).toMatchObject({ data, metadata, type: 'Überprüft – 検証' });
        expect(await wholeLog(store)).toEqual([stored]);
      }),
    );

    it(
      'takes a megabyte of data in one event',
      onFreshStore(freshLog, async (store) => {
        const data = `"${'é'.repeat((1_048_576 - 2) / 2)}"`;
        await written(store, STREAM, event(1, { data }));
        expect((await store.readStream(STREAM))[0]?.data).toBe(data);
        await expect(store.append(STREAM, 0, [event(2, { data: `${data} ` })])).rejects.toThrow(
          InvalidAppend,
        );
      }),
    );

    it(
      'takes 5,000 events at once',
      onFreshStore(freshLog, async (store) => {
        const outcome = await store.append(STREAM, 'no-stream', events(1, 5_000));
        expect(outcome).toMatchObject({ outcome: 'appended', revision: 4_999 });
        expect((await store.readStream(STREAM)).map(({ id }) => id)).toEqual(
          events(1, 5_000).map(({ id }) => id),
        );
      }),
    );

    it(
      'takes an id in capitals as the same id',
      onFreshStore(freshLog, async (store) => {
        const id = 'ABCDEF00-0000-4000-8000-000000000001';
        await written(store, STREAM, event(1, { id }));
        expect((await store.readStream(STREAM))[0]?.id).toBe(id.toLowerCase());
        expect(await store.append(STREAM, 'no-stream', [event(1, { id })])).toMatchObject({
          outcome: 'duplicate',
        });
      }),
    );

    it(
      'tells the head: position, id and instant of the last event',
      onFreshStore(freshLog, async (store) => {
        expect(await store.head()).toBeUndefined();
        const { position } = await written(store, STREAM, ...events(1, 3));
        const { recordedAt } = (await wholeLog(store))[2] ?? {};
        expect(await store.head()).toEqual({ position, id: idOf(3), recordedAt });
      }),
    );

    it(
      'stamps whole milliseconds UTC that never run backwards along the log',
      onFreshStore(freshLog, async (store) => {
        const before = await store.now();
        for (let n = 1; n <= 20; n++) await written(store, `benefit-${String(n % 3)}`, event(n));
        const after = await store.now();
        const instants = (await wholeLog(store)).map(({ recordedAt }) => recordedAt);
        for (const instant of [before, ...instants, after]) {
          expect(instant).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        }
        expect([before, ...instants, after]).toEqual([before, ...instants, after].sort());
      }),
    );

    it(
      'is refused once the store is closed',
      onFreshStore(freshLog, async (store) => {
        await store.close();
        await expect(store.append(STREAM, 'no-stream', [event(1)])).rejects.toThrow(
          StoreUnavailable,
        );
        await expect(store.head()).rejects.toThrow(StoreUnavailable);
        const { signal } = new AbortController();
        expect(() => store.subscribeToAll({ signal })).toThrow(StoreUnavailable);
      }),
    );
  });
}
