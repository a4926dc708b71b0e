import type { TransitionsAnswer, TransitionsFrom } from '#read-models';
import type { StageOrNone } from '#vocabulary';
import { stayBoxes } from '../../charts/stay-boxes.js';
import { inThousands } from '../../numbers-in-words.js';
import { capital } from '../../stages-in-words.js';

const DAYS_OF_A_MONTH = 30.44;

/** How long trusts stayed at each stage: in sentences, as boxes and dots, and as a table. */
export function staysView({ stages }: TransitionsAnswer) {
  const seen = stages.filter(({ time }) => time.lengths.length > 0);
  const longest = seen.toSorted(
    (one, other) => (other.time.median ?? 0) - (one.time.median ?? 0),
  )[0];
  if (longest === undefined) return undefined;
  const title = `Trusts stayed longest ${stageShort(longest.stage)}: half of them ${rounded(longest.time.median ?? 0)} days or more`;
  const description = seen.map(stayInWords).join(' ');
  return {
    title,
    description,
    rows: stages.map(rowOf),
    svg: stayBoxes(
      { id: 'stays', title, description },
      seen.map(({ stage, time }) => ({ name: capital(stageShort(stage)), ...time })),
    ),
  };
}

/** "below stage 1", "at stage 2". */
export const stageShort = (stage: StageOrNone): string =>
  stage === 0 ? 'below stage 1' : `at stage ${String(stage)}`;

function stayInWords({ stage, time }: TransitionsFrom): string {
  const { lengths, median = 0, middle } = time;
  if (lengths.length === 1) {
    return `${capital(stageShort(stage))}: 1 complete stay, of ${daysInWords(median)}.`;
  }
  const half =
    middle === undefined
      ? `from ${daysInWords(lengths[0] ?? 0)} to ${daysInWords(lengths.at(-1) ?? 0)}`
      : `the middle half between ${rounded(middle.from)} and ${daysInWords(middle.to)}`;
  return `${capital(stageShort(stage))}: ${String(lengths.length)} complete stays, median ${daysInWords(median)}, ${half}.`;
}

/** "152 days (about 5 months)". */
function daysInWords(days: number): string {
  const months = Math.round(days / DAYS_OF_A_MONTH);
  const inMonths = months < 2 ? '' : ` (about ${String(months)} months)`;
  return `${rounded(days)} ${Math.round(days) === 1 ? 'day' : 'days'}${inMonths}`;
}

const rounded = (days: number): string => inThousands(Math.round(days));

const rowOf = ({ stage, time }: TransitionsFrom) => {
  const { lengths, median, middle, lasting, partly } = time;
  const [shortest, longest] = [lengths[0], lengths.at(-1)];
  const none = 'Not known';
  return {
    stage: capital(stageShort(stage)),
    whole: lengths.length,
    median: median === undefined ? none : rounded(median),
    middle: middle === undefined ? none : `${rounded(middle.from)} to ${rounded(middle.to)}`,
    range:
      shortest === undefined || longest === undefined
        ? none
        : `${rounded(shortest)} to ${rounded(longest)}`,
    lasting,
    partly,
  };
};
