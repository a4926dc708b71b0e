import type { FigureStanding, ReportListed, ReportReadAnswer } from '#read-models';
import { dayInWords } from '#vocabulary';
import {
  figureInWords,
  numbersInWords,
  standingInWords as nowInWords,
  type FigureNames,
} from '../../audit/figures-in-words.js';
import { periodInWords, reportInWords } from '../../audit/programme-named.js';
import { explainHref } from '../../data-links.js';
import { inThousands } from '../../numbers-in-words.js';
import { cell, number, numbers, unknown, words, type Cell, type Table } from '../../table-view.js';
import type { ProgrammeOpened } from '../frame/programme-frame.js';
import { programmeHref } from '../frame/programme-pages.js';

/** Where the page of a published report is. */
export const reportHref = (programme: string, report: string): string =>
  programmeHref(programme, `reports/${report}`);

/** Every report of a programme, the last one first; undefined for none. */
export const reportsTable = (
  { profile, query }: Pick<ProgrammeOpened, 'profile' | 'query'>,
  reports: readonly ReportListed[],
): Table | undefined =>
  reports.length === 0
    ? undefined
    : {
        caption: 'Published reports',
        columns: [
          words('Report'),
          words('Period'),
          words('Figures as at'),
          words('Published'),
          words('Includes'),
          numbers('Number of figures'),
        ],
        rows: reports.toReversed().map(({ report, period, asOf, on, includes, figures }) => [
          {
            text: reportInWords(report),
            href: `${reportHref(profile.programme, report)}${query}`,
          },
          cell(periodInWords(profile, period)),
          cell(dayInWords(asOf)),
          cell(dayInWords(on)),
          cell(`Everything up to entry ${inThousands(includes)}`),
          number(figures.length),
        ]),
      };

/** "7 of its 10 figures are the same by what is known now; 2 have changed and 1 is not worked out." */
export function standingInWords(figures: readonly Pick<FigureStanding, 'standing'>[]): string {
  const count = (of: FigureStanding['standing']) =>
    figures.filter(({ standing }) => standing === of).length;
  const [stands, restated, not] = [count('stands'), count('restated'), count('not-re-performed')];
  const [first, ...more] = figures;
  if (first === undefined) return 'It published no figures.';
  if (more.length === 0) return `Its one figure ${one[first.standing]}.`;
  const others = [
    ...(restated === 0 ? [] : [`${String(restated)} ${restated === 1 ? 'has' : 'have'} changed`]),
    ...(not === 0 ? [] : [`${String(not)} cannot be worked out`]),
  ];
  const same = `${stands === 0 ? 'None' : String(stands)} of its ${inThousands(figures.length)} figures ${stands > 1 ? 'are' : 'is'} the same by what is known now`;
  return `${[same, others.join(' and ')].filter((part) => part !== '').join('; ')}.`;
}

const one = {
  stands: 'is the same by what is known now',
  restated: 'has changed',
  'not-re-performed': 'cannot be worked out',
} as const;

type Shown = Pick<ProgrammeOpened, 'cohort'> & Readonly<{ programme: string; names: FigureNames }>;

/** Each figure as it was published, and what it is by what is known now. */
export const figuresTable = (report: ReportReadAnswer, shown: Shown): Table => ({
  caption: 'Figures of this report',
  columns: ['Figure', 'As published', 'By what is known now', 'How this is worked out'].map(words),
  rows: report.figures.map((figure) => [
    cell(figureInWords(figure, shown.names)),
    cell(numbersInWords(figure, figure.unit)),
    cell(nowInWords(figure)),
    explainedCell(figure, report, shown),
  ]),
});

/** On the day of the report and at its entry: as it was when it was published. */
function explainedCell(
  { figure, of = '' }: FigureStanding,
  { figuresAsOf, includes }: ReportReadAnswer,
  { programme, cohort }: Shown,
): Cell {
  const query = `?${new URLSearchParams({ asOf: figuresAsOf, knownAt: String(includes) }).toString()}`;
  if (figure === 'coverage') {
    const target = `programmes/${programme}/targets/${of}/trusts/explain`;
    return { text: 'Who has reached the target', href: explainHref(target, query) };
  }
  const path = Object.hasOwn(explained, figure) ? explained[figure] : undefined;
  return path === undefined
    ? unknown('The tracker has no formula of this name')
    : { text: path.text, href: explainHref(`${path.of}/explain`, query, cohort) };
}

const money = { of: 'money-gaps', text: 'Benefits in money' } as const;
const stages = { of: 'stages', text: 'Stage of each trust' } as const;
const gaps = { of: 'gaps', text: 'Gap of each trust' } as const;

/** The explanation of all trusts, which everybody who reads the report may read. */
const explained: Readonly<Record<string, Readonly<{ of: string; text: string }>>> = {
  'epr-coverage': { of: 'coverage/epr', text: 'Trusts with an EPR by source' },
  stage: stages,
  'stage-distribution': stages,
  'use-gap': gaps,
  'optimisation-gap': gaps,
  'boundary-gap': { of: 'boundary-gaps', text: 'Boundary gap of each trust' },
  'money-validated': money,
  'money-gap': money,
  'money-gap-to-original': money,
  'money-slid-right': money,
};
