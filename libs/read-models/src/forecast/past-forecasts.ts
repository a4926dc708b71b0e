import {
  calibrationOf,
  ENOUGH_OUTCOMES,
  insideViewBaseline,
  lossesOf,
  missOf,
  nextDeployment,
  paceBaseline,
  referenceClasses,
  scoreOf,
  type Baseline,
  type CalibrationBin,
  type Deployment,
  type Loss,
  type Outcome,
  type QuarterScores,
  type Score,
} from '#figures';
import {
  addMonths,
  dayBefore,
  isoDate,
  spanOf,
  type IsoDate,
  type OdsCode,
  type PartId,
  type ProgrammeId,
} from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { targetOn } from '../programmes/target-held.js';
import type { ProgrammeFact } from '../programmes/programme-facts.js';

/** How a published forecast did, once its deadline was over. */
export type ForecastScored = Readonly<{
  forecast: string;
  asOf: IsoDate;
  deadline: IsoDate;
  /** Trusts that missed, of those of which it is known; `unknown` are not scored. */
  numerator: number;
  denominator: number;
  unknown: number;
  method: Scored;
  insideView: Scored;
  pace: Scored;
}>;

/** Null where nothing can be scored: the count only where every outcome is known. */
type Scored = Readonly<{ brier: number | null; logScore: number | null }>;

/** How past forecasts of a target did, one by one and together. */
export type ScoredForecasts = Readonly<{
  scores: readonly ForecastScored[];
  losses: readonly Loss[];
  /** Chances given to single trusts of which it is known what happened. */
  outcomes: number;
  /** How often what was given a chance happened, by tenths of it; null while too few are known. */
  calibration: readonly CalibrationBin[] | null;
}>;

/** The forecasts of a target whose deadline is over, and what each baseline would have scored. */
export async function scoredForecasts(
  ledger: LedgerAt,
  { programme, target, asOf }: Readonly<{ programme: ProgrammeId; target: PartId; asOf: IsoDate }>,
  published: readonly ProgrammeFact<'forecast'>[],
  deploymentsBy: (day: IsoDate) => readonly Deployment[],
): Promise<ScoredForecasts> {
  const scores: ForecastScored[] = [];
  const all: Outcome[] = [];
  const quarters = new Map<IsoDate, QuarterScores>();
  for (const fact of published) {
    const { value, subject } = fact;
    const deadline = spanOf(value.terms.deadline).latest;
    if (value.target !== target || deadline > asOf) continue;
    const { definition, definitionVersion, cohort, cohortVersion } = value.terms;
    const reached = await targetOn(
      ledger,
      programme,
      { target, asOf: deadline },
      {
        models: [],
        definitions: [{ name: definition, version: definitionVersion }],
        cohorts: [{ name: cohort, version: cohortVersion }],
      },
    );
    // Terms that have come to name another definition or cohort say nothing of what was forecast.
    const isSame = reached?.terms.definition === definition && reached.terms.cohort === cohort;
    const trusts = isSame ? reached.trusts : [];
    const verdicts = new Map(trusts.map(({ code, verdict }) => [code, verdict]));
    const known = value.trusts.filter(({ organisation }) =>
      ['counts', 'does-not'].includes(verdicts.get(organisation) ?? 'unknown'),
    );
    const missed = (code: OdsCode) => verdicts.get(code) === 'does-not';
    const outcomes = known.map(({ organisation, missing }) => {
      return { probability: missing, missed: missed(organisation) };
    });
    all.push(...outcomes);
    const method = scoreOf(outcomes, value.distribution);
    const baselines = baselinesOf(value, deadline, deploymentsBy(value.asOf));
    const [insideView, pace] = baselines.map((baseline) =>
      scoreOf(
        known.map(({ organisation }) => ({
          probability: baseline.probabilities.get(organisation) ?? 1,
          missed: missed(organisation),
        })),
        baseline.count,
      ),
    );
    if (insideView === undefined || pace === undefined) continue;
    const unknown = value.trusts.length - known.length;
    scores.push({
      forecast: subject,
      asOf: value.asOf,
      deadline,
      numerator: outcomes.filter((each) => each.missed).length,
      denominator: known.length,
      unknown,
      method: scored(method, unknown),
      insideView: scored(insideView, unknown),
      pace: scored(pace, unknown),
    });
    // Of several forecasts for one quarter, the last is what a board went by.
    const quarter = quarterEnd(deadline);
    if (unknown === 0) quarters.set(quarter, { quarter, method, insideView, pace });
  }
  return {
    scores,
    losses: lossesOf([...quarters.values()]),
    outcomes: all.length,
    calibration: all.length < ENOUGH_OUTCOMES ? null : calibrationOf(all),
  };
}

/** What the trusts' own dates said, and the pace of the twelve months before. */
function baselinesOf(
  { asOf, trusts }: ProgrammeFact<'forecast'>['value'],
  deadline: IsoDate,
  deployments: readonly Deployment[],
): readonly Baseline[] {
  const classes = referenceClasses([], []);
  const misses = trusts.map(({ organisation }) => {
    const course = nextDeployment(deployments, organisation, asOf);
    const awaited = { id: organisation, group: course?.supplier ?? organisation, course };
    return missOf(awaited, classes, { asOf, deadline });
  });
  const yearBefore = addMonths(asOf, -12);
  const recent = deployments.filter(
    ({ happened }) => happened !== undefined && happened.on > yearBefore && happened.on <= asOf,
  );
  const months = monthsOf(deadline) - monthsOf(asOf);
  return [insideViewBaseline(misses), paceBaseline(misses, recent.length, months)];
}

const monthsOf = (day: IsoDate): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

const scored = ({ trusts, brier, logScore }: Score, unknown: number): Scored => ({
  brier: brier ?? null,
  logScore: unknown === 0 && trusts > 0 && Number.isFinite(logScore) ? logScore : null,
});

function quarterEnd(day: IsoDate): IsoDate {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  const first = isoDate(`${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`);
  return dayBefore(addMonths(first, 3));
}
