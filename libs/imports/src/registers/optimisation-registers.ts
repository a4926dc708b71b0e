import {
  DeclareStageDto,
  EnableCapabilityDto,
  milestones,
  optimisationRefusals,
  OptimisationSeries,
  optimisationStream,
  RecordGoLiveDto,
  ReportEprStatusDto,
  SetCapabilityScopeDto,
  StateMilestoneDto,
  type OptimisationCommand,
  type OptimisationFact,
  type ScopedSite,
} from '#optimisation';
import type { OdsCode } from '#vocabulary';
import {
  backgroundColumns,
  needed,
  optional,
  whenColumns,
  yesOrNo,
  type Column,
} from './column.js';
import type { RecordPlace, Register } from './register.js';

const placeAt = (organisation: OdsCode): RecordPlace => ({
  stream: optimisationStream(organisation),
  series: (orders, options) =>
    new OptimisationSeries(
      organisation,
      orders as readonly ((typeof orders)[number] & Readonly<{ command: OptimisationCommand }>)[],
      options,
    ),
});

type Recorded = Omit<Register, 'template' | 'refusals' | 'placeOf' | 'places' | 'fact'> &
  Readonly<{ fact: OptimisationFact['type']; day: string }>;

const recorded = ({ columns, key, day, ...register }: Recorded): Register => ({
  ...register,
  template: 1,
  columns: [...columns, ...whenColumns(day), ...backgroundColumns('source optional')],
  key: [...key, 'date', 'date_from', 'date_to', 'since_before_records', 'source_order'],
  refusals: optimisationRefusals,
  placeOf: placeAt,
  places: (organisation) => [placeAt(organisation)],
});

const plain = (name: string, field: string, description: string, example = ''): Column =>
  optional({ name, description, example, field });

const capability = needed({
  name: 'capability',
  description: 'The capability of the maturity model, by its code',
  example: 'C105',
  field: 'capability',
});
const instance = (description: string) => ({
  name: 'epr',
  description,
  example: 'main-epr',
  field: 'instance',
});
const supplier = plain('supplier', 'supplier', 'Whose product it is, up to 100 characters');

/** Lists of a trust's electronic patient record. */
export const optimisationRegisters: readonly Register[] = [
  recorded({
    name: 'go-lives',
    title: 'Go-lives',
    fact: 'EprWentLive',
    entry: RecordGoLiveDto,
    day: '2026-03-14',
    key: ['epr', 'module', 'sites'],
    columns: [
      needed(instance('Your reference for the EPR: lower-case letters, digits and hyphens')),
      supplier,
      plain('product', 'product', 'The product, up to 100 characters'),
      plain('shared_with', 'sharedWith', 'Other trusts that share it, by their ODS codes'),
      plain('module', 'module', 'The module; leave it out for the EPR as a whole', 'epma'),
      plain('sites', 'sites', 'Sites by their codes, with commas; leave it out for all sites'),
      plain('detail', 'detail', 'Notes, up to 500 characters, without patient or staff details'),
    ],
  }),
  recorded({
    name: 'milestones',
    title: 'Milestones',
    fact: 'MilestoneStated',
    entry: StateMilestoneDto,
    day: '2026-02-02',
    key: ['milestone'],
    columns: [
      needed({
        name: 'milestone',
        description: `One of: ${milestones.join(', ')}`,
        example: 'contract-signed',
        field: 'milestone',
      }),
      supplier,
      plain('amount_pence', 'amountPence', 'An amount in whole pence'),
      plain('planned_for', 'plannedFor', 'What was planned for when: a day, month or year'),
      plain('detail', 'detail', 'Notes, up to 500 characters, without patient or staff details'),
    ],
  }),
  recorded({
    name: 'capability-scopes',
    title: 'Sites that count',
    fact: 'CapabilityScopeSet',
    entry: SetCapabilityScopeDto,
    day: '2026-01-05',
    key: ['capability'],
    columns: [
      capability,
      needed({
        name: 'sites',
        description:
          'The sites that count, by their codes, with commas; RXX01=2 gives one more weight. The trust’s own code where it names no sites',
        example: 'RXX01=2, RXX02',
        field: 'sites',
        into: sitesIn,
        of: ({ sites }) => (sites as readonly ScopedSite[]).map(siteInWords).join(', '),
      }),
    ],
  }),
  recorded({
    name: 'capability-enablements',
    title: 'Capabilities switched on',
    fact: 'CapabilityEnabled',
    entry: EnableCapabilityDto,
    day: '2026-03-16',
    key: ['capability', 'sites'],
    columns: [
      capability,
      needed({
        name: 'sites',
        description: 'Where it was switched on: sites by their codes, with commas',
        example: 'RXX01, RXX02',
        field: 'sites',
      }),
      optional(instance('The EPR that provides it')),
    ],
  }),
  recorded({
    name: 'stage-declarations',
    title: 'Declared stages',
    fact: 'StageDeclared',
    entry: DeclareStageDto,
    day: '2026-03-31',
    key: [],
    columns: [
      needed({
        name: 'stage',
        description: 'The stage declared: 1, 2, 3 or 4',
        example: '2',
        field: 'stage',
      }),
      optional({
        name: 'by_board',
        description: 'yes or no: whether the board declared it',
        example: 'yes',
        field: 'byBoard',
        into: yesOrNo,
      }),
      plain('statement', 'statement', 'The statement, up to 500 characters'),
      plain(
        'cause',
        'cause',
        'Why the stage is lower than before: evidence-expired, capability-withdrawn, replacement, merger, standard-change or error',
      ),
    ],
  }),
  recorded({
    name: 'epr-statuses',
    title: 'EPR status',
    fact: 'EprStatusReported',
    entry: ReportEprStatusDto,
    day: '2026-03-31',
    key: [],
    columns: [
      needed({
        name: 'has_epr',
        description: 'yes or no: whether the trust had an EPR on that day',
        example: 'yes',
        field: 'hasEpr',
        into: yesOrNo,
      }),
      supplier,
    ],
  }),
];

/** "RXX01=2, RXX02": what is no weight is left for the entry to refuse. */
function sitesIn(text: string): unknown {
  return text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map((part) => {
      const [site, weight] = part.split('=');
      return weight === undefined ? { site } : { site, weight: Number(weight) };
    });
}

const siteInWords = ({ site, weight }: ScopedSite): string =>
  weight === 1 ? site : `${site}=${String(weight)}`;
