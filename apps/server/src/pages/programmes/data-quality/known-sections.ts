import { TIMELY_WITHIN } from '#figures';
import type { QualityLine } from '#read-models';
import { capital, trustsInWords } from '../../stages-in-words.js';
import { cell, number, numbers, unknown, words } from '../../table-view.js';
import { daysInWords, linesNamed, percentOf, shareInWords } from './measure-words.js';
import { barChart, barsOf, shareOf } from './quality-bars.js';
import type { QualityAbout, QualitySection } from './quality-section.js';

/** How much is known of what the figures need; undefined where nothing is needed. */
export function completeness(
  measures: readonly QualityLine[],
  about: QualityAbout,
): QualitySection | undefined {
  const rows = linesNamed(measures, 'completeness');
  const [least] = rows.toSorted((one, other) => shareOf(one.line) - shareOf(other.line));
  if (least === undefined) return undefined;
  const missing = linesNamed(measures, 'missing').filter(({ line }) => line.numerator > 0);
  return {
    id: 'completeness',
    title: 'What is known, and what is missing',
    sentences: missing.map(({ line }) => missingInWords(line)),
    chart: barChart('completeness', rows, {
      title: `${least.name}: ${percentOf(least.line)} known`,
      share: 'share of data that is known',
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

/** How soon entries are recorded after the day they are about; undefined where there are none. */
export function timeliness(
  measures: readonly QualityLine[],
  about: QualityAbout,
): QualitySection | undefined {
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
        share: `share of entries recorded within ${String(TIMELY_WITHIN)} days`,
        subtitle: `Share of entries by trusts recorded within ${String(TIMELY_WITHIN)} days of their day, ${about.place}, up to ${about.asOf}`,
      }),
      table: {
        caption: 'Days until an entry was recorded',
        slides: true,
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
