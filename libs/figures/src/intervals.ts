import { newestFirst, type FactKind, type KnownFact } from '#facts';
import {
  addMonths,
  dayAfter,
  dayBefore,
  type IsoDate,
  type Stage,
  type StageOrNone,
} from '#vocabulary';
import { compare } from './fact-ref.js';
import { modelInForce } from './model-in-force.js';
import { NewestFacts, type Newest } from './inputs.js';
import { bareStageOf } from './stage.js';

/** What a trust's stage was over days on which it did not change. */
export type StageInterval = Readonly<{
  from: IsoDate;
  /** Last day; undefined where it holds on the last day swept, and on. */
  to?: IsoDate;
  declared?: Stage;
  /** Both undefined: not reported. */
  evidencedLow?: StageOrNone;
  evidencedHigh?: StageOrNone;
  validated?: Stage;
  /** Capabilities of the next stage whose criteria are not met. */
  missing: readonly string[];
}>;

export type Known = Readonly<{
  /** All current facts of one organisation, successions included. */
  known: readonly KnownFact[];
  /** All known versions of the model. */
  models: readonly KnownFact<'model'>[];
}>;

/**
 * Sweeps `stageOf` over every day up to `upTo` on which something changes or expires, from the first
 * fact it reads; equal neighbours are one interval. Without a model there is no figure, so no interval.
 */
export function stageIntervals({ known, models }: Known, upTo: IsoDate): readonly StageInterval[] {
  const facts = known
    .filter(({ kind, effective }) => restedOn.has(kind) && effective.latest <= upTo)
    .sort((one, other) => newestFirst(other, one));
  const intervals: Omit<StageInterval, 'to'>[] = [];
  const newest = new NewestFacts();
  let next = 0;
  for (const day of turningDays(facts, models, upTo)) {
    for (let fact = facts[next]; fact && fact.effective.latest <= day; fact = facts[++next]) {
      newest.keep(fact);
    }
    const interval = intervalFrom(day, newest, models);
    const last = intervals.at(-1);
    if (interval && !(last && saysTheSame(last, interval))) intervals.push(interval);
  }
  return intervals.map((interval, index) => {
    const following = intervals[index + 1];
    return following === undefined ? interval : { ...interval, to: dayBefore(following.from) };
  });
}

/** The kinds whose facts a stage rests on. */
const restedOn: ReadonlySet<FactKind> = new Set<FactKind>([
  'classification',
  'replaced',
  'scope',
  'enabled',
  'adoption',
  'realisation',
  'stage-declared',
  'stage-validated',
  'succeeded-by',
  'succession-of',
]);

/** Days on which a fact begins to count or stops, or a model comes into force, from the first fact on. */
function turningDays(
  facts: readonly KnownFact[],
  models: readonly KnownFact<'model'>[],
  upTo: IsoDate,
): readonly IsoDate[] {
  const first = facts[0]?.effective.latest;
  if (first === undefined) return [];
  const days = new Set<IsoDate>(models.map(({ effective }) => effective.latest));
  const valid = new Map<string, Set<number>>();
  for (const { code, validForMonths } of models.flatMap(({ value }) => value.capabilities)) {
    valid.set(code, (valid.get(code) ?? new Set()).add(validForMonths));
  }
  const ends = new Map<number, Set<IsoDate>>();
  for (const fact of facts) {
    days.add(fact.effective.latest);
    if (fact.kind === 'stage-validated') days.add(dayAfter(fact.value.expires));
    if (fact.kind !== 'adoption') continue;
    for (const months of valid.get(fact.subject) ?? []) {
      ends.set(months, (ends.get(months) ?? new Set()).add(fact.effective.latest));
    }
  }
  for (const [months, windowEnds] of ends) {
    for (const end of windowEnds) days.add(dayAfter(addMonths(end, months)));
  }
  return [...days].filter((day) => day >= first && day <= upTo).sort(compare);
}

function intervalFrom(
  day: IsoDate,
  newest: Newest,
  models: readonly KnownFact<'model'>[],
): Omit<StageInterval, 'to'> | undefined {
  const used = modelInForce(models, day);
  if (used === undefined) return undefined;
  const { declared, evidenced, validated, missing } = bareStageOf(newest, used.model, day);
  return {
    from: day,
    ...(declared && { declared }),
    ...(evidenced !== 'not-reported' && {
      evidencedLow: evidenced.low,
      evidencedHigh: evidenced.high,
    }),
    ...(validated && { validated }),
    missing,
  };
}

const saysTheSame = (one: Omit<StageInterval, 'to'>, other: Omit<StageInterval, 'to'>): boolean =>
  one.declared === other.declared &&
  one.evidencedLow === other.evidencedLow &&
  one.evidencedHigh === other.evidencedHigh &&
  one.validated === other.validated &&
  one.missing.join() === other.missing.join();
