import type { AppendOutcome } from '#event-sourcing';
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

const OTHER = 'benefit-17';

export function judging(freshLog: FreshLog): void {
  describe('appending again what is there', () => {
    it(
      'answers the first revision and position, and stores nothing twice',
      onFreshStore(freshLog, async (store) => {
        const { revision, position } = await written(store, STREAM, ...events(1, 2));
        const again = await store.append(STREAM, 'no-stream', events(1, 2));
        expect(again).toEqual({ outcome: 'duplicate', revision, position });
        expect(await wholeLog(store)).toHaveLength(2);
      }),
    );

    it(
      'is still a duplicate after others have written to the stream',
      onFreshStore(freshLog, async (store) => {
        const first = await written(store, STREAM, event(1));
        await written(store, STREAM, ...events(2, 3));
        expect(await store.append(STREAM, 'no-stream', [event(1)])).toEqual({
          ...first,
          outcome: 'duplicate',
        });
      }),
    );

    it(
      'is a duplicate after a conflict came between and the same events were placed later',
      onFreshStore(freshLog, async (store) => {
        await written(store, STREAM, event(1));
        const stale = await store.append(STREAM, 'no-stream', [event(2)]);
        expect(stale).toEqual({ outcome: 'wrong-revision', current: 0 });
        const placed = await store.append(STREAM, 0, [event(2)]);
        expect(placed).toMatchObject({ outcome: 'appended', revision: 1 });
        expect(await store.append(STREAM, 'no-stream', [event(2)])).toEqual({
          ...placed,
          outcome: 'duplicate',
        });
      }),
    );

    it(
      'does not compare metadata, and keeps those of the first time',
      onFreshStore(freshLog, async (store) => {
        await written(store, STREAM, event(1));
        const again = await store.append(STREAM, 'no-stream', [
          event(1, { metadata: '{"actor":"a-2"}' }),
        ]);
        expect(again.outcome).toBe('duplicate');
        expect((await store.readStream(STREAM))[0]?.metadata).toBe(event(1).metadata);
      }),
    );

    it.each([
      ['other data', event(1, { data: '{"numerator":2}' })],
      ['the same data in other bytes', event(1, { data: `${event(1).data} ` })],
      ['another type', event(1, { type: 'AdoptionCorrected' })],
    ])('is a conflict of ids with %s', (_, different) =>
      onFreshStore(freshLog, async (store) => {
        await written(store, STREAM, event(1));
        expect(await store.append(STREAM, 'no-stream', [different])).toEqual({
          outcome: 'id-conflict',
          id: idOf(1),
        });
        expect(await wholeLog(store)).toHaveLength(1);
      })(),
    );
  });

  describe('many appends at once', () => {
    it(
      'are judged in order, each against those before it',
      onFreshStore(freshLog, async (store) => {
        const outcomes = await Promise.all([
          store.append(STREAM, 'no-stream', [event(1)]),
          store.append(STREAM, 'no-stream', [event(1)]),
          store.append(STREAM, 'no-stream', [event(2)]),
          store.append(STREAM, 0, [event(3)]),
          store.append(OTHER, 'no-stream', [event(2)]),
          store.append(STREAM, 1, [event(4), event(5)]),
          store.append(STREAM, 1, [event(4), event(5)]),
        ]);
        expect(outcomes.map(told)).toEqual([
          'appended 0',
          'duplicate 0',
          'wrong-revision 0',
          'appended 1',
          'appended 0',
          'appended 3',
          'duplicate 3',
        ]);
        expect(idsOf(await store.readStream(STREAM))).toEqual([1, 3, 4, 5].map(idOf));
      }),
    );

    it(
      'do not suffer from one loser among 499 winners',
      onFreshStore(freshLog, async (store) => {
        await written(store, 'benefit-250', event(1_000));
        const outcomes = await Promise.all(
          Array.from({ length: 500 }, (_, n) =>
            store.append(`benefit-${String(n)}`, 'no-stream', [event(n)]),
          ),
        );
        expect(outcomes[250]).toEqual({ outcome: 'wrong-revision', current: 0 });
        expect(outcomes.filter(({ outcome }) => outcome === 'appended')).toHaveLength(499);
        expect(await wholeLog(store)).toHaveLength(500);
      }),
    );

    it(
      'do not suffer from one that no store would take',
      onFreshStore(freshLog, async (store) => {
        const [before, invalid, after] = await Promise.allSettled([
          store.append('benefit-1', 'no-stream', [event(1)]),
          store.append('benefit-2', 'no-stream', [event(2, { data: '{' })]),
          store.append('benefit-3', 'no-stream', [event(3)]),
        ]);
        expect([before.status, invalid.status, after.status]).toEqual([
          'fulfilled',
          'rejected',
          'fulfilled',
        ]);
        expect(idsOf(await wholeLog(store))).toEqual([1, 3].map(idOf));
      }),
    );

    it(
      'to one stream from two stores let one win each revision',
      onFreshLog(freshLog, async (log) => {
        const stores = [await log.open(), await log.open()];
        const outcomes = await Promise.all(
          Array.from({ length: 40 }, async (_, n) =>
            stores[n % 2]?.append(STREAM, 'no-stream', [event(n)]),
          ),
        );
        expect(outcomes.filter((outcome) => outcome?.outcome === 'appended')).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome?.outcome === 'wrong-revision')).toHaveLength(
          39,
        );
      }),
    );
  });
}

/** For stores that know every id of the log, wherever it stands. */
export function judgingIds(freshLog: FreshLog): void {
  describe('an id that stands elsewhere', () => {
    it(
      'is a conflict in another stream',
      onFreshStore(freshLog, async (store) => {
        await written(store, STREAM, event(1));
        expect(await store.append(OTHER, 'no-stream', [event(1)])).toEqual({
          outcome: 'id-conflict',
          id: idOf(1),
        });
        expect(await wholeLog(store)).toHaveLength(1);
      }),
    );

    it(
      'is a conflict when only some are there, or in another order',
      onFreshStore(freshLog, async (store) => {
        await written(store, STREAM, ...events(1, 2));
        expect(await store.append(STREAM, 1, [event(3), event(2)])).toEqual({
          outcome: 'id-conflict',
          id: idOf(2),
        });
        expect(await store.append(STREAM, 1, [event(2), event(1)])).toEqual({
          outcome: 'id-conflict',
          id: idOf(2),
        });
        expect(
          await store.append(STREAM, 1, [event(1), event(2, { type: 'AdoptionCorrected' })]),
        ).toEqual({ outcome: 'id-conflict', id: idOf(2) });
      }),
    );

    it(
      'is a conflict with an append that came just before',
      onFreshStore(freshLog, async (store) => {
        const outcomes = await Promise.all([
          store.append(STREAM, 'no-stream', [event(1)]),
          store.append(OTHER, 'no-stream', [event(2)]),
          store.append(OTHER, 0, [event(1)]),
          store.append(STREAM, 0, [event(3, { data: '3' }), event(4)]),
          store.append(OTHER, 0, [event(3)]),
        ]);
        expect(outcomes.map(told)).toEqual([
          'appended 0',
          'appended 0',
          `id-conflict ${idOf(1)}`,
          'appended 2',
          `id-conflict ${idOf(3)}`,
        ]);
      }),
    );
  });
}

const told = (outcome: AppendOutcome): string => {
  const { outcome: word, ...rest } = outcome;
  if ('id' in rest) return `${word} ${rest.id}`;
  return `${word} ${String('current' in rest ? rest.current : rest.revision)}`;
};
