import type { StageInterval } from '#figures';
import {
  addMonths,
  dayBefore,
  isoDate,
  laterOf,
  RECORDS_BEGIN,
  type IsoDate,
  type Stage,
  type StageOrNone,
} from '#vocabulary';

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

/** A trust has said something, or something was said of its stage. */
export const saysSomething = (interval: StageInterval | undefined): boolean =>
  interval?.evidencedLow !== undefined ||
  interval?.declared !== undefined ||
  interval?.validated !== undefined;

/** `stages`: one interval for each trust open on that day; undefined where nothing is known of it. */
export function countsOn(
  on: IsoDate,
  stages: readonly (StageInterval | undefined)[],
): QuarterCounts {
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

/** The last days of the quarters from the one of `from` on; the last is `upTo`, if it still runs. */
export function quarterEnds(from: IsoDate | undefined, upTo: IsoDate): IsoDate[] {
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
