import { valuesAt, type KnownFact } from '#facts';
import { gapOf, stageIntervals, stageOf } from '#figures';
import type { Entry, ReadRows } from '#event-sourcing';
import { addDays, isoDate, londonDay, type IsoDate, type OdsCode } from '#vocabulary';
import fc from 'fast-check';
import { Client } from 'pg';
import { histories, TRUSTS } from '../../../../test/oracle/histories.js';
import { intervalsOf } from '../progression/intervals-of.js';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import { modelAt } from './asking.js';
import { LedgerAt } from './facts-ledger.query.js';
import { FigureCache } from './figure-cache.js';
import { KeptActuals } from './kept-actuals.js';
import { KeptActors } from './kept-actors.js';
import { KeptClaims } from './kept-claims.js';
import { KeptSpans } from './kept-spans.js';
import { KeptTouches } from './kept-touches.js';
import { ledgerRowsOf, type LedgerRow } from './ledger-rows.js';
import { Statements } from './statements.js';

/** How the ledger asks for what stands at an entry, and for what was recorded by then. */
const STANDS = /\(f\.superseded is null or f\.superseded > \$\d\)/;
const RECORDED_BY_THEN = /f\.recorded( \+ 0)? <= \$\d and/;

/*
 * Each law is run again with a fault planted in what the ledger asks of the database, or in a table of
 * it, and must find it. The progression breaks as well at a sweep that goes on from the wrong interval,
 * without the facts that were the newest before, or from a correction's day instead of anew: those were
 * planted by hand.
 */
describe('The ledger over random histories', () => {
  let world: RecordedWorld;

  beforeEach(async () => {
    world = await RecordedWorld.open();
  });
  afterEach(() => world.close());

  const samples = fc.sample(histories(60), { numRuns: 5, seed: 20261124 });
  const some = samples.map((entries, index) => ({ index, entries }));

  // Only in the third does a stated order of measurements on one day decide.
  const [one = [], , ordered = []] = samples;
  // So many measurements that not all are among the newest.
  const [long = []] = fc.sample(histories(400, 'measuring'), { numRuns: 1, seed: 7 });

  describe('answers', () => {
    it.each([...some, { index: some.length, entries: long }])(
      'as the naive fold does at every asOf and knownAt ($index)',
      async ({ entries }) => {
        await recordInBatches(world, entries);
        const { said, folded } = await answers(world, entries);
        expect(said).toEqual(folded);
      },
    );

    it.each([
      ['supersession is ignored', one, asking(STANDS, 'true')],
      [
        'statements outlive being superseded',
        one,
        asking(/f\.superseded,/, 'null::bigint as superseded,'),
      ],
      ['ties are reversed', one, asking(/f\.first_entry desc/, 'f.first_entry asc')],
      ['the stated order is ignored', ordered, asking(/f\.stated_order desc,/, '')],
      ['what is recorded later counts', one, asking(RECORDED_BY_THEN, '')],
      [
        'the newest of all are cut off within a day',
        long,
        // Those that count come last within it, or the database might happen to keep them.
        asking(
          /order by f\.latest desc fetch first (.*) rows with ties/,
          'order by f.latest desc, f.stated_order, f.first_entry fetch first $1 rows only',
        ),
      ],
      [
        'what is not among the newest of all is left out',
        long,
        asking(/others s cross/, '(select * from others where false) s cross'),
      ],
    ])('otherwise where %s', async (_, entries, faulty) => {
      await recordInBatches(world, entries);
      const { said, folded } = await answers(world, entries, faulty);
      expect(said).not.toEqual(folded);
    });
  });

  describe('is rebuilt', () => {
    it.each(some)('to the same rows ($index)', async ({ entries }) => {
      await recordInBatches(world, entries);
      expect(await world.differences()).toEqual([]);
    });

    it('to others where rows forgot that they were superseded', async () => {
      await recordInBatches(world, one);
      await alter(world, 'update read_models.facts set superseded = null');
      expect((await world.differences()).map(({ table }) => table)).toEqual(['facts']);
    });
  });

  describe('keeps the progression', () => {
    it.each(some)('that the function gives, after every batch ($index)', async ({ entries }) => {
      await recordInBatches(world, entries, async (recorded) => {
        const { kept, swept } = await progressions(world, entries, recorded);
        expect(kept).toEqual(swept);
      });
    });

    it('and another where an interval is cut a day late', async () => {
      await recordInBatches(world, one);
      const aDayLate = asking(/ to_day,/, ' to_day + 1 as to_day,');
      const { kept, swept } = await progressions(world, one, one.length, aDayLate);
      expect(kept).not.toEqual(swept);
    });
  });

  describe('gives the figures known at an entry', () => {
    it.each(some)('whatever is recorded after it ($index)', async ({ entries }) => {
      const { before, after } = await figuresBeforeAndAfter(world, entries);
      expect(after).toEqual(before);
    });

    it.each([
      ['what is recorded later counts', asking(RECORDED_BY_THEN, '')],
      ['what is superseded later is gone', asking(STANDS, 'f.superseded is null')],
    ])('and others where %s', async (_, faulty) => {
      const { before, after } = await figuresBeforeAndAfter(world, one, faulty);
      expect(after).not.toEqual(before);
    });
  });
});

/** The ledger that is asked: as it is, or with a fault. */
type Asked = (ledger: LedgerAt) => Promise<LedgerAt>;

const asIs: Asked = (ledger) => Promise.resolve(ledger);

/** Any number: nothing is kept from one such ledger to the next. */
const TABLES = 0;

type Values = ReadonlyMap<string, readonly KnownFact[]>;

/** A ledger that asks something else of the database. */
function asking(right: RegExp, wrong: string): Asked {
  return async (ledger) => {
    const read: ReadRows = (text, values) =>
      ledger.read(text.replaceAll(new RegExp(right, 'g'), wrong), values);
    const { knowledge, isSettled: settled, knownOn: today } = ledger;
    const statements = new Statements();
    await statements.catchUp(read, knowledge.entry, TABLES);
    const second = () => Promise.resolve(undefined);
    const actuals = () => Promise.resolve(new KeptActuals());
    const claims = () => Promise.resolve(new KeptClaims());
    const actors = () => Promise.resolve(new KeptActors());
    const spans = () => Promise.resolve(new KeptSpans());
    const values = new FigureCache<Values>();
    const touches = () => Promise.resolve(new KeptTouches());
    // Of what is measured nothing is held, so that all is asked of the database.
    const measurements = () => Promise.resolve(undefined);
    const { each } = ledger;
    const parts = { actuals, claims, actors, spans, measurements, touches };
    const readers = { first: read, second, ...parts, values, each };
    return new LedgerAt(readers, statements, { ...knowledge, tables: TABLES, settled, today });
  };
}

async function answers(world: RecordedWorld, entries: readonly Entry[], asked = asIs) {
  const said: unknown[] = [];
  const folded: unknown[] = [];
  for (const [asOf, entry] of moments(entries)) {
    await world.ledger.at({ entry }, async (asIt) => {
      const ledger = await asked(asIt);
      const values = await ledger.valuesAt(TRUSTS, asOf);
      const ofCohort = await ledger.cohortValuesAt(TRUSTS, asOf, ['adoption', 'realisation']);
      for (const trust of TRUSTS) {
        const known = knownOf(entries, trust, entry);
        const newest = sorted(valuesAt(known, asOf));
        const moment = { trust, asOf, entry };
        folded.push({ moment, known: sorted(known), newest, ofCohort: newest.map(saidBy) });
        said.push({
          moment,
          known: sorted(await ledger.known(trust)),
          newest: sorted(values.get(trust) ?? []),
          ofCohort: sorted(ofCohort.get(trust) ?? []).map(saidBy),
        });
      }
    });
  }
  return { said, folded };
}

const progressions = (
  world: RecordedWorld,
  entries: readonly Entry[],
  recorded: number,
  asked = asIs,
) =>
  world.ledger.at(undefined, async (asIt) => {
    const ledger = await asked(asIt);
    expect(ledger.isSettled).toBe(true);
    const models = ledger.models();
    const sweptOf = (trust: string, asOf: IsoDate) =>
      stageIntervals({ known: knownOf(entries, trust, recorded), models }, asOf);
    // The last days of intervals are where one cut a day late would show.
    const ends = codes.flatMap((trust) =>
      sweptOf(trust, isoDate('2030-01-01')).flatMap(({ to }) => to ?? []),
    );
    const last = recorded === entries.length ? moments(entries).map(([day]) => day) : [];
    const kept: unknown[] = [];
    const swept: unknown[] = [];
    for (const asOf of [...ends, ...last, isoDate('2030-01-01')]) {
      const intervals = await intervalsOf(ledger, codes, asOf);
      for (const trust of codes) {
        kept.push({ trust, asOf, intervals: intervals.get(trust) ?? [] });
        swept.push({ trust, asOf, intervals: sweptOf(trust, asOf) });
      }
    }
    return { kept, swept };
  });

/** The figures as they were known at an entry in the middle: then, and once the rest is recorded. */
async function figuresBeforeAndAfter(
  world: RecordedWorld,
  entries: readonly Entry[],
  asked = asIs,
) {
  const cut = Math.floor(entries.length / 2);
  const asOf = dayOf(entries, cut);
  const figures = () =>
    world.ledger.at({ entry: cut }, async (ledger) => figuresAt(await asked(ledger), asOf));
  await recordInBatches(world, entries.slice(0, cut));
  const before = await figures();
  await world.record(...entries.slice(cut).map(recordingOf));
  return { before, after: await figures() };
}

async function alter(world: RecordedWorld, statement: string): Promise<void> {
  const client = new Client({ connectionString: world.databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

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

async function figuresAt(ledger: LedgerAt, asOf: IsoDate) {
  const model = modelAt(ledger, asOf);
  const values = await ledger.valuesAt(TRUSTS, asOf);
  return [...values].map(([trust, facts]) => [
    trust,
    model && stageOf(facts, model.content, asOf),
    model && gapOf(facts, model.content, asOf),
  ]);
}

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
