import {
  isAsPublished,
  type FigureStanding,
  type ReportListed,
  type ReportReadAnswer,
} from '#read-models';
import { dayInWords } from '#vocabulary';
import {
  figureInWords,
  numbersInWords,
  nowInWords,
  type FigureNames,
} from '../../audit/figures-in-words.js';
import { periodInWords, reportInWords } from '../../audit/programme-named.js';
import { explainHref } from '../../data-links.js';
import { listInWords } from '../../lists-in-words.js';
import { inThousands } from '../../numbers-in-words.js';
import { cell, number, numbers, unknown, words, type Cell, type Table } from '../../table-view.js';
import type { ProgrammeOpened } from '../frame/programme-frame.js';
import { programmeHref } from '../frame/programme-pages.js';

/** Where the page of a published report is. */
export const reportHref = (programme: string, report: string): string =>
  programmeHref(programme, `reports/${report}`);

/** Every report of a programme, the last one first; undefined for none. */
export const reportsTable = (
  { profile, pageQuery }: Pick<ProgrammeOpened, 'profile' | 'pageQuery'>,
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
            href: `${reportHref(profile.programme, report)}${pageQuery}`,
          },
          cell(periodInWords(profile, period)),
          cell(dayInWords(asOf)),
          cell(dayInWords(on)),
          cell(`Everything up to entry ${inThousands(includes)}`),
          number(figures.length),
        ]),
      };

/** "6 of its 10 figures are the same by what is known now; 2 have been restated and 2 cannot be worked out." */
export function becameInWords(figures: readonly FigureStanding[]): string {
  const became = figures.map(becameOf);
  const [first, ...more] = became;
  if (first === undefined) return 'It published no figures.';
  if (more.length === 0) return `Its one figure ${inWords[first].one}.`;
  const count = (of: Became) => became.filter((each) => each === of).length;
  const others = (['restated', 'different', 'untold'] as const).flatMap((of) => {
    const { one, many } = inWords[of];
    return count(of) === 0 ? [] : [`${String(count(of))} ${count(of) === 1 ? one : many}`];
  });
  const same = count('same');
  const head = `${same === 0 ? 'None' : String(same)} of its ${inThousands(figures.length)} figures ${same > 1 ? inWords.same.many : inWords.same.one}`;
  return `${[head, ...(others.length === 0 ? [] : [listInWords(others)])].join('; ')}.`;
}

type Became = keyof typeof inWords;

/** What was never what was published is not restated by that: the same facts give it. */
const becameOf = (figure: FigureStanding): Became => {
  if (figure.standing === 'not-re-performed') return 'untold';
  if (figure.standing === 'restated') return 'restated';
  return isAsPublished(figure) ? 'same' : 'different';
};

const inWords = {
  same: {
    one: 'is the same by what is known now',
    many: 'are the same by what is known now',
  },
  restated: { one: 'has been restated', many: 'have been restated' },
  different: { one: 'was different from the start', many: 'were different from the start' },
  untold: { one: 'cannot be worked out', many: 'cannot be worked out' },
} as const;

type Shown = Pick<ProgrammeOpened, 'cohort'> & Readonly<{ programme: string; names: FigureNames }>;

/** Each figure as it was published, and what it is by what is known now. */
export const figuresTable = (report: ReportReadAnswer, shown: Shown): Table => ({
  caption: 'Figures of this report',
  columns: ['Figure', 'As published', 'By what is known now', 'How this is worked out'].map(words),
  rows: report.figures.map((figure) => [
    cell(figureInWords(figure, shown.names)),
    cell(numbersInWords(figure, figure.unit)),
    figure.standing === 'not-re-performed' ? unknown(nowInWords(figure)) : cell(nowInWords(figure)),
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
