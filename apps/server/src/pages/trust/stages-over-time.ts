import type { StageInterval } from '#figures';
import { dayInWords, type IsoDate, type Stage } from '#vocabulary';
import { isStageOpen, stageInWords, uncapital } from '../stages-in-words.js';
import { stageSteps, type StageSteps } from '../charts/stage-steps.js';
import { cell, unknown, words, type Cell, type Table } from '../table-view.js';
import { evidencedInWords } from './stage-rows.js';

/** The stages of a trust over time: a chart, what it says in words, and the same in a table. */
export function stagesOverTime(
  all: readonly StageInterval[],
  { asOf, name }: Readonly<{ asOf: IsoDate; name: string }>,
) {
  // From the first day of which anything is known.
  const begin = all.findIndex(isKnown);
  const intervals = begin < 0 ? [] : all.slice(begin);
  const first = intervals[0];
  const last = intervals.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const title = messageOf(last);
  const description = describe(intervals, asOf);
  return {
    title,
    subtitle: `Stage of ${name}, from ${dayInWords(first.from)} to ${dayInWords(asOf)}; no line where it is not known`,
    description,
    svg: stageSteps({ id: 'stages', title, description }, linesOf(intervals), {
      from: first.from,
      to: asOf,
    }),
    table: tableOf(intervals),
  };
}

const isKnown = ({ declared, evidencedLow, validated }: StageInterval): boolean =>
  [declared, evidencedLow, validated].some((stage) => stage !== undefined);

/** What the trust says, what evidence shows, what others confirm: a line for each that is known. */
const linesOf = (intervals: readonly StageInterval[]): readonly StageSteps[] =>
  [
    lineOf('Declared', 'by the trust', intervals, ({ declared }) => declared),
    lineOf('Shown', 'by evidence', intervals, shownIn),
    lineOf('Validated', 'by another organisation', intervals, ({ validated }) => validated),
  ].filter(({ steps }) => steps.some(({ stage }) => stage !== undefined));

/** What is not known is no line. */
const shownIn = (interval: StageInterval) =>
  isStageOpen(interval) ? undefined : interval.evidencedLow;

const lineOf = (
  code: string,
  name: string,
  intervals: readonly StageInterval[],
  stageOf: (interval: StageInterval) => number | undefined,
): StageSteps => ({
  code,
  name,
  steps: intervals.map((interval) => ({ from: interval.from, stage: stageOf(interval) })),
});

/** At most fifteen words. */
function messageOf(interval: StageInterval): string {
  const { declared, evidencedLow } = interval;
  const shown =
    evidencedLow === undefined
      ? 'Nothing is reported'
      : evidencedLow === 0
        ? shownIn(interval) === undefined
          ? 'The stage that evidence shows is not known'
          : 'Evidence shows the trust below stage 1'
        : `Evidence shows stage ${String(evidencedLow)}`;
  if (declared === undefined) return `${shown}; no stage is declared`;
  return declared === evidencedLow
    ? `${shown}, as the trust declares`
    : `${shown}; the trust declares stage ${String(declared)}`;
}

/** Where it began, how often it moved, where it is. */
function describe(intervals: readonly StageInterval[], asOf: IsoDate): string {
  const moves = intervals.filter(
    ({ evidencedLow }, index) => index > 0 && intervals[index - 1]?.evidencedLow !== evidencedLow,
  );
  const last = moves.at(-1);
  const moved =
    last === undefined
      ? 'The stage shown by evidence has not changed'
      : `The stage shown by evidence changed ${moves.length === 1 ? 'once,' : `${String(moves.length)} times, last`} on ${dayInWords(last.from)}`;
  const now = intervals.at(-1);
  const shown = uncapital(evidencedInWords(now === undefined ? 'not-reported' : evidencedIn(now)));
  const validated =
    now?.validated === undefined
      ? 'No other organisation has validated it'
      : `Another organisation has validated stage ${String(now.validated)}`;
  return `${moved}. On ${dayInWords(asOf)} it is ${shown}. ${validated}.`;
}

/** The newest first, with what was known of each. */
const tableOf = (intervals: readonly StageInterval[]): Table => ({
  caption: 'Stages over time, newest first',
  columns: ['From', 'To', 'Declared', 'Shown by evidence', 'Validated'].map(words),
  rows: [...intervals]
    .reverse()
    .map(({ from, to, ...stages }) => [
      cell(dayInWords(from)),
      to === undefined ? cell('Still so') : cell(dayInWords(to)),
      stageCell(stages.declared, 'None'),
      evidencedCell(stages),
      stageCell(stages.validated, 'None'),
    ]),
});

const stageCell = (stage: Stage | undefined, none: string): Cell =>
  stage === undefined ? unknown(none) : cell(stageInWords(stage));

const evidencedCell = (stages: Evidenced): Cell => {
  const evidenced = evidencedIn(stages);
  return evidenced === 'not-reported' ? unknown('Not reported') : cell(evidencedInWords(evidenced));
};

type Evidenced = Pick<StageInterval, 'evidencedLow' | 'evidencedHigh'>;

const evidencedIn = ({ evidencedLow: low, evidencedHigh: high }: Evidenced) =>
  low === undefined || high === undefined ? 'not-reported' : { low, high };
