import type { Delivery } from '#event-sourcing';
import {
  deliveriesUntil,
  event,
  events,
  eventsOf,
  has,
  idOf,
  idsOf,
  onFreshLog,
  onFreshStore,
  STREAM,
  wholeLog,
  written,
  type FreshLog,
} from '../log-under-test.js';

export function subscribing(freshLog: FreshLog): void {
  describe('a subscription', () => {
    it(
      'delivers what is there in batches, then says that it has caught up',
      onFreshStore(freshLog, async (store) => {
        await written(store, STREAM, ...events(1, 5));
        const deliveries = await deliveriesUntil(store, { batchSize: 2 }, (all) =>
          all.some(({ caughtUp }) => caughtUp),
        );
        expect(deliveries.map((delivery) => [delivery.events.length, delivery.caughtUp])).toEqual([
          [2, false],
          [2, false],
          [1, true],
        ]);
        expect(eventsOf(deliveries)).toEqual(await wholeLog(store));
      }),
    );

    it(
      'says so in an empty delivery when the last batch was full',
      onFreshStore(freshLog, async (store) => {
        await written(store, STREAM, ...events(1, 2));
        const deliveries = await deliveriesUntil(
          store,
          { batchSize: 2 },
          (all) => all.length === 2,
        );
        expect(deliveries[1]).toEqual({ events: [], caughtUp: true });
      }),
    );

    it(
      'says at once that nothing is new, and says it again while nothing comes',
      onFreshStore(freshLog, async (store) => {
        const deliveries = await deliveriesUntil(store, {}, (all) => all.length === 3);
        const nothing: Delivery = { events: [], caughtUp: true };
        expect(deliveries).toEqual([nothing, nothing, nothing]);
      }),
    );

    it(
      'begins after the position it names',
      onFreshStore(freshLog, async (store) => {
        const { position } = await written(store, STREAM, ...events(1, 2));
        await written(store, STREAM, ...events(3, 2));
        const deliveries = await deliveriesUntil(store, { after: position }, has(2));
        expect(idsOf(eventsOf(deliveries))).toEqual([3, 4].map(idOf));
      }),
    );

    it(
      'delivers what comes while it waits, from whichever store it was written',
      onFreshLog(freshLog, async (log) => {
        const follower = await log.open();
        const writer = await log.open();
        let next = 1;
        const deliveries = await deliveriesUntil(follower, {}, async (all) => {
          if (next <= 5 && eventsOf(all).length === next - 1) {
            await written(writer, STREAM, event(next++));
          }
          return has(5)(all);
        });
        expect(idsOf(eventsOf(deliveries))).toEqual([1, 2, 3, 4, 5].map(idOf));
      }),
    );

    it(
      'delivers each event once and in log order while 16 writers append, one at a time',
      onFreshLog(freshLog, async (log) => {
        const stores = [await log.open(), await log.open()];
        const follower = await log.open();
        const following = deliveriesUntil(follower, { batchSize: 1 }, has(160));
        await Promise.all(
          Array.from({ length: 16 }, async (_, writer) => {
            for (let n = 0; n < 10; n++) {
              const store = stores[writer % 2] ?? follower;
              await written(store, `benefit-${String(writer)}`, event(writer * 100 + n));
            }
          }),
        );
        expect(eventsOf(await following)).toEqual(await wholeLog(follower));
      }),
    );

    it(
      'can be taken up again at every border between two events, with nothing lost or twice',
      onFreshStore(freshLog, async (store) => {
        await written(store, STREAM, ...events(1, 6));
        const log = await wholeLog(store);
        for (const [n, { position }] of log.slice(0, -1).entries()) {
          const rest = await deliveriesUntil(store, { after: position }, has(5 - n));
          expect(eventsOf(rest)).toEqual(log.slice(n + 1));
        }
      }),
    );

    it(
      'ends when its signal aborts while it waits, and when it was aborted before it began',
      onFreshStore(freshLog, async (store) => {
        const leaving = new AbortController();
        const following = store.subscribeToAll({ signal: leaving.signal })[Symbol.asyncIterator]();
        await following.next();
        const next = following.next();
        leaving.abort();
        for (let last = await next; last.done !== true;) last = await following.next();

        const before = store.subscribeToAll({ signal: leaving.signal })[Symbol.asyncIterator]();
        expect(await before.next()).toEqual({ done: true, value: undefined });
      }),
    );

    it(
      'ends when the store is closed',
      onFreshStore(freshLog, async (store) => {
        const { signal } = new AbortController();
        const seen: Delivery[] = [];
        for await (const delivery of store.subscribeToAll({ signal })) {
          if (seen.push(delivery) === 1) await store.close();
        }
        expect(seen).toHaveLength(1);
      }),
    );

    it(
      'does not hinder another one that stands still',
      onFreshStore(freshLog, async (store) => {
        await written(store, STREAM, event(1));
        const leaving = new AbortController();
        const idle = store.subscribeToAll({ signal: leaving.signal })[Symbol.asyncIterator]();
        await idle.next();
        const other = deliveriesUntil(store, {}, has(3));
        await written(store, STREAM, ...events(2, 2));
        expect(eventsOf(await other)).toHaveLength(3);
        expect((await idle.next()).value).toMatchObject({ caughtUp: true });
        leaving.abort();
      }),
    );
  });
}
