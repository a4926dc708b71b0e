import type { Bounds } from '#figures';
import { dayInWords, stageNames, stages, type IsoDate, type Stage } from '#vocabulary';
import type { QuarterCounts } from '#read-models';
import type { StageCounts } from './charts/stage-bars.js';

/** As it stands within a sentence; an abbreviation, such as EPR or A&E, and a name of several words stay as they are. */
export const uncapital = (text: string): string =>
  /^\S+ ?[A-Z]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const stageWords = ([1, 2, 3, 4] as const).map((number) => ({
  number,
  name: {
    1: 'digitising health information',
    2: 'informing care',
    3: 'shaping care',
    4: 'improving care quality',
  }[number],
  meaning: {
    1: 'paper is replaced by electronic records.',
    2: 'results, histories and documents are at hand where care is given.',
    3: 'decision support, prediction and operational insight guide care.',
    4: 'analysis and structured improvement raise its quality.',
  }[number],
}));

/** "1 trust", "1,204 trusts". */
export const trustsInWords = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'trust' : 'trusts'}`;

/** "All 12 trusts"; "The one trust", where there are no more. */
export const allTrustsInWords = (count: number): string =>
  count === 1 ? 'The one trust' : `All ${trustsInWords(count)}`;

/** "Stage 2, informing". */
export const stageInWords = (stage: Stage): string =>
  `Stage ${String(stage)}, ${stageNames[stage]}`;

const BELOW = 'Below stage 1';
const UNKNOWN = 'Not known';
const SILENT = 'Not reported';

/** "Jul to Sep 2025", by the last day of the quarter. */
export function quarterInWords(lastDay: string): string {
  const [year = '', month = ''] = lastDay.split('-');
  const quarter = Math.floor((Number(month) - 1) / 3);
  return `${['Jan to Mar', 'Apr to Jun', 'Jul to Sep', 'Oct to Dec'][quarter] ?? ''} ${year}`;
}

/** A quarter by its last day; one that still runs by the day up to which it is told. */
export const periodNamed = (lastDay: IsoDate): string =>
  isQuarterEnd(lastDay) ? quarterInWords(lastDay) : dayInWords(lastDay);

const isQuarterEnd = (day: string): boolean => /-(03-31|06-30|09-30|12-31)$/.test(day);

/** The quarters of a chart, and how far the last one has come where it is not over. */
export function quartersInWords(first: IsoDate, last: IsoDate): string {
  const isOver = isQuarterEnd(last);
  const span = `from ${quarterInWords(first)} until ${quarterInWords(last)}`;
  return isOver ? span : `${span}; the last one only up to ${dayInWords(last)}`;
}

/**
 * Evidenced stages of trusts, from those that say nothing up to the highest. A trust that shows no
 * stage and might be at one is not known to be below it.
 */
export const countsIn = ({ evidenced, evidencedHigh }: Evidenced): StageCounts['counts'] => [
  { name: SILENT, count: evidenced.notReported },
  { name: UNKNOWN, count: evidenced[0] - evidencedHigh[0] },
  { name: BELOW, count: evidencedHigh[0] },
  ...([1, 2, 3, 4] as const).map((stage) => ({
    name: `${String(stage)} ${capital(stageNames[stage])}`,
    count: evidenced[stage],
  })),
];

/** The same of a quarter. */
export const countsOf = (quarter: QuarterCounts): StageCounts => ({
  period: quarterInWords(quarter.on),
  counts: countsIn(quarter),
});

type Evidenced = Pick<QuarterCounts, 'evidenced' | 'evidencedHigh'>;

/** How the counts moved from the first quarter to the last. */
export function movementInWords(first: QuarterCounts, last: QuarterCounts): string {
  const at = (quarter: QuarterCounts) =>
    `${boundsOf(quarter, 1)} of ${String(quarter.denominator)} trusts at stage 1 or above, ${boundsOf(quarter, 2)} of them at stage 2 or above`;
  const isOpen = [first, last].some((quarter) =>
    ([1, 2] as const).some((from) => !isExact(reached(quarter, from))),
  );
  return (
    `On ${dayInWords(last.on)} evidence shows ${at(last)}; ${String(last.evidenced.notReported)} have not reported. ` +
    `On ${dayInWords(first.on)} it showed ${at(first)}.` +
    (isOpen ? ' Between two numbers, measurements are out of date or missing.' : '')
  );
}

/** The message of the chart: whether more trusts show a stage than before, where that can be told. */
export function movementTitle(first: QuarterCounts, last: QuarterCounts): string {
  const [then, now] = [reached(first, 1), reached(last, 1)];
  const since = dayInWords(first.on);
  const atLeast = isExact(then) && isExact(now) ? '' : 'At least ';
  if (now.low > then.high) {
    return `${atLeast}${String(now.low - then.high)} more trusts show stage 1 or above than on ${since}`;
  }
  if (now.high < then.low) {
    return `${atLeast}${String(then.low - now.high)} fewer trusts show stage 1 or above than on ${since}`;
  }
  return atLeast === ''
    ? `As many trusts show stage 1 or above as on ${since}`
    : `${boundsOf(last, 1)} of ${String(last.denominator)} trusts ${now.low === 1 && now.high === 1 ? 'is' : 'are'} at stage 1 or above`;
}

/** How many trusts show a stage, and how many could at the most. */
export const reached = ({ evidenced, evidencedHigh }: Evidenced, from: Stage): Bounds => {
  const sum = (counts: Readonly<Record<Stage, number>>): number =>
    stages.filter((stage) => stage >= from).reduce((sum, stage) => sum + counts[stage], 0);
  return { low: sum(evidenced), high: sum(evidencedHigh) };
};

const isExact = ({ low, high }: Bounds): boolean => low === high;

const boundsOf = (quarter: QuarterCounts, from: Stage): string => {
  const { low, high } = reached(quarter, from);
  return low === high ? String(low) : `${String(low)} to ${String(high)}`;
};

/** Below stage 1, or at one: measurements that would tell are missing. */
export const isStageOpen = ({
  evidencedLow,
  evidencedHigh,
}: Readonly<{ evidencedLow?: number; evidencedHigh?: number }>): boolean =>
  evidencedLow === 0 && evidencedHigh !== 0;
