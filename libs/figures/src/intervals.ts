import { newestFirst, type FactKind, type KnownFact } from '#facts';
import { dayBefore, type IsoDate, type Stage, type StageOrNone } from '#vocabulary';
import { compare } from './fact-ref.js';
import { modelInForce } from './model-in-force.js';
import { StageSweep, type BareStage } from './stage-sweep.js';

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

/** Where a sweep goes on: a day, and the interval that held on the day before. */
export type GoingOn = Readonly<{ day: IsoDate; before: StageInterval }>;

/**
 * `stageOf` on every day up to `upTo` on which something changes or lapses, from the first fact it
 * reads; equal neighbours are one interval. Without a model there is no figure, so no interval.
 *
 * Going on from a day, `known` may leave out what is no longer the newest of its series on the day
 * before; the intervals then begin with the one that held.
 */
export function stageIntervals(
  { known, models }: Known,
  upTo: IsoDate,
  goingOn?: GoingOn,
): readonly StageInterval[] {
  const facts = known
    .filter(({ kind, effective }) => stageKinds.has(kind) && effective.latest <= upTo)
    .sort((one, other) => newestFirst(other, one));
  const intervals = goingOn === undefined ? [] : [withoutEnd(goingOn.before)];
  const sweep = new StageSweep();
  const modelDays = models.map(({ effective }) => effective.latest).sort(compare);
  let day = goingOn?.day ?? facts[0]?.effective.latest;
  let used = modelInForce(models, day ?? upTo);
  let next = 0;
  while (used !== undefined && day !== undefined && day <= upTo) {
    for (let fact = facts[next]; fact && fact.effective.latest <= day; fact = facts[++next]) {
      sweep.keep(fact);
    }
    if (modelDays.includes(day)) used = modelInForce(models, day) ?? used;
    const interval = intervalFrom(day, sweep.on(day, used.model));
    const last = intervals.at(-1);
    if (!(last && saysTheSame(last, interval))) intervals.push(interval);
    day = earliestOf(
      facts[next]?.effective.latest,
      modelDays.find((each) => each > (day ?? each)),
      sweep.lapsesAfter(day),
    );
  }
  return intervals.map((interval, index) => {
    const following = intervals[index + 1];
    return following === undefined ? interval : { ...interval, to: dayBefore(following.from) };
  });
}

const withoutEnd = ({ to: _, ...interval }: StageInterval): Omit<StageInterval, 'to'> => interval;

const earliestOf = (...days: readonly (IsoDate | undefined)[]): IsoDate | undefined =>
  days.filter((day) => day !== undefined).sort(compare)[0];

/** The kinds whose facts a stage rests on. */
export const stageKinds: ReadonlySet<FactKind> = new Set<FactKind>([
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

function intervalFrom(
  day: IsoDate,
  { declared, evidenced, validated, missing }: BareStage,
): Omit<StageInterval, 'to'> {
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
