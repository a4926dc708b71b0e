import { VALIDATION_DUE_RULE } from '#figures';
import type {
  ActualListed,
  BenefitListed,
  BenefitProfileAnswer,
  BenefitsAnswer,
  DueAnswer,
  DueItem,
  PoolListed,
  PoolsAnswer,
} from '#read-models';
import { under, type Field, type Fields, type FieldsOf } from '../fields.js';
import { counted, organisation, share, figured, type Answer } from './shared.js';

const amount = (says: string) =>
  ['number', `${says}, in pence or the unit of the benefit`] as const;

const approved = {
  on: ['string', 'The day of the approval'],
  caseRef: ['string', 'The business case'],
  caseVersion: ['string', 'And its version'],
  total: amount('What it claims in all'),
  toDate: amount('What it claims of the periods that ended'),
} as const satisfies Fields;
const dot = (of: string) =>
  ({
    numerator: amount('Validated to date'),
    denominator: amount(`To date by the ${of} approval`),
    ratio: ['number', 'Validated ÷ approved to date; not held to 1'],
    rag: ['string', 'green, amber, red or grey'],
    because: ['string', 'Why grey: no-validated-actual, not-recent or nothing-due'],
  }) as const satisfies Fields;

const listed: FieldsOf<BenefitListed> = {
  benefit: ['string', 'Its reference'],
  title: ['string', 'What it is'],
  class: ['string', 'CRB, NCRB, SB or UB'],
  organisation: ['string', 'ODS code of the trust whose benefit it is on the day'],
  owner: ['string', 'The role or unit that owns it'],
  unit: ['string', 'pence, or the unit of its measure: what amounts are in'],
  baselineValue: ['number', 'The value before the change, in the unit of its measure'],
  baselineOn: ['string', 'When that was agreed'],
  'baselinePeriod.from': ['string', 'First day over which it was measured'],
  'baselinePeriod.to': ['string', 'Its last day'],
  targetValue: ['number', 'The value aimed at in one measurement, in the unit of its measure'],
  measuredIn: ['string', 'The unit of its measure, which baseline and target are in'],
  measure: ['string', 'What is measured'],
  cadence: ['string', 'How often: monthly, quarterly, half-yearly or yearly'],
  'latest.from': ['string', 'First day of the newest actual that was not rejected'],
  'latest.to': ['string', 'Its last day'],
  'latest.amount': amount('What came of it'),
  'latest.state': ['string', 'validated, recorded or below-gate'],
  plannedForLatest: amount(
    'What the newest approval promised of the very period of the newest actual',
  ),
  recent: ['array', 'The last twelve actuals that were not rejected, the newest last'],
  status: ['string', 'profiled, baselined, approved, measured, validated, at-risk or written-off'],
  says: ['string', 'The same in words'],
  ...under('original', approved),
  ...under('current', approved),
  ...under('actuals', {
    validated: amount('Validated'),
    awaiting: amount('Recorded and not judged yet'),
    rejected: amount('Rejected'),
    belowGate: amount('Recorded below the threshold of use'),
    'counts.validated': ['integer', 'Actuals that are validated'],
    'counts.awaiting': ['integer', 'Actuals that await validation'],
    'counts.rejected': ['integer', 'Actuals that were rejected'],
    'counts.belowGate': ['integer', 'Actuals below the threshold of use'],
    lastActual: ['string', 'Last day of the newest actual'],
    lastValidated: ['string', 'Last day of the newest validated actual'],
  } as const),
  ...under('ratio.againstCurrent', dot('newest')),
  ...under('ratio.againstOriginal', dot('first')),
  'baseline.baseline': ['string', 'before-change, after-change or none'],
  'baseline.agreedOn': ['string', 'When, where it was after the change'],
  'baseline.changedBy': ['array', 'The capabilities that were live before it'],
  atRiskSince: ['string', 'When its record was replaced, with no approval since'],
  'stoppedMeasuring.state': ['string', 'stopped, or never: nothing was ever measured'],
  'stoppedMeasuring.overdueFrom': ['string', 'The first day on which it is overdue'],
};

export const benefits: Answer = {
  fields: {
    ...figured,
    ...counted,
    benefits: ['array', 'By reference'],
  } satisfies FieldsOf<BenefitsAnswer>,
  rows: { at: 'benefits', fields: listed },
};

type Profile = Omit<BenefitProfileAnswer, 'profile'>;
const statements = (says: string) => ['array', `${says}, the newest first`] as const;
const profileFields: FieldsOf<Profile> & Readonly<{ profile: Field }> = {
  ...figured,
  ...under('organisation', organisation),
  ...under('benefit', listed),
  profile: ['object', 'Its profile as recorded'],
  'trajectories.original': ['array', 'What was first approved, period by period'],
  'trajectories.current': ['array', 'What is approved now'],
  'trajectories.forecast': ['array', 'What is expected now, where that was revised since'],
  actuals: ['array', 'What came of each period'],
  'chart.points': ['array', 'The actuals on an XmR chart, with their signals'],
  'chart.phases': ['array', 'Mean and limits between two changes of the record'],
  'chart.variation.kind': ['string', 'common-cause, improvement, concern or neutral'],
  'chart.variation.side': ['string', 'On which side of the mean'],
  'chart.variation.words': ['string', 'The same in words'],
  'chart.assurance.kind': ['string', 'Whether a target is met'],
  'chart.assurance.words': ['string', 'The same in words'],
  marks: [
    'array',
    'Go-lives of EPRs and modules, replacements and approvals beside the actuals, by day; of a go-live the module and the sites, left out where it was all of it; the supplier where it is known',
  ],
  'gate.capability': ['string', 'The capability whose use gates it'],
  'gate.threshold': share('The use from which on it counts'),
  'gate.use.numerator': ['number', 'The newest measurement of that use'],
  'gate.use.denominator': ['number', 'Of how many'],
  'gate.use.from': ['string', 'First day measured'],
  'gate.use.to': ['string', 'Last day measured'],
  'gate.reached': ['boolean', 'Null where use is not known'],
  approvals: statements('Approvals'),
  forecasts: statements('Forecasts'),
  baselines: statements('Baselines'),
  owners: statements('Who owned it'),
  homes: statements('Whose it was'),
  links: ['array', 'Capabilities, outcomes and objectives it is linked to on the day'],
  disbenefits: ['array', 'What it costs others'],
  'writtenOff.on': ['string', 'When it was written off'],
  'writtenOff.subject': ['string', 'Empty'],
  'writtenOff.value.remainingValue': amount('What was still expected'),
  'writtenOff.value.approver': ['string', 'Who decided it'],
  'writtenOff.factId': ['string', 'The fact that says so'],
  'writtenOff.eventId': ['string', 'Its event'],
  'writtenOff.entry': ['integer', 'And its entry'],
  'presentValue.base': ['string', 'The first day of year 0'],
  'presentValue.rates.id': ['string', 'The discount rates'],
  'presentValue.rates.title': ['string', 'Their title'],
  'presentValue.rates.statedOn': ['string', 'When their source stated them'],
  'presentValue.rates.source': ['string', 'Their source'],
  'presentValue.rates.sourced': ['boolean', 'False: no source here bears them out'],
  'presentValue.stated': ['boolean', 'False: not stated by the day asked about; they stand in'],
  'presentValue.value': ['integer', 'Present benefits less present costs, where stated; pence'],
  'presentValue.benefits': ['integer', 'Of the approved trajectory; pence'],
  'presentValue.costs': ['integer', 'Of the costs approved; null where none are stated; pence'],
  'presentValue.benefitCostRatio': ['number', 'Present benefits ÷ present costs'],
  'presentValue.ofOneYearLater': ['integer', 'What one year of delay changes; pence'],
  'presentValue.years': ['array', 'Year by year'],
};
const actual: FieldsOf<ActualListed> = {
  from: ['string', 'First day of the period'],
  to: ['string', 'Its last day'],
  amount: amount('What came of it'),
  state: ['string', 'recorded, validated or rejected'],
  belowGate: ['boolean', 'Recorded before enough use of the record: it counts towards nothing'],
  gate: ['string', 'below or unmeasured, where the use that it needs was not shown'],
  factId: ['string', 'The fact'],
  eventId: ['string', 'The event that states it'],
  entry: ['integer', 'And its entry'],
  judgedBy: ['string', 'The event of its validation or rejection'],
};
export const benefit: Answer = {
  fields: profileFields,
  rows: { at: 'actuals', fields: actual },
};

const dueItem: FieldsOf<DueItem> = {
  kind: [
    'string',
    'measurement-overdue, actual-unvalidated, owner-missing, validation-expiring or evidence-expiring',
  ],
  subject: ['string', 'The benefit, capability, stage or piece of evidence'],
  on: [
    'string',
    `From this day on it is overdue; of an expiry, the last day that counts. ${VALIDATION_DUE_RULE}`,
  ],
  entry: [
    'integer',
    'The entry to validate, to put right or to look at again; null of what was not measured and of evidence',
  ],
  recordedUnder: [
    'string',
    'The organisation under which that entry stands; null where there is no entry',
  ],
  says: ['string', 'What is to be done'],
};
export const due: Answer = {
  fields: {
    ...figured,
    ...counted,
    ...under('organisation', organisation),
    due: ['array', 'The longest overdue first'],
  } satisfies FieldsOf<DueAnswer>,
  rows: { at: 'due', fields: dueItem },
};

const pool: FieldsOf<PoolListed> = {
  pool: ['string', 'The resource that can be saved only once'],
  claimed: share('What benefits hold of it together'),
  free: share('What is left'),
  byOthers: share('Held by benefits of trusts that were not asked about'),
  overdrawn: ['array', 'Benefits that were approved with more than they hold'],
  shares: ['array', 'What each benefit holds, since when, and what it was approved with'],
};
export const pools: Answer = {
  fields: {
    ...figured,
    numerator: ['integer', 'Pools of which nothing is left'],
    denominator: ['integer', 'Pools listed'],
    pools: ['array', 'By name'],
  } satisfies FieldsOf<PoolsAnswer>,
  rows: { at: 'pools', fields: pool },
};
