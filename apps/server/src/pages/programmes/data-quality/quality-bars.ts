import type { QualityLine } from '#read-models';
import { shareBars } from '../../charts/share-bars.js';
import { listInWords } from '../../lists-in-words.js';
import { capital, uncapital } from '../../stages-in-words.js';
import { cell, number, numbers, words, type Table } from '../../table-view.js';
import { percentOf, shareInWords, type linesNamed } from './measure-words.js';

type Named = ReturnType<typeof linesNamed>;
/** `share`: what the bars are shares of, where there are too many of them to name each. */
type ChartWords = Readonly<{ title: string; subtitle: string; share: string }>;
type Columns = readonly [string, string, string];

export const shareOf = ({ numerator, denominator }: QualityLine): number => numerator / denominator;

export function barsOf(id: string, rows: Named, { title, subtitle, share }: ChartWords) {
  const description = described(rows, share);
  const bars = rows.map(({ name, line }) => ({
    name,
    share: shareOf(line),
    shown: shareInWords(line),
  }));
  return {
    title,
    subtitle,
    description,
    svg: shareBars({ id: `${id}-bars`, title, description }, bars),
  };
}

/** "90% of claims: no evidence that counts". */
export function mostIn(rows: Named): string {
  const [most] = rows.toSorted((one, other) => shareOf(other.line) - shareOf(one.line));
  return most === undefined
    ? 'No claims'
    : `${capital(percentOf(most.line))} of claims: ${uncapital(most.name)}`;
}

/** All of a few; of many the largest and the smallest, as the table below has all of them. */
function described(rows: Named, share: string): string {
  if (rows.length <= FEW) {
    const said = rows.map(({ name, line }) => `${name}: ${shareInWords(line)}`);
    return `${said.map((each, index) => (index === 0 ? each : uncapital(each))).join('; ')}.`;
  }
  const kinds = rows.filter(({ line }) => line.of !== 'all');
  const shares = kinds.map(({ line }) => shareOf(line));
  const [largest, smallest] = [Math.max(...shares), Math.min(...shares)];
  return largest === smallest
    ? `The ${share} is the same for all: ${sharedBy(kinds, largest)}.`
    : `The ${share} is highest for ${sharedBy(kinds, largest)} and lowest for ${sharedBy(kinds, smallest)}.`;
}

/** "“Go-lives” and “Surveys” (100%)"; of many only how many. */
function sharedBy(rows: Named, share: number): string {
  const those = rows.filter(({ line }) => shareOf(line) === share);
  const [first] = those;
  if (first === undefined) return 'not known';
  const names = those.map(({ name }) => `“${name}”`);
  const of = names.length > FEW ? `${String(names.length)} kinds` : listInWords(names);
  return `${of} (${percentOf(first.line)})`;
}

const FEW = 4;

export const barChart = (
  id: string,
  rows: Named,
  { caption, columns, ...chart }: ChartWords & Readonly<{ caption: string; columns: Columns }>,
) => ({ ...barsOf(id, rows, chart), table: countsTable(caption, columns, rows) });

export const countsTable = (caption: string, [of, count, all]: Columns, rows: Named): Table => ({
  caption,
  columns: [words(of), numbers(count), numbers(all), numbers('Share')],
  rows: rows.map(({ name, line }) => [
    cell(name),
    number(line.numerator),
    number(line.denominator),
    cell(percentOf(line)),
  ]),
});
