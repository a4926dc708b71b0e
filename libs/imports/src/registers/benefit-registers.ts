import {
  AgreeBaselineDto,
  benefitRefusals,
  BenefitSeries,
  benefitStream,
  ProfileBenefitDto,
  RecordActualDto,
  ReviseBenefitForecastDto,
  type BenefitFact,
  type BenefitSubject,
  type FiledBenefitCommand,
} from '#benefits';
import type { PeriodAmount } from '#facts';
import type { BenefitId } from '#vocabulary';
import { profileColumns } from './benefit-profile-columns.js';
import { backgroundColumns, needed, optional, whenColumns, type Column } from './column.js';
import type { RecordPlace, Register } from './register.js';

const placeAt = (subject: BenefitSubject): RecordPlace => ({
  stream: benefitStream(subject.benefit),
  series: (orders, options) =>
    new BenefitSeries(
      subject,
      orders as readonly ((typeof orders)[number] & Readonly<{ command: FiledBenefitCommand }>)[],
      options,
    ),
});

type Filed = Pick<Register, 'name' | 'title' | 'columns' | 'compared' | 'entry' | 'key'> &
  Readonly<{ fact: BenefitFact['type']; example: string }>;

const filed = ({ columns, key, example, ...register }: Filed): Register => ({
  ...register,
  template: 1,
  columns: [benefit(example), ...columns],
  key: ['benefit', ...key],
  refusals: benefitRefusals,
  placeOf: (organisation, { data }) =>
    placeAt({ organisation, benefit: (data as { benefit: BenefitId }).benefit }),
  places: (organisation, { benefits }) =>
    benefits.map((each) => placeAt({ organisation, benefit: each })),
  asksForBenefits: true,
});

const benefit = (example: string): Column =>
  needed({
    name: 'benefit',
    description: 'Your reference for the benefit: 3 to 40 capital letters, digits and hyphens',
    example,
    field: 'benefit',
  });

const days = ['date', 'date_from', 'date_to', 'since_before_records'];

const periodColumns = (from: string, to: string): readonly Column[] => [
  needed({
    name: 'period_from',
    isDate: true,
    description: 'First day measured',
    example: from,
    field: 'from',
    of: ({ period }) => (period as { from: string }).from,
  }),
  needed({
    name: 'period_to',
    isDate: true,
    description: 'Last day measured',
    example: to,
    field: 'to',
    of: ({ period }) => (period as { to: string }).to,
  }),
];

const plain = (name: string, description: string, example: string, field = name): Column =>
  needed({ name, description, example, field });
const more = (name: string, description: string, field = name): Column =>
  optional({ name, description, example: '', field });

const method = plain(
  'method',
  'How it was measured, up to 200 characters',
  'EPR report, all inpatient wards',
);

/** What trusts keep of their benefits; approvals and decisions on values are made one by one. */
export const benefitRegisters: readonly Register[] = [
  filed({
    name: 'benefits',
    title: 'Benefits',
    fact: 'BenefitProfiled',
    entry: ProfileBenefitDto,
    example: 'RXX-EPMA-TIME',
    key: days,
    columns: [
      ...profileColumns,
      ...whenColumns('2026-01-15'),
      ...backgroundColumns('source optional'),
    ],
  }),
  filed({
    name: 'benefit-baselines',
    title: 'Benefit baselines',
    fact: 'BenefitBaselineAgreed',
    entry: AgreeBaselineDto,
    example: 'RXX-DRUG-ROUNDS',
    key: days,
    columns: [
      plain('value', 'The value before the change, in the unit of the measure', '72'),
      ...periodColumns('2025-10-01', '2025-12-31'),
      method,
      optional({
        name: 'sample_size',
        description: 'How many were measured: a whole number',
        example: '120',
        field: 'sampleSize',
      }),
      plain('agreed_by', 'Who agreed it: a role or a unit', 'benefits-board', 'agreedBy'),
      ...whenColumns('2026-01-20'),
      ...backgroundColumns('source optional'),
    ],
  }),
  filed({
    name: 'benefit-actuals',
    title: 'Benefit values',
    fact: 'BenefitActualRecorded',
    entry: RecordActualDto,
    example: 'RXX-NOTE-TIME',
    key: ['period_from', 'period_to'],
    compared: ['amount'],
    columns: [
      ...periodColumns('2026-04-01', '2026-04-30'),
      {
        ...plain(
          'amount',
          'What came of it; money in pence, the attribution share taken off',
          '92000',
        ),
        isPence: true,
      },
      more('volume', 'What was measured, in the unit of the measure'),
      more('numerator', 'Of a share: so many'),
      more('denominator', 'Of a share: of so many'),
      method,
      more('use_of_freed_time', 'What freed time was used for', 'useOfFreedTime'),
      ...backgroundColumns('source needed'),
      more('note', 'Notes, up to 2,000 characters, without patient or staff details'),
    ],
  }),
  filed({
    name: 'benefit-forecasts',
    title: 'Benefit forecasts',
    fact: 'BenefitForecastRevised',
    entry: ReviseBenefitForecastDto,
    example: 'RXX-NOTE-TIME',
    key: days,
    columns: [
      needed({
        name: 'trajectory',
        description:
          'What is expected by period, without gaps: first day/last day=amount, with commas; money in pence',
        isPence: true,
        example: '2026-04-01/2026-09-30=480000, 2026-10-01/2027-03-31=700000',
        field: 'trajectory',
        into: trajectoryIn,
        of: ({ trajectory }) =>
          (trajectory as readonly PeriodAmount[])
            .map(({ from, to, amount }) => `${from}/${to}=${String(amount)}`)
            .join(', '),
      }),
      plain('why', 'Why the forecast changed, up to 500 characters', 'Training was late'),
      more('approver', 'Who approved it, if it moved by more than 10 %: a role or a unit'),
      ...whenColumns('2026-05-20'),
      ...backgroundColumns('source optional'),
    ],
  }),
];

/** What is no period with an amount is left for the entry to refuse. */
function trajectoryIn(text: string): unknown {
  return text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [period = '', amount = ''] = part.split('=').map((each) => each.trim());
      const [from, to] = period.split('/').map((each) => each.trim());
      return { from, to, amount };
    });
}
