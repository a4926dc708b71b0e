import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { LedgerValues } from '#facts';
import {
  chanceToFallShort,
  deadlineForecast,
  deploymentsOf,
  formulaUsed,
  missOf,
  neededFor,
  referenceClasses,
  statedBy,
  type Bounds,
  type CountOutlook,
  type DeadlineForecast,
  type FormulaUsed,
  type Judgement,
  type Miss,
  type StatedFact,
} from '#figures';
import { spanOf, type IsoDate, type OdsCode, type PartId, type ProgrammeId } from '#vocabulary';
import { FiguresIfAny } from '../cohorts/cohort-figures.js';
import type { Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { factsOfProgramme, ofKind } from '../programmes/programme-facts.js';
import { awaitedFor } from './awaited.js';
import { scoredForecasts, type ScoredForecasts } from './past-forecasts.js';

/** A fact that a forecast rests on, and the day by which it had been said. */
type FactStated = Readonly<{
  organisation: string;
  kind: string;
  subject: string;
  factId: string;
  eventId: string;
  statedBy: IsoDate;
}>;

/** A trust that has not reached the target, and its chance to miss it; null where there is none. */
export type TrustOutlook = Omit<Miss, 'id' | 'group' | 'probability'> &
  Readonly<{
    code: OdsCode;
    name: string;
    /** Why it has not reached it. */
    reason: string;
    /** What it shares its fate with. */
    supplier: string | null;
    probability: number | null;
    facts: readonly FactStated[];
  }>;

export type ForecastBody = LedgerValues['target'] &
  Readonly<{
    formula: FormulaUsed;
    programme: ProgrammeId;
    target: PartId;
    /** The last day of the deadline. */
    deadlineOn: IsoDate;
    /** Trusts that have reached it; how many it asks for, where it asks for a share. */
    reached: number;
    needed: number | null;
    /** The chance, 0 to 1, that fewer reach it by the deadline; null where nothing gives one. */
    fallsShort: Bounds | null;
    /** Trusts that have not reached it, of those its cohort lists. */
    numerator: number;
    denominator: number;
    /** Trusts of which nothing tells whether they have reached it. */
    untold: number;
    /** Those of them that are not on the way to a go-live: as many more may miss it. */
    unknown: number;
    kind: DeadlineForecast['kind'];
    version: number;
    /** Slips observed to the end, and those still going on: what all of it rests on. */
    completed: number;
    censored: number;
    insideView: DeadlineForecast['insideView'];
    /** Where too few were observed: what people judge, in whole numbers; null where nobody did. */
    judged: Readonly<{ low: number; high: number }> | null;
    rho: number | null;
    count: CountOutlook | null;
    independent: CountOutlook | null;
    sensitivity: readonly Readonly<{ rho: number; count: CountOutlook }>[];
    judgements: readonly Judgement[];
    trusts: readonly TrustOutlook[];
    /** What the slips of others were told by. */
    referenceFacts: readonly FactStated[];
  }> &
  ScoredForecasts;
export type TargetForecastAnswer = Stamp & ForecastBody;

/** How many will miss a target, by what had been stated by the day? Undefined where it had no terms. */
export class TargetForecast extends Query<TargetForecastAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly target: PartId,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(TargetForecast)
export class TargetForecastHandler implements IQueryHandler<TargetForecast> {
  private readonly figures: FiguresIfAny<ForecastBody>;

  constructor(ledger: Ledger) {
    this.figures = new FiguresIfAny(ledger, 50);
  }

  execute(asked: TargetForecast): Promise<TargetForecastAnswer | undefined> {
    const { programme, target, moment } = asked;
    return this.figures.at(moment, { programme, target }, (ledger) =>
      forecastOf(ledger, { programme, target, asOf: moment.asOf }),
    );
  }
}

/** How many will miss a target, as of a day; undefined where it had no terms. */
export async function forecastOf(
  ledger: LedgerAt,
  { programme, target, asOf }: Readonly<{ programme: ProgrammeId; target: PartId; asOf: IsoDate }>,
): Promise<ForecastBody | undefined> {
  const found = await awaitedFor(ledger, programme, { target, asOf });
  if (found === undefined) return undefined;
  const { held, stated, awaited, slips, waits } = found;
  const facts = await factsOfProgramme(ledger, programme, asOf);
  const when = { asOf, deadline: spanOf(held.terms.deadline).latest };
  const published = ofKind(facts, 'forecast');
  const judgements = judgementsOf(
    published.findLast(({ value }) => value.target === target)?.subject,
    ofKind(facts, 'judgement'),
  );
  const outlook = deadlineForecast({ awaited, slips, waits, judgements, ...when });
  const classes = referenceClasses(slips, waits);
  const known = stated.map(factStated).filter((fact) => fact.statedBy <= asOf);
  const { numerator: reached, denominator } = held.coverage;
  const { unknown: untold } = held.coverage;
  const unknown = untold - awaited.filter(({ trust }) => trust.verdict === 'unknown').length;
  const needed = held.terms.unit === 'percent' ? neededFor(held.terms.value, denominator) : null;
  return {
    formula: formulaUsed('deadline-forecast'),
    programme,
    target,
    ...held.terms,
    deadlineOn: when.deadline,
    reached,
    needed,
    fallsShort: needed === null ? null : shortOf(outlook, { reached, unknown, needed }),
    numerator: awaited.length,
    denominator,
    ...{ untold, unknown },
    version: outlook.version,
    completed: outlook.size.completed,
    censored: outlook.size.censored,
    insideView: outlook.insideView,
    judgements,
    ...distributionOf(outlook),
    trusts: awaited.map(({ trust, course, ...each }) => {
      const { id: _, group: __, ...miss } = missOf({ ...each, course }, classes, when);
      return {
        code: trust.code,
        name: trust.name,
        reason: trust.reason,
        supplier: course?.supplier ?? null,
        ...miss,
        probability: miss.probability ?? null,
        facts: known.filter(({ organisation }) => organisation === trust.code),
      };
    }),
    referenceFacts: known,
    ...(await scoredForecasts(ledger, { programme, target, asOf }, published, (day) =>
      deploymentsOf(stated, day),
    )),
  };
}

/** Judged late is what somebody gives more than an even chance to miss. */
function judgementsOf(
  forecast: string | undefined,
  judgements: readonly Readonly<{ subject: string; value: LedgerValues['judgement'] }>[],
): readonly Judgement[] {
  if (forecast === undefined) return [];
  return judgements
    .filter(({ subject }) => subject.startsWith(`${forecast}@`))
    .map(({ subject, value: { missing, why, authorRole } }) => ({
      id: subject.slice(forecast.length + 1),
      view: missing > 0.5 ? 'late' : missing < 0.5 ? 'on-time' : 'in-doubt',
      by: authorRole,
      reason: why,
    }));
}

function distributionOf(outlook: DeadlineForecast) {
  const none = { rho: null, count: null, independent: null, sensitivity: [] };
  if (outlook.kind === 'too-few-observations') {
    return { kind: outlook.kind, judged: outlook.judged ?? null, ...none };
  }
  const { kind, rho, count, independent, sensitivity } = outlook;
  return { kind, judged: null, rho, count, independent, sensitivity };
}

function shortOf(
  outlook: DeadlineForecast,
  { unknown, ...asked }: Readonly<{ reached: number; unknown: number; needed: number }>,
): Bounds | null {
  if (outlook.kind === 'too-few-observations') return null;
  const { count, awaited, unknown: without } = outlook;
  return chanceToFallShort({
    ...asked,
    missing: count.distribution,
    awaited: awaited - without,
    unknown: unknown + without,
  });
}

function factStated(fact: StatedFact): FactStated {
  const { organisation, kind, subject, factId, eventId } = fact;
  return { organisation, kind, subject, factId, eventId, statedBy: statedBy(fact) };
}
