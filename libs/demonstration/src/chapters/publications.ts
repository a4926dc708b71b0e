import type { Entry } from '#event-sourcing';
import { formulaUsed, poissonBinomial } from '#figures';
import { MODEL_ID } from '#maturity-models';
import type { ProgrammeEvent } from '#programmes';
import type { PublishedFigure } from '#facts';
import {
  addDays,
  dayAfter,
  isoDate,
  odsCode,
  type IsoDate,
  type OdsCode,
  type PartId,
} from '#vocabulary';
import { firstDayOf, lastDayOf, MONTHS } from '../calendar.js';
import { trusts } from '../cast.js';
import {
  onDay,
  step,
  validatorOf,
  words,
  type DemonstrationRequest,
  type DemonstrationStep,
} from '../step.js';
import { endOfQuarter } from './benefits/evidence.js';
import { ALGORITHM, modelled } from './modelled.js';
import {
  ALL_TRUSTS,
  COVERAGE,
  IN_PLACE,
  membersIn,
  office,
  PROGRAMME,
  STAGE_TWO,
} from './targets.js';
import { figuresWorkedOut } from './worked-out.js';

/** Quarters that were closed, and what was then published of two of them. */
export const reports = (): readonly DemonstrationStep[] => [
  ...quarters().map(closed),
  ...published.map(report),
];

/** Quarters of which all three months lie in the programme, by their last month. */
const quarters = (): readonly number[] =>
  Array.from({ length: MONTHS }, (_, month) => month).filter(
    (month) => month >= 2 && endOfQuarter(month) === month,
  );

/** Like `2025-q1`. */
const periodOf = (month: number): PartId => {
  const [year, ofYear] = lastDayOf(month).split('-').map(Number) as [number, number];
  return `${String(year)}-q${String(ofYear / 3)}` as PartId;
};

/** Late enough for what was counted in the quarter to have been validated. */
function closed(month: number): DemonstrationStep {
  const [period, to] = [periodOf(month), lastDayOf(month)];
  return step(`close ${period}`, [addDays(to, 30), '18:00'], office, {
    of: 'programmes',
    command: {
      type: 'CloseReportingPeriod',
      data: { programme: PROGRAMME, period, from: firstDayOf(month - 2), to },
    },
  });
}

type Published = Readonly<{ report: string; month: number; on: string; versions: 1 | 2 }>;

const published: readonly Published[] = [
  { report: 'annual-2024', month: 13, on: '2025-02-14', versions: 1 },
  { report: 'annual-2025', month: 25, on: '2026-02-13', versions: 2 },
];

function report({ report: name, month, on, versions }: Published): DemonstrationStep {
  const [asOf, day, period] = [lastDayOf(month), isoDate(on), periodOf(month)];
  const publishing = (figures: readonly PublishedFigure[]): DemonstrationRequest => ({
    of: 'programmes',
    command: {
      type: 'PublishReport',
      data: {
        programme: PROGRAMME,
        report: name as PartId,
        period,
        asOf,
        figures,
        models: [{ name: MODEL_ID, version: 1 }],
        definitions: [{ name: IN_PLACE, version: versions }],
        cohorts: [{ name: ALL_TRUSTS, version: versions }],
        ...onDay(day),
      },
    },
  });
  const told = coverage(asOf, versions);
  return {
    ...step(`report ${name}`, [addDays(day, 3), '18:00'], office, publishing([told])),
    complete: (log) => publishing([told, ...figuresWorkedOut(includedIn(log, period), asOf)]),
  };
}

/** A report includes what its period does. */
function includedIn(log: readonly Entry[], period: PartId): readonly Entry[] {
  const closing = (log as readonly Entry<ProgrammeEvent>[]).find(
    ({ type, data }) => type === 'ReportingPeriodClosed' && data.period === period,
  );
  const last = closing?.type === 'ReportingPeriodClosed' ? closing.data.lastEntry : log.length;
  return log.slice(0, last);
}

/** Of the cohort, those with an EPR; in the later version also those on the way to one. */
function coverage(asOf: IsoDate, versions: 1 | 2): PublishedFigure {
  const members = membersIn(versions);
  const numerator = members.filter(
    (code) => hasEpr(code, asOf) || (versions === 2 && isOnItsWay(code, asOf)),
  ).length;
  return {
    figure: 'coverage',
    of: COVERAGE,
    unit: 'percent',
    value: Math.round((1000 * numerator) / members.length) / 10,
    numerator,
    denominator: members.length,
    formulaVersion: formulaUsed('coverage').version,
  };
}

/** Those that say nothing have one by the survey of the region. */
function hasEpr(code: OdsCode, day: IsoDate): boolean {
  const trust = trusts.find((each) => each.code === code);
  return trust?.reports === false || (trust?.wentLive ?? NEVER) <= day;
}

const isOnItsWay = (code: OdsCode, day: IsoDate): boolean =>
  trusts.some(
    ({ code: each, reports, wentLive = NEVER }) => each === code && reports && wentLive > day,
  );

const NEVER = '9999-12-31';

type Forecast = Readonly<{
  name: string;
  target: PartId;
  asOf: IsoDate;
  /** How many miss by what they plan. */
  insideView: number;
  missing: Readonly<Record<string, number>>;
  /** What somebody else holds of one of them. */
  judged: readonly [trust: string, missing: number, why: string];
}>;

const foretold: readonly Forecast[] = [
  {
    name: 'autumn-2024',
    target: COVERAGE,
    asOf: isoDate('2024-09-30'),
    insideView: 2,
    missing: { DEMO10: 0.35, DEMO11: 0.92, DEMO12: 0.98 },
    judged: ['DEMO10', 0.15, 'The dress rehearsal went well'],
  },
  {
    name: 'spring-2025',
    target: COVERAGE,
    asOf: isoDate('2025-03-31'),
    insideView: 0,
    missing: { DEMO11: 0.25, DEMO12: 0.6 },
    judged: ['DEMO12', 0.9, 'The supplier has two other go-lives that month'],
  },
  {
    name: 'winter-2025',
    target: COVERAGE,
    asOf: isoDate('2025-12-31'),
    insideView: 0,
    missing: { DEMO12: 0.45 },
    judged: ['DEMO12', 0.7, 'Acceptance testing has not begun'],
  },
  {
    name: 'spring-2026',
    target: STAGE_TWO,
    asOf: isoDate('2026-03-31'),
    insideView: 9,
    missing: {
      ...{ DEMO05: 0.3, DEMO06: 0.85, DEMO07: 0.95, DEMO08: 0.95, DEMO09: 0.9, DEMO10: 0.97 },
      ...{ DEMO14: 0.7, DEMO19: 0.65, DEMO20: 0.6, DEMO24: 0.93 },
    },
    judged: ['DEMO19', 0.4, 'Crews took to the new handover at once'],
  },
];

/** What the model said on two of those days, from what was known then; the panel's word stands beside it. */
const calculated: readonly Readonly<{ name: string; asOf: IsoDate }>[] = [
  { name: 'spring-2025-model', asOf: isoDate('2025-03-31') },
  { name: 'autumn-2025-model', asOf: isoDate('2025-09-30') },
];

/** Of the coverage, as it stood on both days. */
const DUE = isoDate('2026-03-31');

/**
 * What the office foretold of its targets, and who saw it otherwise.
 *
 * @param told Everything else, in its order: each step is one entry, so that their number up to the day of
 * a forecast is the last entry that it includes.
 */
export function forecasts(told: readonly DemonstrationStep[]): readonly DemonstrationStep[] {
  const steps: DemonstrationStep[] = [];
  const made = [
    ...foretold.map((each) => ({
      asOf: each.asOf,
      of: (entry: number) => [forecast(each, entry), judgement(each)],
    })),
    ...calculated.map((each) => ({
      asOf: each.asOf,
      of: (entry: number) => [fromModel(each, entry)],
    })),
  ];
  for (const { asOf, of } of made.sort((one, other) => (one.asOf < other.asOf ? -1 : 1))) {
    const until = dayAfter(asOf);
    steps.push(...of([...told, ...steps].filter(({ at }) => at < until).length));
  }
  return steps;
}

/** Two days later than the panel's, which did not wait for it. */
function fromModel({ name, asOf }: (typeof calculated)[number], entry: number): DemonstrationStep {
  const day = addDays(asOf, 18);
  const publishing = (told: ReturnType<typeof modelled>): DemonstrationRequest => ({
    of: 'programmes',
    command: {
      type: 'PublishForecast',
      data: {
        ...{ programme: PROGRAMME, forecast: name as PartId, target: COVERAGE },
        ...{ algorithm: ALGORITHM, asOf, entry, ...told, ...onDay(day) },
      },
    },
  });
  const awaited = membersIn(1).filter((code) => !hasEpr(code, asOf));
  const nothing = { distribution: [1], insideView: 0, trusts: [] };
  return {
    ...step(`forecast ${name}`, [day, '18:00'], office, publishing(nothing)),
    complete: (log) => publishing(modelled(log, awaited, { asOf, deadline: DUE })),
  };
}

function forecast(
  { name, target, asOf, insideView, missing }: Forecast,
  entry: number,
): DemonstrationStep {
  const day = addDays(asOf, 16);
  const chances = Object.entries(missing);
  return step(`forecast ${name}`, [day, '18:00'], office, {
    of: 'programmes',
    command: {
      type: 'PublishForecast',
      data: {
        programme: PROGRAMME,
        forecast: name as PartId,
        target,
        algorithm: 'panel/1',
        asOf,
        entry,
        distribution: poissonBinomial(chances.map(([, chance]) => chance)),
        insideView,
        trusts: chances.map(([code, chance]) => ({ organisation: odsCode(code), missing: chance })),
        ...onDay(day),
      },
    },
  });
}

function judgement({ name, asOf, judged: [code, missing, why] }: Forecast): DemonstrationStep {
  const [day, trust] = [addDays(asOf, 20), odsCode(code)];
  return step(`judgement ${name}`, [day, '18:00'], validatorOf(office.organisation), {
    of: 'programmes',
    command: {
      type: 'RecordForecastJudgement',
      data: {
        programme: PROGRAMME,
        forecast: name as PartId,
        trust,
        missing,
        why: words(why),
        ...onDay(day),
      },
    },
  });
}
