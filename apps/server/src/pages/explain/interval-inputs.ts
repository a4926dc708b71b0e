import type { Explanation } from '#read-models';
import { BEFORE_RECORDS, dayInWords } from '#vocabulary';
import type { Names } from '../names.js';
import { evidencedInWords } from '../trust/stage-rows.js';
import type { InputsToShow } from './inputs-shown.js';
import { words } from '../table-view.js';

type Intervals = Extract<
  NonNullable<Explanation['inputs']>,
  Readonly<Record<'intervals', unknown>>
>;
type Interval = Intervals['intervals'][number];

/** The stage over time, and what was missing for the next. */
export const intervalsShown = (
  { intervals }: Intervals,
  names: Pick<Names, 'capability'>,
): InputsToShow => ({
  result: changedInWords(Math.max(0, intervals.length - 1)),
  caption: 'The stage from day to day, the newest first',
  head: [
    words('From'),
    words('To'),
    words('Declared'),
    words('Shown by evidence'),
    words('Validated'),
    words('Missing for the next stage'),
  ],
  rows: () =>
    intervals
      .map((interval, index) => [
        interval.from === BEFORE_RECORDS ? 'Before our records' : dayInWords(interval.from),
        interval.to === undefined ? 'Ongoing' : dayInWords(interval.to),
        interval.declared === undefined ? 'None' : `Stage ${String(interval.declared)}`,
        interval.evidencedLow === undefined || interval.evidencedHigh === undefined
          ? 'Not reported'
          : evidencedInWords({ low: interval.evidencedLow, high: interval.evidencedHigh }),
        interval.validated === undefined ? 'None' : `Stage ${String(interval.validated)}`,
        missingInWords(interval, intervals[index - 1], names),
      ])
      .toReversed(),
  leftOut: [],
});

const changedInWords = (times: number): string =>
  times === 0
    ? 'Neither the stage nor what is missing for the next changed.'
    : `The stage, or what is missing for the next, changed ${times === 1 ? 'once' : `${String(times)} times`}.`;

/**
 * All that is missing, where nothing of it was missing before: as the next stage is another one. Else
 * what is other than before, as lists of ten that differ by one cannot be compared by eye.
 */
function missingInWords(
  { missing }: Interval,
  before: Interval | undefined,
  { capability }: Pick<Names, 'capability'>,
): string {
  const known = new Set(before?.missing);
  const more = missing.filter((each) => !known.has(each));
  if (more.length === missing.length) return listed(missing, capability);
  const still = new Set(missing);
  const gone = [...known].filter((each) => !still.has(each));
  if (more.length === 0 && gone.length === 0) return 'As before';
  return [
    ...(gone.length === 0 ? [] : [`No longer missing: ${listed(gone, capability)}.`]),
    ...(more.length === 0 ? [] : [`Now missing as well: ${listed(more, capability)}.`]),
    leftInWords(missing, capability),
  ].join(' ');
}

/** So many are named again before they are only counted. */
const NAMED = 3;

const leftInWords = (missing: readonly string[], inWords: Names['capability']): string =>
  missing.length <= NAMED
    ? `Still missing: ${listed(missing, inWords)}.`
    : `${String(missing.length)} are missing in all.`;

const listed = (capabilities: readonly string[], inWords: Names['capability']): string =>
  capabilities.length === 0 ? 'Nothing' : capabilities.map(inWords).join(', ');
