import type { Entry } from '#event-sourcing';
import { newestFirst, valuesAt, type FactKind, type KnownFact, type LedgerValues } from '#facts';
import {
  gapOf,
  modelInForce,
  rollUpGaps,
  stageIntervals,
  stageOf,
  type FactRef,
  type GapFigure,
  type StageFigure,
} from '#figures';
import { addDays, addMonths, dayAfter, dayBefore, odsCode, type IsoDate } from '#vocabulary';
import fc from 'fast-check';
import { ledgerRowsOf } from '#read-models/testing';
import { histories, ICBS, MODEL, TRUSTS } from './histories.js';
import { oracle, oracleMembers, type OracleFigures } from './oracle.js';

/*
 * Laws of the figures over random histories. Each is run twice: against the figures as they are, where
 * it must hold, and against a reading with a fault planted in it, where it must find a history that
 * gives the fault away. A law that no fault can break proves nothing.
 */

describe('Over any history', () => {
  describe('the figures are those of the naive oracle', () => {
    it('for any trust, as of any day, known at any entry', () => {
      holds(equalsTheOracle(asIs()));
    });

    it.each(Object.entries(faults()))('and not where %s', (_, faulty) => {
      breaks(equalsTheOracle(faulty));
    });
  });

  describe('the progression is that of the naive oracle', () => {
    it('on every day on which something changes or expires, and on the days beside it', () => {
      holds(progressionEqualsTheOracle(asIs(), 0));
    });

    it('and not where an interval ends a day late', () => {
      breaks(progressionEqualsTheOracle(asIs(), 1));
    });
  });

  describe('the cohorts, and their gaps, are those of the naive oracle', () => {
    it('as of any day, known at any entry, with mergers recorded ahead', () => {
      holds(cohortsEqualTheOracle(asIs()));
    });

    it('and not where a closure or move counts from its recording', () => {
      breaks(cohortsEqualTheOracle({ ...asIs(), valuesAt: (known) => valuesAt(known, FAR) }));
    });
  });

  describe('a ledger rebuilt, in pages of any size, is the ledger as it grew', () => {
    it('at every entry', () => {
      holds(rebuiltEqualsLive(ledgerOf));
    });

    it('and not where a page forgets what the pages before it opened', () => {
      breaks(rebuiltEqualsLive((entries, before) => [...before, ...ledgerOf(entries)]));
    });
  });

  describe('a figure known at an entry', () => {
    it('never changes when later entries are added', () => {
      holds(knownStaysKnown(asIs()));
    });

    it('and would, were wrong facts overwritten', () => {
      breaks(knownStaysKnown({ ...asIs(), ledgerOf: overwriting }));
    });
  });

  describe('the order of unrelated entries', () => {
    it('does not matter', () => {
      holds(orderDoesNotMatter(unrelated));
    });

    it('and does between facts of one series', () => {
      breaks(orderDoesNotMatter((one, other) => factIdOf(one) !== factIdOf(other)));
    });
  });

  describe('what a figure does not list', () => {
    it('can be taken away, with what mended it, and the figure stays the same', () => {
      holds(unlistedDoesNotMatter(() => true));
    });

    it.each(['replaced', 'enabled', 'scope', 'adoption', 'classification', 'stage-validated'])(
      'and could not, were facts of the kind "%s" not listed',
      (kind) => {
        breaks(unlistedDoesNotMatter((ref) => ref.kind !== kind));
      },
    );

    it('and could not be one, were what is superseded still counted', () => {
      const ignoring = (entries: readonly Entry[]) =>
        ledgerOf(entries).map(({ owner, fact }) => ({ owner, fact }));
      breaks(correctedCorrectionDoesNotMatter({ ...asIs(), ledgerOf: ignoring }));
    });

    it('can be a statement that was corrected and corrected again', () => {
      holds(correctedCorrectionDoesNotMatter(asIs()));
    });
  });
});

/** How figures are come by; the faults replace one part of it. */
type Reading = Readonly<{
  ledgerOf: (entries: readonly Entry[]) => readonly Row[];
  valuesAt: (known: readonly KnownFact[], asOf: IsoDate) => readonly KnownFact[];
  /** The day on which expiry is judged. */
  expiryDay: (asOf: IsoDate) => IsoDate;
}>;

function asIs(): Reading {
  return { ledgerOf, valuesAt, expiryDay: (asOf) => asOf };
}

function faults(): Readonly<Record<string, Reading>> {
  const knowing = (change: (fact: KnownFact) => KnownFact | undefined): Reading => ({
    ...asIs(),
    ledgerOf: (entries) =>
      ledgerOf(entries).flatMap((row) => {
        const fact = change(row.fact);
        return fact === undefined ? [] : [{ ...row, fact }];
      }),
  });
  return {
    'supersession is ignored': {
      ...asIs(),
      ledgerOf: (entries) => ledgerOf(entries).map(({ owner, fact }) => ({ owner, fact })),
    },
    'retractions are ignored': {
      ...asIs(),
      ledgerOf: (entries) => ledgerOf(entries.filter(({ type }) => type !== 'FactRetracted')),
    },
    'another model takes over': {
      ...asIs(),
      ledgerOf: (entries) => asOneModel(ledgerOf(entries)),
    },
    'ties are reversed': { ...asIs(), valuesAt: tiesReversed },
    'the stated order is ignored': knowing((fact) => ({ ...fact, order: 0 })),
    'a correction overtakes its neighbours': knowing((fact) => ({
      ...fact,
      firstEntry: fact.entry,
    })),
    'expiry is a day late': { ...asIs(), expiryDay: dayBefore },
    'expiry is a day early': { ...asIs(), expiryDay: dayAfter },
    'a replacement is ignored': knowing((fact) => (fact.kind === 'replaced' ? undefined : fact)),
    'a succession is ignored': knowing((fact) =>
      fact.kind === 'succession-of' || fact.kind === 'succeeded-by' ? undefined : fact,
    ),
    'a withdrawal everywhere is ignored': knowing((fact) =>
      fact.kind === 'enabled' && fact.subject.endsWith('@*') ? undefined : fact,
    ),
    'a month counts from its first day': knowing((fact) => ({
      ...fact,
      effective: { ...fact.effective, latest: fact.effective.earliest },
    })),
    'what is recorded ahead counts at once': {
      ...asIs(),
      valuesAt: (known, asOf) =>
        valuesAt(
          known.map((fact) => (fact.kind.startsWith('succe') ? startingAt(fact, asOf) : fact)),
          asOf,
        ),
    },
  };
}

type Law = fc.IProperty<[readonly Entry[], readonly number[]]>;

/** A law says what is wrong with a history, if anything; the numbers pick what is looked at. */
const law = (whatIsWrong: (entries: readonly Entry[], picks: readonly number[]) => unknown): Law =>
  fc.property(
    histories(),
    fc.array(fc.nat({ max: 9999 }), { minLength: 12, maxLength: 12 }),
    (entries, picks) => {
      const wrong = whatIsWrong(entries, picks);
      if (wrong !== undefined) throw new Error(JSON.stringify(wrong, undefined, 1));
    },
  );

const SEED = 20260401;

function holds(property: Law): void {
  fc.assert(property, { seed: SEED, numRuns: 150 });
}

function breaks(property: Law): void {
  expect(fc.check(property, { seed: SEED, numRuns: 1000, endOnFailure: true }).failed).toBe(true);
}

const equalsTheOracle = (reading: Reading): Law =>
  law((entries, picks) => {
    const rows = reading.ledgerOf(entries);
    for (const moment of moments(entries, picks)) {
      const figures = figuresAt(reading, rows, moment);
      const expected = oracle(entries, moment);
      const difference = differenceOf(figures && shownOf(figures), expected);
      if (difference !== undefined) return { moment, difference };
    }
    return undefined;
  });

const progressionEqualsTheOracle = (reading: Reading, late: number): Law =>
  law((entries, picks) => {
    const rows = reading.ledgerOf(entries);
    const knownAt = entries.length;
    for (const organisation of TRUSTS) {
      const known = knownIn(rows, organisation, knownAt);
      const intervals = stageIntervals({ known, models: modelsIn(rows, knownAt) }, FAR);
      for (const { asOf } of moments(entries, picks)) {
        const interval = intervals.find(
          ({ from, to }) => addDays(from, late) <= asOf && (!to || asOf <= addDays(to, late)),
        );
        if (interval === undefined) continue;
        const expected = oracle(entries, { organisation, asOf, knownAt });
        const { declared, evidencedLow: low, evidencedHigh: high, validated, missing } = interval;
        const evidenced = low === undefined ? 'not-reported' : { low, high };
        const said = { declared, evidenced, validated, missing };
        const { gap: _, attainment: __, realised: ___, ...shown } = expected ?? {};
        const difference = differenceOf(said, shown);
        if (difference !== undefined) return { organisation, asOf, difference };
      }
    }
    return undefined;
  });

const cohortsEqualTheOracle = (reading: Reading): Law =>
  law((entries, picks) => {
    const rows = reading.ledgerOf(entries);
    for (const { asOf, knownAt } of moments(entries, picks)) {
      const members = membersIn(reading, rows, { asOf, knownAt });
      const expected = oracleMembers(entries, { asOf, knownAt }).map(
        ({ region: _, ...member }) => member,
      );
      const difference = differenceOf(members, expected);
      if (difference !== undefined) return { asOf, knownAt, difference };
      for (const icb of [...ICBS, undefined]) {
        const codes = expected
          .filter((member) => member.icb === icb)
          .map((each) => each.organisation);
        const gaps = codes.map((organisation) => {
          const moment = { organisation, asOf, knownAt };
          return {
            organisation,
            own: figuresAt(asIs(), rows, moment)?.gap,
            told: oracle(entries, moment),
          };
        });
        const cohort = rollUpGaps(
          gaps.flatMap(({ organisation, own }) =>
            own === undefined ? [] : [{ organisation: odsCode(organisation), weight: 1, gap: own }],
          ),
        );
        const mean = (bound: 'low' | 'high') =>
          gaps.reduce((sum, { told }) => sum + (told?.gap.whole[bound] ?? 0), 0) / gaps.length;
        const noFigure = gaps.every(({ told }) => told === undefined);
        const told = noFigure ? undefined : { low: mean('low'), high: mean('high') };
        const apart = differenceOf(cohort?.optimisationGap, told);
        if (apart !== undefined) return { icb, asOf, knownAt, apart };
      }
    }
    return undefined;
  });

const rebuiltEqualsLive = (
  grow: (entries: readonly Entry[], before: readonly Row[]) => readonly Row[],
): Law =>
  law((entries, picks) => {
    const cuts = picks.map((pick) => pick % (entries.length + 1)).sort((one, other) => one - other);
    let rebuilt: readonly Row[] = [];
    [...cuts, entries.length].forEach((to, index) => {
      rebuilt = grow(entries.slice(cuts[index - 1] ?? 0, to), rebuilt);
    });
    return differenceOf(rebuilt, ledgerOf(entries));
  });

const knownStaysKnown = (reading: Reading): Law =>
  law((entries, picks) => {
    const rows = reading.ledgerOf(entries);
    for (const moment of moments(entries, picks)) {
      const then = reading.ledgerOf(entries.slice(0, moment.knownAt));
      const now = figuresAt(reading, rows, moment);
      const difference = differenceOf(now, figuresAt(reading, then, moment));
      if (difference !== undefined) return { moment, difference };
    }
    return undefined;
  });

const orderDoesNotMatter = (
  mayChange: (one: Entry, other: Entry, before: readonly Entry[]) => boolean,
): Law =>
  law((entries, picks) => {
    const changed = [...entries];
    for (const pick of [...picks, ...picks.map((each) => each * 7 + 3)]) {
      const index = pick % Math.max(1, changed.length - 1);
      const [one, other] = [changed[index], changed[index + 1]];
      if (one === undefined || other === undefined) continue;
      if (!mayChange(one, other, changed.slice(0, index))) continue;
      changed[index] = { ...other, entry: one.entry };
      changed[index + 1] = { ...one, entry: other.entry };
    }
    const [before, after] = [ledgerOf(entries), ledgerOf(changed)];
    for (const moment of moments(entries, picks)) {
      const last = { ...moment, knownAt: entries.length };
      const [one, other] = [figuresAt(asIs(), before, last), figuresAt(asIs(), after, last)];
      const difference = differenceOf(one && shownOf(one), other && shownOf(other));
      if (difference !== undefined) return { last, difference };
    }
    return undefined;
  });

const unlistedDoesNotMatter = (lists: (ref: FactRef) => boolean): Law =>
  law((entries, picks) => {
    const rows = ledgerOf(entries);
    for (const moment of moments(entries, picks).slice(0, 2)) {
      const figures = figuresAt(asIs(), rows, moment);
      if (figures === undefined) continue;
      const { stage, gap, modelFact } = figures;
      const refs = [...stage.facts, ...gap.facts].filter(lists);
      const listed = new Set<string>([modelFact, ...refs.map(({ factId }) => factId)]);
      for (const factId of new Set(entries.map(factIdOf))) {
        if (listed.has(factId)) continue;
        const rest = entries.filter((entry) => factIdOf(entry) !== factId);
        const without = figuresAt(asIs(), ledgerOf(rest), moment);
        const difference = differenceOf(without && shownOf(without), shownOf(figures));
        if (difference !== undefined) return { moment, factId, difference };
      }
    }
    return undefined;
  });

const correctedCorrectionDoesNotMatter = (reading: Reading): Law =>
  law((entries, picks) => {
    const rows = reading.ledgerOf(entries);
    for (const moment of moments(entries, picks).slice(0, 2)) {
      const known = entries.slice(0, moment.knownAt);
      const mended = known.filter(
        (entry, index) =>
          entry.type === 'FactCorrected' &&
          known.slice(index + 1).some((later) => factIdOf(later) === factIdOf(entry)),
      );
      for (const gone of mended) {
        const rest = reading.ledgerOf(entries.filter((entry) => entry !== gone));
        const difference = differenceOf(
          figuresAt(reading, rest, moment),
          figuresAt(reading, rows, moment),
        );
        if (difference !== undefined) return { moment, gone: gone.entry, difference };
      }
    }
    return undefined;
  });

/** A row of the ledger, for as long as it stands. */
type Row = Readonly<{ owner: string; fact: KnownFact; superseded?: number }>;

/** What the projection keeps: rows opened and closed, none ever removed. */
function ledgerOf(entries: readonly Entry[], before: readonly Row[] = []): readonly Row[] {
  const rows: Row[] = [...before];
  for (const entry of entries) {
    const { opens, closes } = ledgerRowsOf(entry);
    let first: number | undefined;
    rows.forEach((row, index) => {
      if (row.fact.factId !== closes || row.superseded !== undefined) return;
      first = row.fact.firstEntry;
      rows[index] = { ...row, superseded: entry.entry };
    });
    for (const row of opens) {
      const firstEntry = row.firstEntry ?? first ?? entry.entry;
      rows.push({ owner: row.owner, fact: { ...row, firstEntry } });
    }
  }
  return rows;
}

/** As a table without history would keep it: what was corrected or retracted is gone. */
const overwriting = (entries: readonly Entry[]): readonly Row[] =>
  ledgerOf(entries).filter(({ superseded }) => superseded === undefined);

const knownIn = (rows: readonly Row[], owner: string, knownAt: number): readonly KnownFact[] =>
  rows
    .filter((row) => row.owner === owner && row.fact.entry <= knownAt)
    .filter(({ superseded }) => superseded === undefined || superseded > knownAt)
    .map(({ fact }) => fact);

const modelsIn = (rows: readonly Row[], knownAt: number): readonly KnownFact<'model'>[] =>
  knownIn(rows, MODEL, knownAt).filter((fact): fact is KnownFact<'model'> => fact.kind === 'model');

/** As a ledger that takes the versions of every model for those of the one. */
const asOneModel = (rows: readonly Row[]): readonly Row[] =>
  rows.map((row) => (row.fact.kind === 'model' ? { ...row, owner: MODEL } : row));

type Moment = Readonly<{ organisation: string; asOf: IsoDate; knownAt: number }>;
type Figures = Readonly<{ stage: StageFigure; gap: GapFigure; modelFact: string }>;

function figuresAt(
  reading: Reading,
  rows: readonly Row[],
  { organisation, asOf, knownAt }: Moment,
): Figures | undefined {
  const used = modelInForce(modelsIn(rows, knownAt), asOf);
  if (used === undefined) return undefined;
  const values = reading.valuesAt(knownIn(rows, organisation, knownAt), asOf);
  const judged = reading.expiryDay(asOf);
  return {
    stage: stageOf(values, used.model, judged),
    gap: gapOf(values, used.model, judged),
    modelFact: used.fact.factId,
  };
}

function shownOf({ stage, gap }: Figures): OracleFigures {
  const { value, notDeployed, notAdopted, notRealised, optimisationGap, useGap } = gap;
  return {
    declared: stage.declared?.stage,
    attainment: stage.attainment,
    realised: { coverage: gap.realisationCoverage, headline: gap.headline },
    evidenced: stage.evidenced,
    validated: stage.validated?.stage,
    missing: stage.missing.map(({ capability }) => capability),
    gap: {
      ...{ value, notDeployed, notAdopted, notRealised },
      ...{ whole: optimisationGap, use: useGap, coverage: gap.evidenceCoverage },
    },
  };
}

function membersIn(
  reading: Reading,
  rows: readonly Row[],
  { asOf, knownAt }: Pick<Moment, 'asOf' | 'knownAt'>,
) {
  return TRUSTS.flatMap((organisation) => {
    const values = reading.valuesAt(knownIn(rows, organisation, knownAt), asOf);
    const find = <Kind extends FactKind>(kind: Kind) =>
      values.find((fact) => fact.kind === kind)?.value as LedgerValues[Kind] | undefined;
    if (find('status')?.open !== true) return [];
    const icb = find('icb')?.icb ?? undefined;
    return [{ organisation, icb, trustType: find('classification')?.trustType }];
  });
}

const FAR = '2029-12-31' as IsoDate;

/** Days on which something begins, ends or expires, and their neighbours; entries old and new. */
function moments(entries: readonly Entry[], picks: readonly number[]): readonly Moment[] {
  const turning = ledgerOf(entries).flatMap(({ owner, fact }) => {
    if (!TRUSTS.some((trust) => trust === owner)) return [];
    const day = fact.effective.latest;
    if (fact.kind === 'stage-validated') return [day, fact.value.expires];
    if (fact.kind !== 'adoption' && fact.kind !== 'realisation') return [day];
    return [day, ...[1, 2, 3].map((months) => addMonths(day, months))];
  });
  const days = [...new Set(turning.flatMap((day) => [dayBefore(day), day, dayAfter(day)]))].sort();
  return picks.map((pick, index) => ({
    organisation: TRUSTS[pick % 4] ?? TRUSTS[0],
    asOf: days[pick % days.length] ?? FAR,
    knownAt: index % 2 === 0 ? entries.length : 1 + (pick % entries.length),
  }));
}

const factIdOf = ({ id, data }: Entry): string => ('factId' in data ? String(data.factId) : id);

/** Other organisations, other capabilities, other kinds: nothing that is compared by its order. */
function unrelated(one: Entry, other: Entry, before: readonly Entry[]): boolean {
  if (factIdOf(one) === factIdOf(other)) return false;
  const about = new Set(seriesOf(one, before));
  return !seriesOf(other, before).some((series) => about.has(series));
}

/** The series an entry speaks of; sites of one capability are one, for a withdrawal touches them all. */
function seriesOf(entry: Entry, before: readonly Entry[]): readonly string[] {
  const same = before.filter((earlier) => factIdOf(earlier) === factIdOf(entry));
  return [...same, entry]
    .flatMap((each) => ledgerRowsOf(each).opens)
    .map(({ owner, kind, subject }) => `${owner} ${kind} ${subject.replace(/@.*/, '')}`);
}

function tiesReversed(known: readonly KnownFact[], asOf: IsoDate): readonly KnownFact[] {
  const onOneDay = (one: KnownFact, other: KnownFact): number =>
    one.effective.latest === other.effective.latest
      ? newestFirst(other, one)
      : newestFirst(one, other);
  const newest = new Map<string, KnownFact>();
  for (const fact of known.filter(({ effective }) => effective.latest <= asOf).sort(onOneDay)) {
    const series = `${fact.kind}\n${fact.subject}`;
    if (!newest.has(series)) newest.set(series, fact);
  }
  return [...newest.values()];
}

const startingAt = (fact: KnownFact, asOf: IsoDate): KnownFact =>
  fact.effective.latest <= asOf
    ? fact
    : { ...fact, effective: { ...fact.effective, latest: asOf } };

/** The first place where two answers differ; numbers that differ by the arithmetic alone do not. */
function differenceOf(one: unknown, other: unknown, path = ''): string | undefined {
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) < 1e-9 ? undefined : `${path}: ${String(one)} ≠ ${String(other)}`;
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other ? undefined : `${path}: ${String(one)} ≠ ${String(other)}`;
  }
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const difference = differenceOf(left[key], right[key], `${path}/${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}
