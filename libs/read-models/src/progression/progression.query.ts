import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { stageIntervals, type StageInterval } from '#figures';
import {
  addMonths,
  dayBefore,
  isoDate,
  laterOf,
  RECORDS_BEGIN,
  type IsoDate,
  type OdsCode,
  type Stage,
  type StageOrNone,
} from '#vocabulary';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import {
  cohortOf,
  membersOf,
  successorsAreOf,
  wholeOf,
  type Cohort,
  type CohortFilter,
} from '../cohorts/cohort.js';
import {
  modelAt,
  stampOf,
  type Lens,
  type ModelUsed,
  type Moment,
  type Stamp,
} from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import {
  lineOn,
  matches,
  organisationOn,
  organisationsOn,
  type OrganisationOn,
} from '../organisations/organisation-on.js';
import { lowestStages } from './lowest-stages.js';
import { readIntervals, upToDay } from './stage-intervals.js';

/** How many of the trusts open on the last day of a quarter were at each stage. */
export type QuarterCounts = Readonly<{
  /** Its last day, or the day asked about where the quarter still runs. */
  on: IsoDate;
  /** Trusts that reported, of those open. */
  numerator: number;
  denominator: number;
  /** By the low bound. */
  evidenced: Readonly<Record<StageOrNone, number>> & Readonly<{ notReported: number }>;
  /** By the high bound: where they would be, were all that is unknown met. */
  evidencedHigh: Readonly<Record<StageOrNone, number>>;
  declared: Readonly<Record<Stage, number>> & Readonly<{ none: number }>;
  validated: Readonly<Record<Stage, number>> & Readonly<{ none: number }>;
}>;

export type TrustProgression = Readonly<{
  code: OdsCode;
  name: string;
  intervals: readonly StageInterval[];
}>;

export type ProgressionBody = Readonly<{
  cohort: Cohort;
  model: ModelUsed | null;
  trusts: readonly TrustProgression[];
  quarters: readonly QuarterCounts[];
}>;
export type ProgressionAnswer = Stamp & ProgressionBody;

/** Which stage was each trust at when, and how many were at each in every quarter? */
export class Progression extends Query<ProgressionAnswer> {
  constructor(
    readonly moment: Moment,
    readonly filter: CohortFilter,
  ) {
    super();
  }
}

export type TrustStagesAnswer = Stamp &
  TrustProgression &
  Readonly<{ model: ModelUsed | null; lens: Lens }>;

/** Which stages has this trust been at? Undefined for an unknown code. */
export class TrustStages extends Query<TrustStagesAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
    readonly lens: Lens = 'as-was',
  ) {
    super();
  }
}

@QueryHandler(Progression)
export class ProgressionHandler implements IQueryHandler<Progression> {
  private readonly figures: CohortFigures<ProgressionBody>;

  constructor(ledger: Ledger) {
    // Every interval of every trust: some megabytes for a nation that reports each month.
    this.figures = new CohortFigures(ledger, 20);
  }

  execute({ moment, filter }: Progression): Promise<ProgressionAnswer> {
    return this.figures.at(moment, { filter }, (ledger) => progress(ledger, moment.asOf, filter));
  }
}

@QueryHandler(TrustStages)
export class TrustStagesHandler implements IQueryHandler<TrustStages> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code: asked, moment: { asOf, knownAt }, lens }: TrustStages) {
    return this.ledger.at(knownAt, async (ledger) => {
      const whole = wholeOf(ledger, asked, asOf, lens);
      if (whole === undefined) return undefined;
      const { code, name } = whole.organisation;
      const model = modelAt(ledger, asOf)?.used ?? null;
      const parts = lens === 'as-was' ? [code] : everUnder(ledger, code, asOf);
      const swept = await intervalsOf(ledger, parts, asOf);
      const intervals =
        lens === 'as-was' ? (swept.get(code) ?? []) : lowestStages(ledger, swept, asOf);
      return { ...stampOf(ledger, asOf), code, name, model, lens, intervals };
    });
  }
}

/** Everyone whose line of successors ends with this organisation today, itself included. */
function everUnder(ledger: LedgerAt, code: OdsCode, asOf: IsoDate): readonly OdsCode[] {
  const today = successorsAreOf(ledger, asOf);
  return organisationsOn(ledger, today)
    .map((each) => each.code)
    .filter((each) => lineOn(ledger, each, today).end === code);
}

/** From the read model for what is known now, from the ledger for what was known before. */
export async function intervalsOf(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asOf: IsoDate,
): Promise<Map<string, readonly StageInterval[]>> {
  if (ledger.isSettled) {
    const kept = await readIntervals(ledger.read, codes);
    return new Map([...kept].map(([code, intervals]) => [code, upToDay(intervals, asOf)]));
  }
  const models = ledger.models();
  const swept = new Map<string, readonly StageInterval[]>();
  for (const code of codes) {
    swept.set(code, stageIntervals({ known: await ledger.known(code), models }, asOf));
  }
  return swept;
}

/** The stages of a cohort over time, and its counts per quarter. */
export async function progress(
  ledger: LedgerAt,
  asOf: IsoDate,
  filter: CohortFilter,
): Promise<ProgressionBody> {
  const everyone = organisationsOn(ledger, asOf).filter(
    ({ kind, demonstration }) => kind === 'trust' && demonstration === filter.demonstration,
  );
  const codes = everyone.map(({ code }) => code);
  const intervals = await intervalsOf(ledger, codes, asOf);
  const of = (code: OdsCode) => intervals.get(code) ?? [];
  const members = membersOf(ledger, asOf, filter, 'as-was');
  return {
    cohort: cohortOf(members, { asOf, filter, lens: 'as-was' }),
    model: modelAt(ledger, asOf)?.used ?? null,
    trusts: everyone
      .filter((trust) => matches(trust, { ...filter }))
      .map(({ code, name }) => ({ code, name, intervals: of(code) })),
    quarters: sinceTheFirst(
      quarterEnds(firstDay([...intervals.values()]), asOf).map((on) => ({
        on,
        stages: openOn(ledger, codes, on, filter).map(({ code }) => at(of(code), on)),
      })),
    ).map(({ on, stages }) => countsOn(on, stages)),
  };
}

type Quarter = Readonly<{ on: IsoDate; stages: readonly (StageInterval | undefined)[] }>;

/** Not before a trust of the cohort reports anything, whatever others do. */
const sinceTheFirst = (quarters: readonly Quarter[]): readonly Quarter[] => {
  const first = quarters.findIndex(({ stages }) => stages.some(saysSomething));
  return first === -1 ? [] : quarters.slice(first);
};

/** A trust has said something, or something was said of its stage. */
const saysSomething = (interval: StageInterval | undefined): boolean =>
  interval?.evidencedLow !== undefined ||
  interval?.declared !== undefined ||
  interval?.validated !== undefined;

const openOn = (
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  day: IsoDate,
  filter: CohortFilter,
): OrganisationOn[] =>
  codes
    .flatMap((code) => organisationOn(ledger, code, day) ?? [])
    .filter((trust) => trust.open && matches(trust, { ...filter }));

/** Intervals have no gaps, so the last that has begun is the one that holds. */
const at = (intervals: readonly StageInterval[], day: IsoDate): StageInterval | undefined =>
  intervals.findLast(({ from }) => from <= day);

function countsOn(on: IsoDate, stages: readonly (StageInterval | undefined)[]): QuarterCounts {
  type Kind = 'evidencedLow' | 'evidencedHigh' | 'declared' | 'validated';
  const count = (kind: Kind, value: number | undefined) =>
    stages.filter((interval) => interval?.[kind] === value).length;
  const byBound = (kind: 'evidencedLow' | 'evidencedHigh') => ({
    0: count(kind, 0),
    1: count(kind, 1),
    2: count(kind, 2),
    3: count(kind, 3),
    4: count(kind, 4),
  });
  const byStage = (kind: 'declared' | 'validated') => ({
    1: count(kind, 1),
    2: count(kind, 2),
    3: count(kind, 3),
    4: count(kind, 4),
    none: count(kind, undefined),
  });
  const notReported = count('evidencedLow', undefined);
  return {
    on,
    numerator: stages.length - notReported,
    denominator: stages.length,
    evidenced: { ...byBound('evidencedLow'), notReported },
    evidencedHigh: byBound('evidencedHigh'),
    declared: byStage('declared'),
    validated: byStage('validated'),
  };
}

function firstDay(all: readonly (readonly StageInterval[])[]): IsoDate | undefined {
  return all.flatMap((intervals) => intervals.find(saysSomething)?.from ?? []).sort()[0];
}

/** The last days of the quarters from the one of `from` on; the last is `upTo`, if it still runs. */
function quarterEnds(from: IsoDate | undefined, upTo: IsoDate): IsoDate[] {
  if (from === undefined || from > upTo) return [];
  const ends: IsoDate[] = [];
  let start = quarterStart(laterOf(from, RECORDS_BEGIN));
  while (start <= upTo) {
    const next = addMonths(start, 3);
    const end = dayBefore(next);
    ends.push(end < upTo ? end : upTo);
    start = next;
  }
  return ends;
}

const quarterStart = (day: IsoDate): IsoDate => {
  const [year = '', month = ''] = day.split('-');
  const first = Math.floor((Number(month) - 1) / 3) * 3 + 1;
  return isoDate(`${year}-${String(first).padStart(2, '0')}-01`);
};
