import { TIMELY_WITHIN } from '#figures';
import type { DataQualityAnswer, QualityLine, QualityMeasure } from '#read-models';
import { shareBars } from '../../charts/share-bars.js';
import { allTrustsInWords, capital, trustsInWords, uncapital } from '../../stages-in-words.js';
import { cell, number, numbers, unknown, words, type Table } from '../../table-view.js';
import { daysInWords, linesNamed, percentOf, shareInWords } from './measure-words.js';

/** "England", "31 October 2026". */
export type QualityAbout = Readonly<{ place: string; asOf: string }>;

/** A section of the page: what it says, its chart and its tables. */
type Section = Readonly<{
  id: string;
  title: string;
  sentences: readonly string[];
  chart?: Readonly<Record<'title' | 'subtitle' | 'description' | 'svg', string>> &
    Readonly<{ table: Table }>;
  tables: readonly Table[];
}>;

/** What is known, how soon, on whose word, what was mended, and who is silent. */
export function qualityView(
  { measures, numerator, denominator }: Omit<DataQualityAnswer, 'trusts'>,
  about: QualityAbout,
) {
  const of = (measure: QualityMeasure, name: string) =>
    measures.find((line) => line.measure === measure && line.of === name);
  const sections = [
    completeness(measures, about),
    timeliness(measures, about),
    word(measures, about),
    mended(measures),
    silence(measures),
  ].filter((section) => section !== undefined);
  const known = of('completeness', 'gap-inputs');
  return {
    headline:
      known === undefined
        ? `${trustsInWords(numerator)} of ${String(denominator)} recorded anything in the last 30 days`
        : `${capital(percentOf(known))} of what the optimisation gap of ${trustsInWords(denominator)} needs is known`,
    sections,
  };
}

function completeness(measures: readonly QualityLine[], about: QualityAbout): Section | undefined {
  const rows = linesNamed(measures, 'completeness');
  const [least] = rows.toSorted((one, other) => shareOf(one.line) - shareOf(other.line));
  if (least === undefined) return undefined;
  const missing = linesNamed(measures, 'missing').filter(({ line }) => line.numerator > 0);
  return {
    id: 'completeness',
    title: 'What is known',
    sentences: missing.map(({ line }) => missingInWords(line)),
    chart: barChart('completeness', rows, {
      title: `${least.name}: ${percentOf(least.line)} known`,
      subtitle: `Share of what the figures need that is known, ${about.place}, ${about.asOf}`,
      caption: 'What is known, of what is expected',
      columns: ['What is needed', 'Known', 'Expected'],
    }),
    tables: [],
  };
}

function missingInWords(line: QualityLine): string {
  if (line.of === 'trust-type') {
    return `The type of ${trustsInWords(line.numerator)} is not known, so nobody can say what to expect of ${line.numerator === 1 ? 'it' : 'them'}.`;
  }
  return `For ${shareInWords(line)} of capabilities ${lacking[line.of] ?? 'something is not known'}.`;
}

const lacking: Readonly<Record<string, string>> = {
  deployment: 'nobody has said where they are installed',
  adoption: 'nobody has said how much they are used',
  'adoption-in-date': 'use was measured too long ago to count',
  realisation: 'nobody has said what benefit they brought',
};

function timeliness(measures: readonly QualityLine[], about: QualityAbout): Section | undefined {
  const rows = linesNamed(measures, 'timeliness');
  const [all] = rows;
  if (all === undefined) return undefined;
  const { medianDays, p90Days } = all.line;
  const title = `${capital(percentOf(all.line))} of entries were made within ${String(TIMELY_WITHIN)} days`;
  return {
    id: 'timeliness',
    title: 'How soon it is told',
    sentences: [
      `Half of what trusts told was recorded within ${daysSaid(medianDays)} of the day it is about, nine tenths within ${daysSaid(p90Days)}.`,
    ],
    chart: {
      ...barsOf('timeliness', rows, {
        title,
        subtitle: `Share of entries by trusts recorded within ${String(TIMELY_WITHIN)} days of their day, ${about.place}, up to ${about.asOf}`,
      }),
      table: {
        caption: 'Days from the day an entry is about to its recording',
        columns: [
          words('Kind of entry'),
          numbers(`Within ${String(TIMELY_WITHIN)} days`),
          numbers('Of all'),
          numbers('Share'),
          numbers('Half within'),
          numbers('Nine tenths within'),
        ],
        rows: rows.map(({ name, line }) => [
          cell(name),
          number(line.numerator),
          number(line.denominator),
          cell(percentOf(line)),
          daysCell(line.medianDays),
          daysCell(line.p90Days),
        ]),
      },
    },
    tables: [],
  };
}

const daysSaid = (days: number | null): string =>
  days === null ? 'a time not known' : days < 0 ? 'no days' : daysInWords(days);
const daysCell = (days: number | null) => (days === null ? unknown() : cell(daysInWords(days)));

function word(measures: readonly QualityLine[], about: QualityAbout): Section | undefined {
  const own = linesNamed(measures, 'self-assessed');
  const [claims] = own;
  if (claims === undefined) return undefined;
  const stages = own.find(({ line }) => line.of === 'declared-stages');
  const rows = linesNamed(measures, 'evidence');
  const said = linesNamed(measures, 'said-by');
  return {
    id: 'self-assessed',
    title: 'On whose word it rests',
    sentences: [
      ...(claims.line.of === 'claims'
        ? [
            `${capital(shareInWords(claims.line))} of what is claimed rests on the word of the trust: neither evidence of grade 2 or 3 nor a public source shows it.`,
          ]
        : []),
      ...(stages === undefined ? [] : [declaredInWords(stages.line)]),
    ],
    ...(claims.line.of === 'claims' && {
      chart: barChart('evidence', rows, {
        title: `${capital(percentOf(claims.line))} of claims rest on the trust’s own word`,
        subtitle: `Share of claims by what is shown for them, ${about.place}, up to ${about.asOf}`,
        caption: 'Claims by what is shown for them',
        columns: ['Shown by', 'Claims', 'Of all'],
      }),
    }),
    tables:
      said.length === 0
        ? []
        : [countsTable('Claims by who says so', ['Said by', 'Claims', 'Of all'], said)],
  };
}

/** How many declare a stage, and of how many nobody else has validated it. */
function declaredInWords({ numerator, denominator }: QualityLine): string {
  const declare = `${trustsInWords(denominator)} ${denominator === 1 ? 'declares' : 'declare'} a stage`;
  if (numerator === 0)
    return `${declare}, and others have validated ${denominator === 1 ? 'it' : 'all of them'}.`;
  if (numerator === denominator)
    return `${declare}, and nobody else has validated ${denominator === 1 ? 'it' : 'any of them'}.`;
  return `${declare}; of ${String(numerator)} nobody else has validated it.`;
}

function mended(measures: readonly QualityLine[]): Section | undefined {
  const rows = linesNamed(measures, 'corrections');
  if (rows.length === 0) return undefined;
  const figures = rows.find(({ line }) => line.of === 'published-figures');
  return {
    id: 'corrections',
    title: 'What was put right',
    sentences:
      figures === undefined
        ? []
        : [
            `Of ${String(figures.line.denominator)} published ${figures.line.denominator === 1 ? 'figure' : 'figures'} that can be worked out again, ${figures.line.numerator === 0 ? 'none' : String(figures.line.numerator)} ${figures.line.numerator > 1 ? 'have' : 'has'} changed.`,
          ],
    tables: [
      countsTable(
        'Claims put right, and published figures that have changed',
        ['What', 'How many', 'Of all'],
        rows,
      ),
    ],
  };
}

function silence(measures: readonly QualityLine[]): Section | undefined {
  const [silent] = linesNamed(measures, 'silent');
  if (silent === undefined) return undefined;
  const overdue = linesNamed(measures, 'overdue');
  return {
    id: 'silent',
    title: 'Who is silent, and what is overdue',
    sentences: [
      silent.line.numerator === 0
        ? `${allTrustsInWords(silent.line.denominator)} recorded something in the last 30 days.`
        : `${String(silent.line.numerator)} of ${trustsInWords(silent.line.denominator)} recorded nothing in the last 30 days.`,
      ...(overdue.length === 0 ? ['Nothing has to be measured again yet.'] : []),
    ],
    tables:
      overdue.length === 0
        ? []
        : [countsTable('Measurements overdue', ['What is measured', 'Overdue', 'Of all'], overdue)],
  };
}

type Named = ReturnType<typeof linesNamed>;
type ChartWords = Readonly<{ title: string; subtitle: string }>;
type Columns = readonly [string, string, string];

const shareOf = ({ numerator, denominator }: QualityLine): number => numerator / denominator;

function barsOf(id: string, rows: Named, { title, subtitle }: ChartWords) {
  const description = described(rows);
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

/** All of a few; of many the largest and the smallest, as the table below has all of them. */
function described(rows: Named): string {
  if (rows.length <= FEW) {
    const said = rows.map(({ name, line }) => `${name}: ${shareInWords(line)}`);
    return `${said.map((each, index) => (index === 0 ? each : uncapital(each))).join('; ')}.`;
  }
  const kinds = rows.filter(({ line }) => line.of !== 'all');
  const shares = kinds.map(({ line }) => shareOf(line));
  const [largest, smallest] = [Math.max(...shares), Math.min(...shares)];
  if (largest === smallest) return `The share is ${sharedBy(kinds, largest)}.`;
  return `The largest share is ${sharedBy(kinds, largest)}, and the smallest ${sharedBy(kinds, smallest)}.`;
}

/** "100%, of “Go-lives” and “Surveys”"; of many only how many. */
function sharedBy(rows: Named, share: number): string {
  const those = rows.filter(({ line }) => shareOf(line) === share);
  const [first] = those;
  if (first === undefined) return 'not known';
  const names = those.map(({ name }) => `“${name}”`);
  const of =
    names.length > FEW
      ? `${String(names.length)} kinds`
      : [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
  return `${percentOf(first.line)}, of ${of}`;
}

const FEW = 4;

const barChart = (
  id: string,
  rows: Named,
  { caption, columns, ...chart }: ChartWords & Readonly<{ caption: string; columns: Columns }>,
) => ({ ...barsOf(id, rows, chart), table: countsTable(caption, columns, rows) });

const countsTable = (caption: string, [of, count, all]: Columns, rows: Named): Table => ({
  caption,
  columns: [words(of), numbers(count), numbers(all), numbers('Share')],
  rows: rows.map(({ name, line }) => [
    cell(name),
    number(line.numerator),
    number(line.denominator),
    cell(percentOf(line)),
  ]),
});
