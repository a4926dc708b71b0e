import type {
  FigureAgain,
  FigureStanding,
  PeriodAdjustment,
  PeriodAdjustmentsAnswer,
  PeriodReadAnswer,
  RePerformanceAnswer,
  ReportReadAnswer,
} from '#read-models';
import { under, type Fields, type FieldsOf } from '../fields.js';
import { counted, stamp, type Answer } from './shared.js';
import { omitEntry, registered, stated, versions } from './targets.js';

const numbers = {
  value: ['number', 'The figure, in its unit; of what has bounds, the low one'],
  numerator: ['number', 'How many'],
  denominator: ['number', 'Of how many'],
  low: ['number', 'At the least'],
  high: ['number', 'At the most'],
} as const satisfies Fields;
const published = {
  figure: ['string', 'Which figure'],
  of: ['string', 'What of: a target, a stage, a source, an organisation'],
  unit: ['string', 'In which unit'],
  ...numbers,
  formulaVersion: ['string', 'By which version of its formula'],
} as const satisfies Fields;

const whyNot = {
  whyNot: [
    'string',
    'figure-unknown, formula-version-unknown, unit-unknown or of-unknown, where it was not worked out',
  ],
} as const satisfies Fields;

const standing: FieldsOf<FigureStanding> = {
  report: ['string', 'The report that published it'],
  ...published,
  standing: [
    'string',
    'stands (what was recorded since makes no difference), restated or not-re-performed',
  ],
  ...under('now', numbers),
  restatedOn: ['string', 'Since which day it is what it is now'],
  restatedAt: ['integer', 'The last entry of that day'],
  note: ['string', 'The same in words'],
  ...whyNot,
};
const again: FieldsOf<FigureAgain> = {
  ...published,
  outcome: ['string', 'matches, differs or not-re-performed'],
  ...under('again', numbers),
  differs: ['array', 'Which of its numbers differ'],
  ...whyNot,
};

const report = {
  ...stamp,
  programme: registered.programme,
  report: ['string', 'Its name'],
  period: ['string', 'The period it reports on'],
  figuresAsOf: ['string', 'The day its figures are of'],
  includes: ['integer', 'The last entry that its figures include'],
  ...versions,
  ...omitEntry(stated),
} as const;
export const reportRead: Answer = {
  fields: {
    ...report,
    figures: ['array', 'Each figure as it was published, and what it is now'],
  } satisfies FieldsOf<ReportReadAnswer>,
  rows: { at: 'figures', fields: standing },
};
export const rePerformance: Answer = {
  fields: {
    ...report,
    ...counted,
    figures: ['array', 'Each figure as it was published, and worked out again'],
  } satisfies FieldsOf<RePerformanceAnswer>,
  rows: { at: 'figures', fields: again },
};

const period = {
  ...stamp,
  programme: registered.programme,
  period: ['string', 'Its name'],
  from: ['string', 'Its first day'],
  to: ['string', 'Its last day'],
  lastEntry: ['integer', 'The last entry that its reports include'],
  ...omitEntry(stated),
} as const;
export const periodRead: Answer = {
  fields: {
    ...period,
    ...under('adjustments', {
      added: ['integer', 'Facts of its time recorded since its close'],
      restated: ['integer', 'Facts, not figures, that have been corrected since'],
      withdrawn: ['integer', 'Facts that have been withdrawn since'],
      passed: ['integer', 'Facts that came and went since'],
    } as const),
    figures: ['array', 'What its reports published, and what each figure is now'],
  } satisfies FieldsOf<PeriodReadAnswer>,
  rows: { at: 'figures', fields: standing },
};

const adjustment: FieldsOf<PeriodAdjustment> = {
  owner: ['string', 'Whose fact: an organisation, a benefit, the programme'],
  kind: ['string', 'What kind of fact'],
  subject: ['string', 'What of'],
  factId: ['string', 'Its reference'],
  change: ['string', 'added, restated (of a fact: corrected), withdrawn or passed'],
  'before.effective.earliest': ['string', 'At the close: from when at the earliest'],
  'before.effective.latest': ['string', 'At the close: from when at the latest'],
  'before.effective.precision': ['string', 'At the close: how exactly that is known'],
  'before.value': ['object', 'What it said at the close'],
  'before.amount': [
    'number',
    'At the close: what the value came to that is judged, in pence or the unit of its benefit',
  ],
  'after.effective.earliest': ['string', 'Now: from when at the earliest'],
  'after.effective.latest': ['string', 'Now: from when at the latest'],
  'after.effective.precision': ['string', 'Now: how exactly that is known'],
  'after.value': ['object', 'What it says now'],
  'after.amount': [
    'number',
    'Now: what the value came to that is judged, in pence or the unit of its benefit',
  ],
  entries: ['array', 'The entries since the close that made the change'],
  recordedAt: ['string', 'When the last of them was recorded'],
  cause: ['string', 'Why, as given with a correction'],
  role: ['string', 'In which role that was done'],
  organisation: ['string', 'For which organisation'],
};
export const periodAdjustments: Answer = {
  fields: {
    ...period,
    ...counted,
    adjustments: ['array', 'The facts of its time that changed since its close'],
  } satisfies FieldsOf<PeriodAdjustmentsAnswer>,
  rows: { at: 'adjustments', fields: adjustment },
};
