import { addDays, dayBefore, londonDay } from '#vocabulary';
import fc from 'fast-check';
import { histories } from '../../../../test/oracle/histories.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { recordingOf, RecordedWorld, theEveningBefore } from '../testing/recorded-world.js';
import { moversBetween, moversSince, type Days, type LearnedAfter, type Mover } from './movers.js';
import { movingKinds } from './moves.js';

describe('What happened between two days', () => {
  let world: RecordedWorld;

  beforeEach(async () => {
    world = await RecordedWorld.open();
  });
  afterEach(() => world.close());

  const some = (['promising', 'measuring'] as const).flatMap((times) =>
    fc.sample(histories(45, times), { numRuns: 3, seed: 5 }).map((entries) => ({ times, entries })),
  );

  it.each(some)('is what every row of those days says ($times, $#)', async ({ entries }) => {
    await world.record(...entries.map(recordingOf));
    const last = londonDay(entries.at(-1)?.recordedAt ?? '');
    let measured = 0;
    for (const back of [400, 200, 100, 50, 20]) {
      const days = { before: addDays(last, -back), asOf: addDays(last, -back / 5) };
      for (const entry of [Math.ceil(entries.length / 2), entries.length]) {
        await world.ledger.at({ entry }, async (ledger) => {
          const movers = await moversBetween(ledger, days);
          expect(inOrder(movers)).toEqual(inOrder(await inEveryRow(ledger, days)));
          measured += movers.filter(({ kind }) => MEASURED.includes(kind)).length;
        });
      }
    }
    expect(measured).toBeGreaterThan(0);
  });

  it.each(some)('is found of what comes meanwhile ($times, $#)', async ({ entries }) => {
    const from = Math.ceil(entries.length / 2);
    const last = londonDay(entries.at(-1)?.recordedAt ?? '');
    const days = { before: londonDay(entries[from - 1]?.recordedAt ?? ''), asOf: last };
    await world.record(...entries.slice(0, from).map(recordingOf));
    for (let at = from; at < entries.length; at += 3) {
      await world.record(...entries.slice(at, at + 3).map(recordingOf));
      await world.ledger.at(undefined, async (ledger) => {
        const movers = await moversBetween(ledger, days);
        expect(inOrder(movers)).toEqual(inOrder(await inEveryRow(ledger, days)));
      });
    }
  });

  it.each(some)('is apart from what is learned meanwhile ($times, $#)', async ({ entries }) => {
    const from = Math.ceil(entries.length / 2);
    const before = londonDay(entries[from - 1]?.recordedAt ?? '');
    await world.record(...entries.slice(0, from).map(recordingOf));
    let learned = 0;
    for (let at = from; at < entries.length; at += 3) {
      await world.record(...entries.slice(at, at + 3).map(recordingOf));
      for (const moment of [undefined, { entry: from + 1 }]) {
        await world.ledger.at(moment, async (ledger) => {
          const since = { before, sinceEntry: from };
          const movers = await moversSince(ledger, since);
          expect(inOrder(movers)).toEqual(inOrder(await inEveryTouch(ledger, since)));
          learned += movers.length;
        });
      }
    }
    expect(learned).toBeGreaterThan(0);
  });

  it.each(some)('is apart from what was learned ($times, $#)', async ({ entries }) => {
    await world.record(...entries.map(recordingOf));
    const { length } = entries;
    const days = [3, 2].map((part) =>
      londonDay(entries[Math.ceil(length / part)]?.recordedAt ?? ''),
    );
    let learned = 0;
    for (const before of days) {
      for (const sinceEntry of [0, 5, Math.ceil(length / 2)]) {
        for (const entry of [Math.ceil(length * 0.75), length]) {
          await world.ledger.at({ entry }, async (ledger) => {
            const movers = await moversSince(ledger, { before, sinceEntry });
            expect(inOrder(movers)).toEqual(
              inOrder(await inEveryTouch(ledger, { before, sinceEntry })),
            );
            learned += movers.length;
          });
        }
      }
    }
    expect(learned).toBeGreaterThan(0);
  });

  it('misses nothing that the clock of the store has on the evening before its day', async () => {
    const [entries = []] = fc.sample(histories(45, 'measuring'), { numRuns: 1, seed: 5 });
    await world.record(...entries.map(recordingOf).map(theEveningBefore));
    let measured = 0;
    for (const day of new Set(entries.map(({ recordedAt }) => londonDay(recordedAt)))) {
      const days = { before: dayBefore(day), asOf: day };
      await world.ledger.at(undefined, async (ledger) => {
        const movers = await moversBetween(ledger, days);
        expect(inOrder(movers)).toEqual(inOrder(await inEveryRow(ledger, days)));
        measured += movers.filter(({ kind }) => MEASURED.includes(kind)).length;
      });
    }
    expect(measured).toBeGreaterThan(0);
  });
});

const MEASURED: readonly string[] = ['adoption', 'realisation', 'benefit-actual'];

/** All rows of all facts are looked at by the database, and none is left out by when it was recorded. */
const inEveryRow = (ledger: LedgerAt, { before, asOf }: Days): Promise<readonly Mover[]> =>
  ledger.read<Mover>(
    `select s.owner, s.kind, case s.kind when 'target' then s.subject else '' end as subject,
       max(f.recorded) as entry, count(distinct f.recorded)::int as entries
     from read_models.series s join read_models.facts f on f.series = s.series
     where s.kind = any($2) and f.latest > $3 and f.latest <= $4
       and f.recorded <= $1 and (f.superseded is null or f.superseded > $1)
       and not (s.kind = 'benefit-actual' and f.recorded = f.first_entry)
     group by 1, 2, 3`,
    [ledger.knowledge.entry, movingKinds, before, asOf],
  );

const inEveryTouch = (
  ledger: LedgerAt,
  { before, sinceEntry }: LearnedAfter,
): Promise<readonly Mover[]> =>
  ledger.read<Mover>(
    `select owner, kind, subject, max(entry) as entry, count(distinct entry)::int as entries
     from (
       select s.owner, s.kind, case s.kind when 'target' then s.subject else '' end as subject,
         unnest(array[
           case when s.kind = 'benefit-actual' and f.recorded = f.first_entry then null else f.recorded end,
           f.superseded]) as entry
       from read_models.series s join read_models.facts f on f.series = s.series
       where s.kind = any($2) and f.latest <= $3) touched
     where entry > $4 and entry <= $1 group by 1, 2, 3`,
    [ledger.knowledge.entry, movingKinds, before, sinceEntry],
  );

const inOrder = (movers: readonly Mover[]): readonly string[] =>
  movers
    .map(({ owner, kind, subject, entry, entries }) =>
      [owner, kind, subject, entry, entries].join(' '),
    )
    .sort();
