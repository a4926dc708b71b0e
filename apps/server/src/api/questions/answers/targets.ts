import type {
  CohortMember,
  CohortMembersAnswer,
  ForecastListed,
  ProgrammeListed,
  ProgrammeProfileAnswer,
  ProgrammesAnswer,
  PackSignOff,
  ReportListed,
  Stamp,
  StatementMade,
  TargetStated,
  TargetOutcomeAnswer,
  TargetTrustsAnswer,
  TrustHeld,
} from '#read-models';
import { under, type Fields, type FieldsOf } from '../fields.js';
import { counted, figured, stamp, usedFacts, type Answer } from './shared.js';

export const registered = {
  programme: ['string', 'Its name in addresses'],
  name: ['string', 'Its name'],
  scopeAreas: ['array', 'What it covers'],
  demonstration: ['boolean', 'Fictional'],
} as const satisfies Fields;

const source = {
  'basis.source.name': ['string', 'Where it was said'],
  'basis.source.url': ['string', 'Its address'],
  'basis.source.statedOn': ['string', 'When it was said, as precisely as the source has it'],
  'basis.source.publishedOn': ['string', 'When that was published'],
  'basis.source.gatheredOn': ['string', 'When it was read'],
  'basis.source.order': ['integer', 'Place among statements of the same day'],
  'basis.source.caution': ['string', 'What the source leaves uncertain'],
  'basis.evidence': ['string', 'Reference of a piece of evidence'],
  'basis.reason': ['string', 'Why it was recorded late'],
  'basis.marks': ['array', 'What a reader should know of it'],
} as const;
export const stated = {
  factId: ['string', 'Its reference; it keeps it through every correction'],
  eventId: ['string', 'The event that states it as it is here'],
  entry: ['integer', 'The entry of that event'],
  on: ['string', 'From which day on it is so'],
  precision: ['string', 'How exactly that day is known'],
  ...source,
} as const;
const terms = {
  value: ['number', 'What is asked, in its unit'],
  deadline: ['string', 'By when, as precisely as it was said'],
  definition: ['string', 'Who counts'],
  definitionVersion: ['integer', 'By which version of that definition'],
  cohort: ['string', 'Of whom'],
  cohortVersion: ['integer', 'In which version of that cohort'],
} as const satisfies Fields;
export const versions = {
  models: ['array', 'Versions of models used'],
  definitions: ['array', 'Versions of definitions used'],
  cohorts: ['array', 'Versions of cohorts used'],
} as const;

const listed: FieldsOf<ProgrammeListed> = {
  ...registered,
  targets: ['integer', 'How many targets it has'],
  definitions: ['integer', 'How many definitions'],
  cohorts: ['integer', 'How many cohorts'],
};
export const programmes: Answer = {
  fields: {
    ...stamp,
    programmes: ['array', 'The programmes'],
  } satisfies FieldsOf<ProgrammesAnswer>,
  rows: { at: 'programmes', fields: listed },
};

const profile: FieldsOf<ProgrammeProfileAnswer> = {
  ...stamp,
  ...registered,
  targets: ['array', 'All terms of all targets, the oldest first within each'],
  definitions: ['array', 'All versions of all definitions, the oldest first'],
  cohorts: ['array', 'All revisions of all cohorts, the oldest first'],
  statements: ['array', 'What public sources said'],
  periods: ['array', 'Reporting periods that were closed'],
};
export const programmeProfile: Answer = { fields: profile };

export const target: FieldsOf<TargetStated> = {
  target: ['string', 'The target'],
  metric: ['string', 'What is measured'],
  unit: ['string', 'In which unit'],
  ...terms,
  rebaselined: ['boolean', 'These are not its first terms'],
  inForce: ['boolean', 'No later terms are known on the day, be its deadline over or not'],
  ...stated,
};
const ofProgramme = (name: string, says: string): Fields => ({
  ...stamp,
  programme: registered.programme,
  [name]: ['array', says],
});
export const targets: Answer = {
  fields: ofProgramme('targets', profile.targets[1]),
  rows: { at: 'targets', fields: target },
};

const statement: FieldsOf<StatementMade> = {
  statement: ['string', 'Its name'],
  kind: ['string', 'actual, forecast, finding, money or journey'],
  words: ['string', 'What was said'],
  about: ['string', 'The target it is about'],
  forDate: ['string', 'The time its figures are of'],
  unit: ['string', 'In which unit'],
  value: ['number', 'The figure'],
  numerator: ['number', 'How many'],
  denominator: ['number', 'Of how many'],
  ...stated,
};
export const programmeStatements: Answer = {
  fields: ofProgramme('statements', profile.statements[1]),
  rows: { at: 'statements', fields: statement },
};

const member: FieldsOf<CohortMember> = {
  code: ['string', 'ODS code'],
  name: ['string', 'Its name on the day'],
  open: ['boolean', 'Open on the day'],
  since: ['string', 'In the cohort since this day'],
  version: ['integer', 'By this version of the cohort'],
  cause: ['string', 'For this cause'],
};
export const cohortMembers: Answer = {
  fields: {
    ...stamp,
    programme: registered.programme,
    cohort: ['string', 'The cohort'],
    version: ['integer', 'Its version'],
    counted: ['integer', 'How many its source counted, listed or not'],
    ...counted,
    members: ['array', 'Who is in it, by code'],
  } satisfies FieldsOf<CohortMembersAnswer>,
  rows: { at: 'members', fields: member },
};

const trustHeld: FieldsOf<TrustHeld> = {
  code: ['string', 'ODS code'],
  name: ['string', 'Its name on the day'],
  verdict: ['string', 'counts, does-not or unknown'],
  reason: ['string', 'What decided it'],
  facts: usedFacts,
};
export const targetTrusts: Answer = {
  fields: {
    ...figured,
    programme: registered.programme,
    target: target.target,
    metric: target.metric,
    unit: target.unit,
    ...terms,
    rebaselined: target.rebaselined,
    definitionTitle: ['string', 'What the definition says, in words'],
    counted: ['integer', 'How many the source of the cohort counted, listed or not'],
    numerator: ['integer', 'Trusts that count'],
    unknown: ['integer', 'Trusts of which nothing tells'],
    denominator: ['integer', 'Trusts that the cohort lists'],
    'share.low': ['number', 'Share that counts, 0 to 1, at the least'],
    'share.high': ['number', 'And if all that is unknown counted'],
    'gap.needed': ['integer', 'Trusts that the target asks for'],
    'gap.trustsShort.low': ['integer', 'Trusts still missing, at the least'],
    'gap.trustsShort.high': ['integer', 'At the most'],
    'gap.pointsShort.low': ['number', 'Points of a hundred still missing, at the least'],
    'gap.pointsShort.high': ['number', 'At the most'],
    'gap.reached': ['boolean', 'Whether it is reached; the word unknown where the unknown decide'],
    trusts: ['array', 'The trusts of the cohort, by code'],
  } satisfies FieldsOf<TargetTrustsAnswer>,
  rows: { at: 'trusts', fields: trustHeld },
};

const outcome: FieldsOf<Omit<TargetOutcomeAnswer, keyof Stamp | 'formula' | 'trusts'>> = {
  target: target.target,
  deadlineOn: ['string', 'The last day of its deadline'],
  numerator: ['integer', 'Trusts that had reached it by then'],
  unknown: ['integer', 'Trusts of which nothing tells whether they had'],
  denominator: ['integer', 'Trusts that its cohort lists'],
  needed: ['integer', 'Trusts that it asked for; null where it asks for no share'],
  came: ['string', 'reached, missed or unknown'],
  'now.numerator': ['integer', 'Trusts that have reached it by the day asked about'],
  'now.unknown': ['integer', 'Trusts of which nothing tells whether they have'],
};
export const targetOutcomes: Answer = {
  fields: {
    ...figured,
    programme: registered.programme,
    outcomes: ['array', 'Each target whose deadline is over, by its newest terms'],
  },
  rows: { at: 'outcomes', fields: outcome },
};

const report: FieldsOf<ReportListed> = {
  report: ['string', 'Its name'],
  period: ['string', 'The period it reports on'],
  entry: ['integer', 'The entry of the event that published it'],
  asOf: ['string', 'The day its figures are of'],
  includes: ['integer', 'The last entry that its figures include'],
  figures: ['array', 'The figures as they were published'],
  ...versions,
  ...omitEntry(stated),
};
export const reports: Answer = {
  fields: ofProgramme('reports', 'The reports, as they were published'),
  rows: { at: 'reports', fields: report },
};

const forecast: FieldsOf<ForecastListed> = {
  forecast: ['string', 'Its name'],
  target: ['string', 'The target that trusts may miss'],
  ...under('terms', terms),
  algorithm: ['string', 'By which algorithm, in which version'],
  asOf: ['string', 'The day it was made for'],
  entry: ['integer', 'The entry of the event that published it'],
  includes: ['integer', 'The last entry that it includes'],
  distribution: ['array', 'Chance that 0, 1, 2 … trusts miss'],
  insideView: ['integer', 'How many miss by their own plans'],
  trusts: ['array', 'The chance of each trust'],
  judgements: ['array', 'What people held of its trusts, beside it'],
  ...omitEntry(stated),
};
export const forecasts: Answer = {
  fields: ofProgramme('forecasts', 'The forecasts, as they were published'),
  rows: { at: 'forecasts', fields: forecast },
};

const signOff: FieldsOf<PackSignOff> = {
  pack: ['string', 'The pack: its day, the last entry it includes, the version of its formulas'],
  sections: ['array', 'The sections it was made with'],
  day: ['string', 'The day its figures are of'],
  includes: ['integer', 'The last entry that it includes'],
  formulas: ['integer', 'By which version of the formulas of packs'],
  manifest: ['string', 'SHA-256 of the manifest of its files'],
  statement: ['string', 'What was signed for, in words'],
  authorRole: ['string', 'In which role'],
  stands: ['boolean', 'Whether it holds: false once it was withdrawn'],
  'withdrawn.on': ['string', 'Since which day it holds no more'],
  'withdrawn.why': ['string', 'Why'],
  'withdrawn.entry': ['integer', 'The entry that says so'],
  ...stated,
};
export const packSignOffs: Answer = {
  fields: ofProgramme('signOffs', 'Each sign-off as it was given'),
  rows: { at: 'signOffs', fields: signOff },
};

export function omitEntry<Some extends Readonly<{ entry: unknown }>>({ entry: _, ...rest }: Some) {
  return rest;
}
