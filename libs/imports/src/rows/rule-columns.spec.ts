import 'reflect-metadata';
import { InMemoryEventStore } from '#event-store';
import { importOf, importsOn, type ImportsUnderTest } from '../testing/index.js';
import { problemAt, type RowProblem } from './problems.js';

type Row = Readonly<Record<string, string>>;

const NOBODYS = '5f0e1c64-7c3e-4a55-9c0b-0d3a4c1e2f90';
const measured: Row = {
  ...{ capability: 'C105', period_from: '2026-03-01', period_to: '2026-03-31' },
  ...{ numerator: '8400', denominator: '10000', method: 'Report', source: 'Return' },
};
const value: Row = {
  ...{ benefit: 'RXX-NOTE-TIME', period_from: '2026-04-01', period_to: '2026-04-30' },
  ...{ amount: '92000', method: 'Report', source: 'Return' },
};

describe('A row that a rule refuses', () => {
  it.each([
    [
      'a period that ends later than today by its last day, as it was typed',
      'adoption-measurements',
      { ...measured, period_from: '1 March 2099', period_to: '31/03/2099' },
      ['date-in-future', ['period_to', '31/03/2099']],
    ],
    [
      'a period that ends before it starts by both of its days',
      'adoption-measurements',
      { ...measured, period_from: '31/03/2026', period_to: '1/3/2026' },
      ['period-ends-before-start', ['period_to', '1/3/2026'], ['period_from', '31/03/2026']],
    ],
    [
      'a part above its whole by both numbers',
      'shared-record-measurements',
      {
        ...{ partner: 'gp', period_from: '2026-03-01', period_to: '2026-03-31', method: 'Report' },
        ...{ eligible: '1000', available: '900', used: '950', source: 'Return' },
      },
      ['part-above-whole', ['used', '950'], ['available', '900']],
    ],
    [
      'an entry that comes late by the reason that is missing and the day',
      'epr-statuses',
      { has_epr: 'yes', date_from: '2019-01-01', date_to: '31/03/2019' },
      [
        'late-without-reason',
        ['reason', null],
        ['date_from', '2019-01-01'],
        ['date_to', '31/03/2019'],
      ],
    ],
    [
      'a day after its publication by both days',
      'epr-statuses',
      {
        ...{ has_epr: 'yes', date: '2026-03-31', source: 'Board paper' },
        ...{ source_published_on: '2026-03-01' },
      },
      ['date-after-publication', ['date', '2026-03-31'], ['source_published_on', '2026-03-01']],
    ],
    [
      'shares that make more than all by both of them',
      'survey-results',
      {
        ...{ edition: 'nees-2021', date: '2026-03-31' },
        ...{ positive: '80', negative: '30', respondents: '312' },
      },
      ['percents-above-100', ['negative', '30'], ['positive', '80']],
    ],
    [
      'a value of a benefit that is not approved by its reference',
      'benefit-actuals',
      { ...value, benefit: 'RXX-DRUG-ROUNDS' },
      ['benefit-not-approved', ['benefit', 'RXX-DRUG-ROUNDS']],
    ],
    [
      'a period outside of the plan by its days',
      'benefit-actuals',
      { ...value, period_from: '2026-03-01', period_to: '2026-03-31' },
      ['period-outside-plan', ['period_from', '2026-03-01'], ['period_to', '2026-03-31']],
    ],
    [
      'an entry to correct that there is not by its reference',
      'adoption-measurements',
      { ...measured, entry: NOBODYS },
      ['fact-not-found', ['entry', NOBODYS]],
    ],
  ] as const)('names %s', async (_, register, row, [code, ...cells]) => {
    const { report } = await imports.importing.check(file(row), importOf(register));
    expect(report.problems.map(cellsOf)).toEqual([[code, ...cells]]);
  });

  it('names a stage lower than before by the stage and the cause that is missing', async () => {
    const of = importOf('stage-declarations');
    await imports.importing.run(file({ stage: '2', date: '2026-01-31' }), of);
    const { report } = await imports.importing.check(file({ stage: '1', date: '2026-03-31' }), of);
    expect(report.problems.map(cellsOf)).toEqual([
      ['lower-stage-without-cause', ['cause', null], ['stage', '1']],
    ]);
  });

  it('names what it is about where an entry, or another row, stands in its way', async () => {
    await imports.importing.run(file(measured), importOf('adoption-measurements'));
    const overlapping = { ...measured, period_from: '2026-03-15', period_to: '14 April 2026' };
    const again = { ...overlapping, denominator: '9000' };
    const { report } = await imports.importing.check(
      file(overlapping, again),
      importOf('adoption-measurements'),
    );
    const about = [
      ['capability', 'C105'],
      ['period_from', '2026-03-15'],
      ['period_to', '14 April 2026'],
    ];
    expect(report.problems.map(cellsOf)).toEqual([
      ['period-overlaps', about[1], about[0], about[2]],
      ['row-contradicts-another', ...about],
    ]);
  });

  it('hides each value that seems personal', () => {
    const [column, other] = importOf('adoption-measurements').register.columns;
    const cells = { capability: 'C105', period_from: 'Ask 943 476 5919' };
    const found = { column, others: other ? [other] : [], code: 'x', message: 'No.' };
    expect(cellsOf(problemAt({ sheet: undefined, row: 2, cells }, found))).toEqual([
      'x',
      ['capability', 'C105'],
      ['period_from', '••• ••• ••• ••••'],
    ]);
  });

  it('is told with its columns as long as the log tells of it', async () => {
    const of = importOf('adoption-measurements');
    const wrong = { ...measured, capability: 'C106', numerator: '10001' };
    await imports.importing.run(file(measured, wrong), of, { partial: true });
    const { report } = await imports.importing.check(file(measured, wrong), of);
    expect(report).toMatchObject({ repeated: true, problems: [{ row: 3, column: 'numerator' }] });
    expect(report.problems[0]?.others).toEqual([{ column: 'denominator', value: null }]);
  });
});

/** Of the rows the columns that they fill in. */
function file(...rows: readonly Row[]) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join(','));
  return { bytes: Buffer.from([columns.join(','), ...lines].join('\n')) };
}

const cellsOf = ({ code, column, value: first, others = [] }: RowProblem) => [
  code,
  [column, first],
  ...others.map((other) => [other.column, other.value]),
];

let imports: ImportsUnderTest;
beforeEach(async () => {
  imports = await importsOn(new InMemoryEventStore());
});
afterEach(() => imports.close());
