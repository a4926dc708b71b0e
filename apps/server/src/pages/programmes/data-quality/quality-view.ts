import { TIMELY_WITHIN } from '#figures';
import type { DataQualityAnswer, QualityLine, QualityMeasure } from '#read-models';
import { allTrustsInWords, capital, trustsInWords } from '../../stages-in-words.js';
import { cell, number, numbers, unknown, words, type Table } from '../../table-view.js';
import { daysInWords, linesNamed, percentOf, shareInWords } from './measure-words.js';
import { barChart, barsOf, countsTable, mostIn, shareOf } from './quality-bars.js';

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
        : `${capital(percentOf(known))} of the data for the optimisation gap is known (${trustsInWords(denominator)})`,
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
      subtitle: `Share of the data for each figure that is known, ${about.place}, ${about.asOf}`,
      caption: 'Data known, of the data expected',
      columns: ['Data', 'Known', 'Expected'],
    }),
    tables: [],
  };
}

function missingInWords(line: QualityLine): string {
  if (line.of === 'trust-type') {
    return `The type of ${trustsInWords(line.numerator)} is not known, so we cannot say what data to expect from ${line.numerator === 1 ? 'it' : 'them'}.`;
  }
  return `For ${shareInWords(line)} of capabilities ${lacking[line.of] ?? 'something is not known'}.`;
}

const lacking: Readonly<Record<string, string>> = {
  deployment: 'it is not recorded where they are installed',
  adoption: 'it is not recorded how much they are used',
  'adoption-in-date': 'use was measured too long ago to count',
  realisation: 'it is not recorded what benefit they brought',
};

function timeliness(measures: readonly QualityLine[], about: QualityAbout): Section | undefined {
  const rows = linesNamed(measures, 'timeliness');
  const [all] = rows;
  if (all === undefined) return undefined;
  const { medianDays, p90Days } = all.line;
  const title = `${capital(percentOf(all.line))} of entries were recorded within ${String(TIMELY_WITHIN)} days`;
  return {
    id: 'timeliness',
    title: 'How quickly trusts record',
    sentences: [
      `Half of the entries were recorded within ${daysSaid(medianDays)} of the day they are about, 90% within ${daysSaid(p90Days)}.`,
    ],
    chart: {
      ...barsOf('timeliness', rows, {
        title,
        subtitle: `Share of entries by trusts recorded within ${String(TIMELY_WITHIN)} days of their day, ${about.place}, up to ${about.asOf}`,
      }),
      table: {
        caption: 'Days until an entry was recorded',
        columns: [
          words('Kind of entry'),
          numbers(`Within ${String(TIMELY_WITHIN)} days`),
          numbers('Of all'),
          numbers('Share'),
          numbers('Half within'),
          numbers('90% within'),
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
    title: 'Evidence behind the claims',
    sentences: [
      ...(claims.line.of === 'claims'
        ? [
            `${capital(shareInWords(claims.line))} of claims rest on the trust’s own word: no evidence of grade 2 or 3 and no public source shows them.`,
          ]
        : []),
      ...(stages === undefined ? [] : [declaredInWords(stages.line)]),
    ],
    ...(claims.line.of === 'claims' && {
      chart: barChart('evidence', rows, {
        title: mostIn(rows),
        subtitle: `Share of claims by their strongest evidence, ${about.place}, up to ${about.asOf}`,
        caption: 'Claims by their strongest evidence',
        columns: ['Evidence', 'Claims', 'Of all'],
      }),
    }),
    tables:
      said.length === 0
        ? []
        : [countsTable('Claims by source', ['Source', 'Claims', 'Of all'], said)],
  };
}

/** How many declare a stage, and of how many nobody else has validated it. */
function declaredInWords({ numerator, denominator }: QualityLine): string {
  const declare = `${trustsInWords(denominator)} ${denominator === 1 ? 'declares' : 'declare'} a stage`;
  if (numerator === 0)
    return `${declare}, and others have validated ${denominator === 1 ? 'it' : 'all of them'}.`;
  if (numerator === denominator)
    return `${declare}, and nobody else has validated ${denominator === 1 ? 'it' : 'any of them'}.`;
  return `${declare}; for ${String(numerator)} of them nobody else has validated it.`;
}

function mended(measures: readonly QualityLine[]): Section | undefined {
  const rows = linesNamed(measures, 'corrections');
  if (rows.length === 0) return undefined;
  const figures = rows.find(({ line }) => line.of === 'published-figures');
  return {
    id: 'corrections',
    title: 'Corrections and withdrawals',
    sentences:
      figures === undefined
        ? []
        : [
            `Of ${String(figures.line.denominator)} published ${figures.line.denominator === 1 ? 'figure' : 'figures'} that can be worked out again, ${figures.line.numerator === 0 ? 'none' : String(figures.line.numerator)} ${figures.line.numerator > 1 ? 'have' : 'has'} changed.`,
          ],
    tables: [
      countsTable(
        figures === undefined
          ? 'Claims corrected or withdrawn'
          : 'Claims corrected or withdrawn, and published figures that have changed',
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
    title: 'Trusts with no recent entry, and overdue measurements',
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
