import {
  event,
  onFreshLog,
  onFreshStore,
  STREAM,
  wholeLog,
  written,
  type FreshLog,
} from '../log-under-test.js';

export function simulating(freshLog: FreshLog): void {
  describe('simulating', () => {
    it(
      'is not what a store does unless it was begun so',
      onFreshStore(freshLog, async (store) => {
        expect(await store.standing()).toBe('live');
      }),
    );

    it(
      'takes the instants of the simulated clock, never running backwards',
      onFreshLog(freshLog, async (log) => {
        const days = ['2024-01-10', '2024-02-10', '2024-01-20', '2024-03-10'];
        let day = 0;
        const simulatedClock = () => new Date(`${days[day] ?? ''}T10:00:00.000Z`);
        const store = await log.open({ simulating: true, simulatedClock });
        expect(await store.standing()).toBe('simulating');
        for (; day < days.length; day++) {
          await written(store, STREAM, event(day));
        }
        expect((await wholeLog(store)).map(({ recordedAt }) => recordedAt.slice(0, 10))).toEqual([
          '2024-01-10',
          '2024-02-10',
          '2024-02-10',
          '2024-03-10',
        ]);
      }),
    );

    it(
      'gives each of many appends its own instant',
      onFreshLog(freshLog, async (log) => {
        let second = 0;
        const simulatedClock = () => new Date(Date.UTC(2024, 0, 1, 9, 0, second++));
        const store = await log.open({ simulating: true, simulatedClock });
        await Promise.all(
          [0, 1, 2].map((n) => store.append(`benefit-${String(n)}`, 'no-stream', [event(n)])),
        );
        expect((await wholeLog(store)).map(({ recordedAt }) => recordedAt)).toEqual([
          '2024-01-01T09:00:00.000Z',
          '2024-01-01T09:00:01.000Z',
          '2024-01-01T09:00:02.000Z',
        ]);
      }),
    );

    it(
      'never passes the real clock',
      onFreshLog(freshLog, async (log) => {
        const simulatedClock = () => new Date('2999-01-01T00:00:00.000Z');
        const store = await log.open({ simulating: true, simulatedClock });
        await written(store, STREAM, event(1));
        expect((await store.head())?.recordedAt.slice(0, 4)).not.toBe('2999');
        expect((await store.now()).slice(0, 4)).not.toBe('2999');
      }),
    );

    it(
      'tells the time of the simulated clock',
      onFreshLog(freshLog, async (log) => {
        const simulatedClock = () => new Date('2024-05-01T12:00:00.000Z');
        const store = await log.open({ simulating: true, simulatedClock });
        expect(await store.now()).toBe('2024-05-01T12:00:00.000Z');
      }),
    );

    it(
      'ends for ever when the store is sealed',
      onFreshLog(freshLog, async (log) => {
        const simulation = {
          simulating: true,
          simulatedClock: () => new Date('2024-05-01T12:00:00.000Z'),
        };
        const store = await log.open(simulation);
        await written(store, STREAM, event(1));
        await store.seal();
        await store.seal();
        await written(store, STREAM, event(2));
        const again = await log.open(simulation);
        await written(again, STREAM, event(3));
        expect([await store.standing(), await again.standing()]).toEqual(['live', 'live']);
        const [first, ...later] = (await wholeLog(store)).map(({ recordedAt }) => recordedAt);
        expect(first).toBe('2024-05-01T12:00:00.000Z');
        expect(later.every((instant) => instant > '2024-05-02')).toBe(true);
      }),
    );

    it(
      'cannot begin once a live store was sealed, even while it is empty',
      onFreshLog(freshLog, async (log) => {
        await (await log.open()).seal();
        const again = await log.open({ simulating: true, simulatedClock: () => new Date(0) });
        expect(await again.standing()).toBe('live');
      }),
    );
  });
}
