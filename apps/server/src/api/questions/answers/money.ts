import type {
  MoneyByThen,
  MoneyGapAnswer,
  MoneyGroup,
  MoneyOverTimeAnswer,
  QuarterMoney,
} from '#read-models';
import { under, type Fields, type FieldsOf } from '../fields.js';
import { cohort } from './programmes.js';
import { figured, type Answer } from './shared.js';

const pence = (says: string) => ['integer', `${says}; pence`] as const;
const money = {
  benefits: ['integer', 'Benefits'],
  due: ['integer', 'Of these, with something due by the day'],
  unvalidated: ['integer', 'Of the due, without a validated actual'],
  originalTotal: pence('First approved in all'),
  originalToDate: pence('First approved of the periods that ended'),
  currentTotal: pence('Approved now in all'),
  currentToDate: pence('Approved now of the periods that ended'),
  validated: pence('Validated'),
  awaiting: pence('Recorded and not judged yet'),
  rejected: pence('Rejected'),
  belowGate: pence('Recorded below the threshold of use'),
  gapToOriginal: pence('First approved to date − validated'),
  gapToCurrent: pence('Approved now to date − validated'),
  'moves.slidRight': pence('Given up in one period, expected in a later one'),
  'moves.broughtForward': pence('Given up in one period, expected in an earlier one'),
  'moves.dropped': pence('Given up, expected in no other period'),
  'moves.added': pence('Expected in addition'),
  writtenOff: pence('Written off'),
  disbenefits: pence('What it costs others'),
  net: pence('Validated − disbenefits'),
} as const satisfies Fields;

const group: FieldsOf<MoneyGroup> = {
  code: ['string', 'The code, or the words, of the group'],
  name: ['string', 'Its name'],
  numerator: ['integer', 'Trusts with any benefit'],
  denominator: ['integer', 'Trusts in the group'],
  ...under('money.byClass.CRB', money),
  ...under('money.byClass.NCRB', money),
  ...under('money.byClass.SB', money),
  ...under('money.total', money),
  'money.unmonetised': ['integer', 'Benefits without a value in money; in no sum'],
};

export const moneyGaps: Answer = {
  fields: {
    ...figured,
    ...cohort,
    by: ['string', 'What the groups are: nation, region, icb, trustType or trust'],
    groups: ['array', 'The groups'],
    ...under('total', group),
    leftBehind: ['array', 'Benefits left out: their trust closed, and no successor has them'],
  } satisfies FieldsOf<MoneyGapAnswer>,
  rows: { at: 'groups', fields: group },
};

const byThen = {
  original: pence('First approved by then'),
  current: pence('Approved now by then'),
  expected: pence('Expected now by then'),
  validated: pence('Validated of what ended by then; null ahead of the day'),
  awaiting: pence('Recorded and not judged yet; null ahead of the day'),
} as const satisfies FieldsOf<MoneyByThen>;

const quarter: FieldsOf<QuarterMoney> = {
  on: ['string', 'Last day of the quarter, or the day asked about where it still runs'],
  ahead: ['boolean', 'It is later than the day asked about'],
  ...under('byClass.CRB', byThen),
  ...under('byClass.NCRB', byThen),
  ...under('byClass.SB', byThen),
  'due.validated': ['integer', 'Benefits with something due by then that have a validated actual'],
  'due.awaiting': ['integer', 'Of the others due, those with an actual that awaits validation'],
  'due.silent': ['integer', 'Of those due, the ones of which nothing came that counts'],
};

export const moneyOverTime: Answer = {
  fields: {
    ...figured,
    ...cohort,
    quarters: ['array', 'From the first for which anything was approved, up to a year ahead'],
  } satisfies FieldsOf<MoneyOverTimeAnswer>,
  rows: { at: 'quarters', fields: quarter },
};
