import type {
  BoundaryGapsAnswer,
  BoundaryGroup,
  CohortDriversAnswer,
  StageGapsAnswer,
  StageMovesAnswer,
  TrustBoundaryAnswer,
  TrustDriven,
  TrustDriversAnswer,
  TrustMoved,
  TrustStageGap,
} from '#read-models';
import { under, type Fields, type FieldsOf } from '../fields.js';
import { cohort, group } from './programmes.js';
import { bounds, figured, model, organisation, share, usedFacts, type Answer } from './shared.js';

const split = {
  ...under('used', bounds('Points of eligible encounters in which it was used')),
  ...under('notAvailable', bounds('Points lost where it could not be reached')),
  ...under('notUsed', bounds('Points lost where it could be, and was not used')),
  ...under('gap', bounds('The boundary gap, in points from 0 to 100')),
} as const satisfies Fields;

const flow: FieldsOf<TrustBoundaryAnswer['boundary']['flows'][number]> = {
  partner: ['string', 'Whose record'],
  weight: ['number', 'What it weighs beside the others'],
  c: share('c: encounters in which it could be reached'),
  v: share('v: of these, those in which it was used'),
  ...split,
  ...under('adds', split),
};
export const trustBoundary: Answer = {
  fields: {
    ...figured,
    ...under('organisation', organisation),
    weighting: ['string', 'What weighs the flows: declared, eligible-encounters or equal'],
    eligible: ['number', 'Eligible encounters of all flows; null while any is unknown'],
    ...under('boundary', {
      ...split,
      evidenceCoverage: share('Weight of which both shares are known'),
      flows: ['array', 'The flow from each partner'],
      facts: usedFacts,
    } as const),
  } satisfies FieldsOf<TrustBoundaryAnswer>,
  rows: { at: 'boundary.flows', fields: flow },
};

const system = {
  ...split,
  trusts: ['integer', 'Trusts that count'],
  eligible: ['number', 'Eligible encounters of those whose count is known'],
  withoutWeight: ['integer', 'Trusts whose count is not'],
} as const satisfies Fields;
const boundaryGroup: FieldsOf<BoundaryGroup> = {
  ...group,
  ...under('boundary', system),
};
export const boundaryGaps: Answer = {
  fields: {
    ...figured,
    ...cohort,
    by: ['string', 'What the groups are: nation, region, icb or trustType'],
    groups: ['array', 'The groups'],
    ...under('total', boundaryGroup),
    ...under('counted', system),
    flows: ['array', 'By partner, of the trusts whose eligible encounters are counted'],
  } satisfies FieldsOf<BoundaryGapsAnswer>,
  rows: { at: 'groups', fields: boundaryGroup },
};
/** The same answer, with the flows for rows. */
export const boundaryFlows: Answer = {
  fields: boundaryGaps.fields,
  rows: {
    at: 'flows',
    fields: {
      partner: ['string', 'Whose record'],
      ...split,
    } satisfies FieldsOf<BoundaryGapsAnswer['flows'][number]>,
  },
};

const drivers = {
  ...under('value', bounds('V, a share from 0 to 1')),
  ...under('gap', bounds('1 − V, in points from 0 to 100')),
  known: ['integer', 'Drivers known, of four'],
} as const satisfies Fields;
const part: FieldsOf<TrustDriversAnswer['drivers']['parts'][number]> = {
  driver: ['string', 'Which driver'],
  weight: ['number', 'Its weight; they sum to 1'],
  measured: share('As measured; left out where it is not known'),
  floored: ['boolean', 'It was below .01, and counts as .01'],
  ...under('share', bounds('Its share of the gap, 0 to 1')),
  ...under('whatIf', bounds('V, were this driver at 1')),
};
export const trustDrivers: Answer = {
  fields: {
    ...figured,
    ...under('organisation', organisation),
    ...under('drivers', { ...drivers, parts: ['array', 'Each driver'] } as const),
    facts: usedFacts,
  } satisfies FieldsOf<TrustDriversAnswer>,
  rows: { at: 'drivers.parts', fields: part },
};
const ofTheGap = bounds('Share of this driver in the gap, 0 to 1');
const asLever = ['integer', 'Trusts at which this driver is the lever'] as const;
const driven: FieldsOf<TrustDriven> = {
  code: organisation.code,
  name: organisation.name,
  ...drivers,
  lever: ['string', 'The driver with the largest share of the gap, where that is sure'],
  ...under('shares', {
    ...under('first-time-right', ofTheGap),
    ...under('pathway-consistency', ofTheGap),
    ...under('clinical-ownership', ofTheGap),
    ...under('interoperability', ofTheGap),
  }),
};
export const cohortDrivers: Answer = {
  fields: {
    ...figured,
    ...cohort,
    numerator: ['integer', 'Trusts of which all four drivers are known'],
    denominator: ['integer', 'Trusts of the cohort'],
    ...under('levers', {
      'first-time-right': asLever,
      'pathway-consistency': asLever,
      'clinical-ownership': asLever,
      interoperability: asLever,
    }),
    trusts: ['array', 'The trusts of the cohort'],
  } satisfies FieldsOf<CohortDriversAnswer>,
  rows: { at: 'trusts', fields: driven },
};

const trustStageGap: FieldsOf<TrustStageGap> = {
  code: organisation.code,
  name: organisation.name,
  ...under('toTarget', bounds('Stages to the one expected')),
  ...under('selfMarking', bounds('Stages that its word is beyond its evidence')),
  ...under('unvalidated', bounds('Stages that its evidence is beyond what others confirmed')),
  reported: ['boolean', 'Anything is known of it'],
};
const expectedBy: FieldsOf<NonNullable<StageGapsAnswer['expectedBy']>> = {
  programme: ['string', 'The programme whose target expects it; left out where the question does'],
  target: ['string', 'Its target'],
  definition: ['string', 'Who counts as having reached that'],
  definitionVersion: ['integer', 'In which version'],
  cohort: ['string', 'Of whom it is asked'],
  cohortVersion: ['integer', 'In which version'],
  deadlineOn: ['string', 'The last day of its deadline'],
  source: ['string', 'By whose word the target counts: declared, evidenced or validated'],
};
export const stageGaps: Answer = {
  fields: {
    ...figured,
    ...cohort,
    ...under('model', model),
    expected: ['integer', 'The stage that is expected'],
    ...under('expectedBy', expectedBy),
    numerator: ['integer', 'Trusts surely at it or beyond'],
    denominator: ['integer', 'Trusts of whom it is expected'],
    mayHaveReached: ['integer', 'Trusts that may be'],
    notReported: ['integer', 'Trusts of which nothing is known'],
    toTarget: ['array', 'How many trusts are how many stages off'],
    selfMarking: ['array', 'How many declare how many stages beyond their evidence'],
    trusts: ['array', 'The trusts of the cohort'],
  } satisfies FieldsOf<StageGapsAnswer>,
  rows: { at: 'trusts', fields: trustStageGap },
};

const shown = (of: string) =>
  ({
    low: ['integer', `${of}; null where it had not reported`],
    high: ['integer', 'The same, were the unknown and the out-of-date met'],
  }) as const;
const trustMoved: FieldsOf<TrustMoved> = {
  code: ['string', 'ODS code'],
  name: ['string', 'Its name'],
  declared: ['integer', 'The stage the trust declares'],
  ...under('evidenced', shown('The stage the evidence shows')),
  validated: ['integer', 'The stage another organisation confirmed'],
  ...under('before', shown('The stage the evidence showed on the earlier day')),
  movement: ['string', 'up, down, none, new, stopped (reporting) or not-reported'],
  'heldSince.1': ['string', 'Since when, without a break, evidence shows stage 1 or above'],
  'heldSince.2': ['string', 'The same of stage 2'],
  'heldSince.3': ['string', 'The same of stage 3'],
  'heldSince.4': ['string', 'The same of stage 4'],
};
export const stageMoves: Answer = {
  fields: {
    ...figured,
    ...cohort,
    ...under('model', model),
    since: ['string', 'The earlier day'],
    numerator: ['integer', 'Trusts at another stage than then'],
    denominator: ['integer', 'Of all that are open'],
    ...under('counts', {
      up: ['integer', 'Trusts at a higher stage'],
      down: ['integer', 'At a lower one, also where measurements lapsed'],
      none: ['integer', 'At the same'],
      new: ['integer', 'Reporting now, and not then'],
      stopped: ['integer', 'Reporting then, and not now'],
      'not-reported': ['integer', 'Reporting on neither day'],
    } as const),
    trusts: ['array', 'Each trust'],
  } satisfies FieldsOf<StageMovesAnswer>,
  rows: { at: 'trusts', fields: trustMoved },
};
