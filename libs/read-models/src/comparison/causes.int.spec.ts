import { addDays, dayBefore, londonDay } from '#vocabulary';
import fc from 'fast-check';
import { histories } from '../../../../test/oracle/histories.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import type { Ledger } from '../facts-ledger/snapshot.js';
import { recordingOf, RecordedWorld, theEveningBefore } from '../testing/recorded-world.js';
import {
  happenedBetween,
  homesOn,
  kinds,
  learnedSince,
  touchedBetween,
  type Days,
  type Touched,
} from './causes.js';

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
          const touched = await touchedBetween(ledger, days);
          expect(inOrder(touched)).toEqual(inOrder(await inEveryRow(ledger, days)));
          measured += touched.filter(({ kind }) => MEASURED.includes(kind)).length;
        });
      }
    }
    expect(measured).toBeGreaterThan(0);
  });

  it.each(some)(
    'is the same where it is kept from entry to entry ($times, $#)',
    async ({ entries }) => {
      const from = Math.ceil(entries.length / 2);
      const last = londonDay(entries.at(-1)?.recordedAt ?? '');
      const [days, sinceEntry] = [
        { before: londonDay(entries[from - 1]?.recordedAt ?? ''), asOf: last },
        Math.ceil(from / 2),
      ];
      const asked = { ...days, sinceEntry };
      const answers = (of: Ledger) =>
        of.at(undefined, async (ledger) => ({
          touched: inOrder(await touchedBetween(ledger, days)),
          happened: await happenedBetween(ledger, days),
          learned: await learnedSince(ledger, asked, homesOn(ledger, days.before)),
        }));
      let learned = 0;
      await world.record(...entries.slice(0, from).map(recordingOf));
      for (let at = from; at < entries.length; at += 2) {
        await world.record(...entries.slice(at, at + 2).map(recordingOf));
        const kept = await answers(world.ledger);
        expect(kept).toEqual(await answers(world.afresh()));
        learned += kept.learned.size;
      }
      expect(learned).toBeGreaterThan(0);
    },
  );

  it('misses nothing that the clock of the store has on the evening before its day', async () => {
    const [entries = []] = fc.sample(histories(45, 'measuring'), { numRuns: 1, seed: 5 });
    await world.record(...entries.map(recordingOf).map(theEveningBefore));
    let measured = 0;
    for (const day of new Set(entries.map(({ recordedAt }) => londonDay(recordedAt)))) {
      const days = { before: dayBefore(day), asOf: day };
      await world.ledger.at(undefined, async (ledger) => {
        const touched = await touchedBetween(ledger, days);
        expect(inOrder(touched)).toEqual(inOrder(await inEveryRow(ledger, days)));
        measured += touched.filter(({ kind }) => MEASURED.includes(kind)).length;
      });
    }
    expect(measured).toBeGreaterThan(0);
  });
});

const MEASURED: readonly string[] = ['adoption', 'realisation', 'benefit-actual'];

/** All rows of all facts are looked at, and none is left out by when it was recorded. */
const inEveryRow = (ledger: LedgerAt, { before, asOf }: Days): Promise<readonly Touched[]> =>
  ledger.read<Touched>(
    `select s.owner, s.kind, case s.kind when 'target' then s.subject else '' end as subject,
       max(f.recorded) as entry, count(distinct f.recorded)::int as entries
     from read_models.series s join read_models.facts f on f.series = s.series
     where s.kind = any($2) and f.latest > $3 and f.latest <= $4
       and f.recorded <= $1 and (f.superseded is null or f.superseded > $1)
     group by 1, 2, 3`,
    [ledger.knowledge.entry, kinds, before, asOf],
  );

const inOrder = (touched: readonly Touched[]): readonly string[] =>
  touched
    .map(({ owner, kind, subject, entry, entries }) =>
      [owner, kind, subject, entry, entries].join(' '),
    )
    .sort();
