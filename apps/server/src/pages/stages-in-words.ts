import { stageNames, type Stage } from '#vocabulary';
import type { QuarterCounts } from '#read-models';
import { dayInWords } from './dates-in-words.js';
import type { StageCounts } from './charts/stage-bars.js';

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

/** "Stage 2, informing". */
export const stageInWords = (stage: Stage): string =>
  `Stage ${String(stage)}, ${stageNames[stage]}`;

const BELOW = 'Not yet at stage 1';
const SILENT = 'Not reported';

/** "Jul to Sep 2025", by the last day of the quarter. */
export function quarterInWords(lastDay: string): string {
  const [year = '', month = ''] = lastDay.split('-');
  const quarter = Math.floor((Number(month) - 1) / 3);
  return `${['Jan to Mar', 'Apr to Jun', 'Jul to Sep', 'Oct to Dec'][quarter] ?? ''} ${year}`;
}

/** The quarters of a chart, and how far the last one has come where it is not over. */
export function quartersInWords(first: string, last: string): string {
  const isOver = /-(03-31|06-30|09-30|12-31)$/.test(last);
  const span = `from ${quarterInWords(first)} until ${quarterInWords(last)}`;
  return isOver ? span : `${span}; the last one only up to ${dayInWords(last)}`;
}

/** Evidenced stages of a quarter, from those that say nothing up to the highest. */
export const countsOf = ({ on, evidenced }: QuarterCounts): StageCounts => ({
  period: quarterInWords(on),
  counts: [
    { name: SILENT, count: evidenced.notReported },
    { name: BELOW, count: evidenced[0] },
    ...([1, 2, 3, 4] as const).map((stage) => ({
      name: `${String(stage)} ${capital(stageNames[stage])}`,
      count: evidenced[stage],
    })),
  ],
});

/** How the counts moved from the first quarter to the last. */
export function movementInWords(first: QuarterCounts, last: QuarterCounts): string {
  const at = (quarter: QuarterCounts) =>
    `${String(reached(quarter, 1))} of ${String(quarter.denominator)} trusts at stage 1 or above, ${String(reached(quarter, 2))} of them at stage 2 or above`;
  return (
    `On ${dayInWords(last.on)} evidence shows ${at(last)}; ${String(last.evidenced.notReported)} have not reported. ` +
    `On ${dayInWords(first.on)} it showed ${at(first)}.`
  );
}

/** The message of the chart: whether more trusts show a stage than before. */
export function movementTitle(first: QuarterCounts, last: QuarterCounts): string {
  const more = reached(last, 1) - reached(first, 1);
  const since = `than on ${dayInWords(first.on)}`;
  if (more === 0) return `As many trusts show stage 1 or above as on ${dayInWords(first.on)}`;
  return `${String(Math.abs(more))} ${more > 0 ? 'more' : 'fewer'} trusts show stage 1 or above ${since}`;
}

const reached = ({ evidenced }: QuarterCounts, from: Stage): number =>
  ([1, 2, 3, 4] as const)
    .filter((stage) => stage >= from)
    .reduce((sum, stage) => sum + evidenced[stage], 0);
