import {
  MeasureAdoptionDto,
  MeasureDriverDto,
  MeasureRealisationDto,
  measurementRefusals,
  MeasurementSeries,
  measurementStream,
  MeasureSharedRecordUseDto,
  type MeasurementCommand,
  type MeasurementFact,
  type MeasurementSubject,
} from '#measurements';
import { drivers, partners, type CapabilityCode, type OdsCode } from '#vocabulary';
import { backgroundColumns, needed, optional, type Column } from './column.js';
import type { RecordPlace, Register } from './register.js';

const capability = needed({
  name: 'capability',
  description: 'The capability of the maturity model, by its code',
  example: 'C105',
  field: 'capability',
});
const windowColumns: readonly Column[] = [
  needed({
    name: 'period_from',
    isDate: true,
    description: 'First day measured',
    example: '2026-03-01',
    field: 'from',
    of: ({ window }) => (window as { from: string }).from,
  }),
  needed({
    name: 'period_to',
    isDate: true,
    description: 'Last day measured',
    example: '2026-03-31',
    field: 'to',
    of: ({ window }) => (window as { to: string }).to,
  }),
];

const number = (name: string, description: string, example: string): Column =>
  needed({ name, description, example, field: name });

const howColumns: readonly Column[] = [
  needed({
    name: 'method',
    description: 'How it was measured, up to 200 characters',
    example: 'EPR report, all inpatient wards',
    field: 'method',
  }),
  ...backgroundColumns('source needed'),
  optional({
    name: 'note',
    description: 'Notes, up to 2,000 characters, without patient or staff details',
    example: '',
    field: 'note',
  }),
];

const share = [
  number('numerator', 'Uses: a whole number that is 0 or more', '8400'),
  number('denominator', 'Of so many: a whole number that is more than 0', '10000'),
];

const placeAt = (subject: MeasurementSubject): RecordPlace => ({
  stream: measurementStream(subject),
  series: (orders, options) =>
    new MeasurementSeries(
      subject,
      orders as readonly ((typeof orders)[number] & Readonly<{ command: MeasurementCommand }>)[],
      options,
    ),
});

type Measured = Pick<Register, 'name' | 'title' | 'columns' | 'compared' | 'entry'> &
  Readonly<{
    fact: MeasurementFact['type'];
    subject: string;
    /** What is measured, by its word in the subject's column. */
    of: (organisation: OdsCode, subject: string) => MeasurementSubject;
    all: (capabilities: readonly CapabilityCode[]) => readonly string[];
  }>;

const measured = ({ columns, subject, of, all, ...register }: Measured): Register => ({
  ...register,
  template: 1,
  columns: [...columns, ...howColumns],
  key: [subject, 'period_from', 'period_to'],
  refusals: measurementRefusals,
  placeOf: (organisation, { data }) =>
    placeAt(of(organisation, String((data as Record<string, unknown>)[subject]))),
  places: (organisation, { capabilities }) =>
    all(capabilities).map((each) => placeAt(of(organisation, each))),
});

/** What is measured of the use of a trust's record, month by month. */
export const measurementRegisters: readonly Register[] = [
  measured({
    name: 'adoption-measurements',
    title: 'Use of capabilities',
    fact: 'AdoptionMeasured',
    entry: MeasureAdoptionDto,
    columns: [capability, ...windowColumns, ...share],
    compared: ['numerator', 'denominator'],
    subject: 'capability',
    of: (organisation, code) => ({
      kind: 'adoption',
      organisation,
      capability: code as CapabilityCode,
    }),
    all: (capabilities) => capabilities,
  }),
  measured({
    name: 'realisation-measurements',
    title: 'Benefits of capabilities',
    fact: 'RealisationMeasured',
    entry: MeasureRealisationDto,
    columns: [
      capability,
      ...windowColumns,
      number('validated', 'Validated to date; money in pence', '4200'),
      number('expected', 'Expected to date; money in pence', '6000'),
      needed({
        name: 'unit',
        description: 'The unit of both, like pence or hours',
        example: 'hours',
        field: 'unit',
      }),
    ],
    compared: ['validated', 'expected'],
    subject: 'capability',
    of: (organisation, code) => ({
      kind: 'realisation',
      organisation,
      capability: code as CapabilityCode,
    }),
    all: (capabilities) => capabilities,
  }),
  measured({
    name: 'shared-record-measurements',
    title: 'Use of partners’ records',
    fact: 'SharedRecordUseMeasured',
    entry: MeasureSharedRecordUseDto,
    columns: [
      needed({
        name: 'partner',
        description: `The partner: ${partners.join(', ')}`,
        example: partners[0],
        field: 'partner',
      }),
      ...windowColumns,
      number('eligible', 'Eligible encounters: a whole number that is more than 0', '1000'),
      number('available', 'Of these, with the partner’s record within reach', '900'),
      number('used', 'Of these, in which it was used', '600'),
    ],
    compared: ['used', 'eligible'],
    subject: 'partner',
    of: (organisation, partner) =>
      ({ kind: 'exchange', organisation, partner }) as MeasurementSubject,
    all: () => partners,
  }),
  measured({
    name: 'driver-measurements',
    title: 'Drivers of use',
    fact: 'DriverMeasured',
    entry: MeasureDriverDto,
    columns: [
      needed({
        name: 'driver',
        description: `The driver of use: ${drivers.join(', ')}`,
        example: drivers[0],
        field: 'driver',
      }),
      ...windowColumns,
      ...share,
    ],
    compared: ['numerator', 'denominator'],
    subject: 'driver',
    of: (organisation, driver) => ({ kind: 'driver', organisation, driver }) as MeasurementSubject,
    all: () => drivers,
  }),
];
