import {
  event,
  events,
  idOf,
  idsOf,
  onFreshLog,
  onFreshStore,
  STREAM,
  wholeLog,
  written,
  type FreshLog,
} from '../log-under-test.js';

export function reading(freshLog: FreshLog): void {
  describe('reading', () => {
    it(
      'gives an empty stream for one that does not exist, and an empty page of an empty log',
      onFreshStore(freshLog, async (store) => {
        expect(await store.readStream(STREAM)).toEqual([]);
        expect(await store.readAll(undefined, 10)).toEqual([]);
      }),
    );

    it(
      'gives a stream in order, from a revision on, and nothing of its neighbours',
      onFreshStore(freshLog, async (store) => {
        await written(store, STREAM, ...events(1, 2));
        await written(store, `${STREAM}-2`, event(3));
        await written(store, STREAM, ...events(4, 2));
        expect(idsOf(await store.readStream(STREAM))).toEqual([1, 2, 4, 5].map(idOf));
        expect(idsOf(await store.readStream(STREAM, 2))).toEqual([4, 5].map(idOf));
        expect(await store.readStream(STREAM, 4)).toEqual([]);
      }),
    );

    it(
      'gives the log page by page, in the order of commits',
      onFreshStore(freshLog, async (store) => {
        await written(store, STREAM, ...events(1, 3));
        await written(store, 'benefit-1', ...events(4, 2));
        await written(store, STREAM, ...events(6, 2));
        for (const page of [1, 2, 3, 7, 100]) {
          expect(idsOf(await wholeLog(store, page))).toEqual(events(1, 7).map(({ id }) => id));
        }
        const positions = (await wholeLog(store)).map(({ position }) => position);
        expect(
          positions.every((position, n) => n === 0 || position > (positions[n - 1] ?? 0n)),
        ).toBe(true);
      }),
    );

    it(
      'gives the event at a position, and none where the log has none',
      onFreshStore(freshLog, async (store) => {
        const { position } = await written(store, STREAM, ...events(1, 2));
        expect((await store.at(position))?.id).toBe(idOf(2));
        expect(await store.at(position + 1_000_000n)).toBeUndefined();
      }),
    );

    it(
      'gives the whole of a stream of 10,000 events',
      onFreshStore(freshLog, async (store) => {
        await written(store, STREAM, ...events(1, 5_000));
        await written(store, STREAM, ...events(5_001, 5_000));
        const stream = await store.readStream(STREAM);
        expect(stream).toHaveLength(10_000);
        expect(stream.every(({ revision, id }, n) => revision === n && id === idOf(n + 1))).toBe(
          true,
        );
      }),
    );

    it(
      'one event at a time never passes over one that is committed late, under 16 writers',
      onFreshLog(freshLog, async (log) => {
        const stores = [await log.open(), await log.open()];
        const reader = await log.open();
        const seen: string[] = [];
        const follow = async () => {
          let after: bigint | undefined;
          while (seen.length < 16 * 25) {
            const [next] = await reader.readAll(after, 1);
            if (next === undefined) continue;
            seen.push(next.id);
            after = next.position;
          }
        };
        const write = async (writer: number) => {
          for (let n = 0; n < 25; n++) {
            const store = stores[writer % 2] ?? reader;
            await store.append(`benefit-${String(writer)}`, n === 0 ? 'no-stream' : n - 1, [
              event(writer * 100 + n),
            ]);
          }
        };
        await Promise.all([follow(), ...Array.from({ length: 16 }, (_, writer) => write(writer))]);
        expect(seen).toEqual(idsOf(await wholeLog(reader)));
        expect(new Set(seen).size).toBe(16 * 25);
      }),
    );

    it(
      'shows an event to every store as soon as its append is acknowledged',
      onFreshLog(freshLog, async (log) => {
        const writer = await log.open();
        const reader = await log.open();
        for (let n = 1; n <= 10; n++) {
          const { position } = await written(writer, STREAM, event(n));
          expect((await reader.head())?.position).toBe(position);
          expect(await reader.readStream(STREAM)).toHaveLength(n);
        }
      }),
    );
  });
}
