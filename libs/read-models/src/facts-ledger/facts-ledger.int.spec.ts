import { valuesAt, type KnownFact } from '#facts';
import { gapOf, stageIntervals, stageOf } from '#figures';
import type { Entry } from '#event-sourcing';
import { addDays, isoDate, londonDay, type IsoDate, type OdsCode } from '#vocabulary';
import fc from 'fast-check';
import { histories, TRUSTS } from '../../../../test/oracle/histories.js';
import { intervalsOf } from '../progression/progression.query.js';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import { modelAt } from './asking.js';
import { ledgerRowsOf, type LedgerRow } from './ledger-rows.js';

/*
 * Each law fails when its fault is planted: a probe that ignores `superseded` breaks the first at the
 * first correction, `first_entry asc` at the first tie of a day, and an interval cut a day late the
 * third. So does what goes on from the wrong interval, without the facts that were the newest before,
 * or from a correction's day instead of anew.
 */
describe('The ledger over random histories', () => {
  let world: RecordedWorld;

  beforeEach(async () => {
    world = await RecordedWorld.open();
  });
  afterEach(() => world.close());

  const some = fc.sample(histories(60), { numRuns: 5, seed: 20261124 });

  it.each(some.map((entries, index) => ({ index, entries })))(
    'answers as the naive fold does at every asOf and knownAt ($index)',
    async ({ entries }) => {
      await recordInBatches(world, entries);
      for (const [asOf, entry] of moments(entries)) {
        await world.ledger.at({ entry }, async (ledger) => {
          const values = await ledger.valuesAt(TRUSTS, asOf);
          const ofCohort = await ledger.cohortValuesAt(TRUSTS, asOf, ['adoption', 'realisation']);
          for (const trust of TRUSTS) {
            expect(sorted(ofCohort.get(trust) ?? []).map(saidBy)).toEqual(
              sorted(values.get(trust) ?? []).map(saidBy),
            );
            const known = knownOf(entries, trust, entry);
            expect(sorted(await ledger.known(trust))).toEqual(sorted(known));
            expect(sorted(values.get(trust) ?? [])).toEqual(sorted(valuesAt(known, asOf)));
          }
        });
      }
    },
  );

  it.each(some.map((entries, index) => ({ index, entries })))(
    'is rebuilt to the same rows ($index)',
    async ({ entries }) => {
      await recordInBatches(world, entries);
      expect(await world.differences()).toEqual([]);
    },
  );

  it.each(some.map((entries, index) => ({ index, entries })))(
    'keeps progression equal to the function, after every batch ($index)',
    async ({ entries }) => {
      await recordInBatches(world, entries, async (recorded) => {
        await world.ledger.at(undefined, async (ledger) => {
          expect(ledger.isSettled).toBe(true);
          const models = ledger.models();
          const swept = (trust: string, asOf: IsoDate) =>
            stageIntervals({ known: knownOf(entries, trust, recorded), models }, asOf);
          // The last days of intervals are where one cut a day late would show.
          const ends = codes.flatMap((trust) =>
            swept(trust, isoDate('2030-01-01')).flatMap(({ to }) => to ?? []),
          );
          const last = recorded === entries.length ? moments(entries).map(([day]) => day) : [];
          for (const asOf of [...ends, ...last, isoDate('2030-01-01')]) {
            const intervals = await intervalsOf(ledger, codes, asOf);
            for (const trust of codes) {
              expect(intervals.get(trust) ?? []).toEqual(swept(trust, asOf));
            }
          }
        });
      });
    },
  );

  it.each(some.map((entries, index) => ({ index, entries })))(
    'gives the same figures at an entry, whatever is recorded after it ($index)',
    async ({ entries }) => {
      const cut = Math.floor(entries.length / 2);
      const asOf = dayOf(entries, cut);
      await recordInBatches(world, entries.slice(0, cut));
      const before = await figuresAt(world, cut, asOf);
      await world.record(...entries.slice(cut).map(recordingOf));
      expect(await figuresAt(world, cut, asOf)).toEqual(before);
    },
  );
});

const codes = TRUSTS as readonly string[] as readonly OdsCode[];

/**
 * Batches of several sizes, so that a correction and what it corrects meet in one and in two; single
 * ones, as only those leave much before the day from which intervals are swept again.
 */
async function recordInBatches(
  world: RecordedWorld,
  entries: readonly Entry[],
  check: (recorded: number) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for (let from = 0, turn = 0; from < entries.length; turn += 1) {
    const batch = entries.slice(from, from + (SIZES[turn % SIZES.length] ?? 1));
    await world.record(...batch.map(recordingOf));
    from += batch.length;
    await check(from);
  }
}

const SIZES = [1, 5, 1, 1, 9, 1, 2];

const figuresAt = (world: RecordedWorld, entry: number, asOf: IsoDate) =>
  world.ledger.at({ entry }, async (ledger) => {
    const model = modelAt(ledger, asOf);
    const values = await ledger.valuesAt(TRUSTS, asOf);
    return [...values].map(([trust, facts]) => [
      trust,
      model && stageOf(facts, model.content, asOf),
      model && gapOf(facts, model.content, asOf),
    ]);
  });

const dayOf = (entries: readonly Entry[], entry: number): IsoDate =>
  londonDay(entries[entry - 1]?.recordedAt ?? '2025-01-01T00:00:00.000Z');

/** Days around each of some entries, known then and at the end. */
function moments(entries: readonly Entry[]): (readonly [IsoDate, number])[] {
  const last = entries.length;
  return [1, 8, Math.floor(last / 3), Math.floor((2 * last) / 3), last].flatMap((entry) => {
    const day = dayOf(entries, entry);
    return [addDays(day, -40), day, addDays(day, 70)].flatMap((asOf) => [
      [asOf, entry] as const,
      [asOf, last] as const,
    ]);
  });
}

/** The naive fold: every row whose fact nobody has taken back, whoever is first keeps its place. */
function knownOf(entries: readonly Entry[], owner: string, entry: number): KnownFact[] {
  const firsts = new Map<string, number>();
  let rows: LedgerRow[] = [];
  for (const each of entries.slice(0, entry)) {
    const { opens, closes } = ledgerRowsOf(each);
    rows = rows.filter(({ factId }) => factId !== closes);
    rows.push(...opens);
    if (opens[0] && !firsts.has(opens[0].factId)) firsts.set(opens[0].factId, each.entry);
  }
  return rows
    .filter((row) => row.owner === owner)
    .map(({ owner: _, basis: __, ...row }) => {
      return { ...row, firstEntry: firsts.get(row.factId) } as KnownFact;
    });
}

const saidBy = ({ kind, subject, effective, order, firstEntry, entry, value }: KnownFact) => {
  return { kind, subject, day: effective.latest, order, firstEntry, entry, value };
};

const sorted = (facts: readonly KnownFact[]): KnownFact[] =>
  [...facts].sort((a, b) => (place(a) < place(b) ? -1 : 1));
const place = ({ entry, kind, subject }: KnownFact): string =>
  `${String(entry).padStart(6, '0')} ${kind} ${subject}`;
