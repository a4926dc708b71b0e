import { PROGRAMME } from './board-programme.js';
import type { FormAsked } from './every-question.js';

type Typed = Readonly<Record<string, string>>;

const on = (name: string, day: string, month: string, year = '2025'): Typed => ({
  ...{ [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year },
});

/** Rows of a field, each with the texts of these inputs. */
const rows = (
  name: string,
  cells: readonly string[],
  ...typed: readonly (readonly string[])[]
): Typed =>
  Object.fromEntries(
    typed.flatMap((texts, row) =>
      cells.map((cell, at) => [`${name}-${String(row + 1)}-${cell}`, texts[at] ?? '']),
    ),
  );

const PERIOD = ['from', 'to', 'amount'] as const;

const stated: Typed = { ...on('day', '27', 'October'), 'evidence-none': 'yes' };
const counted: Typed = {
  ...{ ...on('from', '1', 'October'), ...on('day', '27', 'October') },
  ...{ method: 'Report of the EPR', source: 'EPR report', 'evidence-none': 'yes' },
};
const moved: Typed = { ...stated, epr: 'next-epr', 'why-changed': 'Testing takes longer' };

const ofMilestones: readonly FormAsked[] = [
  {
    path: 'milestones/new',
    says: [
      'Select what you want to log',
      'Enter the date it went live',
      'The date it went live must include a month',
      'Year must include 4 numbers',
      'The date it went live must be a real date',
      'The date it went live must be today or in the past',
      'Add evidence or select “I do not have evidence yet”',
      'Remove personal details from the notes: it seems to hold an NHS number',
      'Remove personal details from the notes: it seems to hold an email address',
    ],
    answers: { ...stated, what: 'go-live', epr: 'another', 'new-epr': 'my-epr' },
  },
  {
    path: 'milestones/plans/new',
    says: [
      'Target date must be a real date, month, year or financial year, like 27 March 2027, March 2027, 2027 or 2026/27',
      'Enter ODS codes that exist, like RXX',
    ],
    answers: { ...stated, epr: 'another', 'new-epr': 'my-epr', planned: '2027', method: 'phased' },
    later: ['shared'],
  },
  { path: 'milestones/forecasts/new', answers: { ...moved, planned: '2028' } },
  { path: 'milestones/deferrals/new', answers: moved },
  { path: 'milestones/cancellations/new', answers: moved },
  {
    path: 'milestones/replacements/new',
    answers: { ...stated, from: 'example-epr', to: 'another', 'new-to': 'My EPR' },
    later: ['shared'],
  },
  {
    path: 'milestones/retirements/new',
    answers: { ...stated, epr: 'example-epr', successor: 'none', reason: 'The wards close.' },
    later: ['day'],
  },
  { path: 'milestones/epr-status/new', answers: { ...stated, 'has-epr': 'yes' } },
];

const ofTrust: readonly FormAsked[] = [
  {
    path: 'adoption/new',
    says: [
      'Select which EPR capability this is for',
      'Enter where this number came from',
      'Notes must be 2,000 characters or less',
    ],
    answers: { ...counted, capability: 'C105', numerator: '9,130', denominator: '11,000' },
  },
  {
    path: 'driver-measurements/new',
    answers: { ...counted, driver: 'interoperability', numerator: '8', denominator: '10' },
  },
  {
    path: 'realisation/new',
    answers: {
      ...{ ...counted, capability: 'C105', in: 'other', unit: 'hours' },
      ...{ validated: '42', expected: '60' },
    },
  },
  { path: 'exchange/new', answers: { ...stated, partner: 'community', direction: 'both' } },
  {
    path: 'exchange/withdrawals/new',
    answers: { ...stated, partner: 'gp', 'why-off': 'The interface failed' },
  },
  {
    path: 'exchange/measurements/new',
    answers: { ...counted, partner: 'gp', eligible: '10', available: '9', used: '6' },
  },
  { path: 'stages/new', answers: { ...stated, stage: '1', board: 'yes' } },
  {
    ...{ path: 'stages/validations/new', person: 'validator-1', later: ['expires'] },
    answers: { ...stated, ...on('expires', '31', 'March', '2027'), stage: '1' },
  },
  {
    ...{ path: 'stages/validations/withdrawals/new', person: 'validator-1' },
    answers: { ...stated, stage: '1', 'why-withdrawn': 'The visit was cut short' },
  },
  {
    path: 'capabilities/new',
    answers: { ...stated, capability: 'C201', 'sites-others': 'RXX01', epr: 'example-epr' },
  },
  {
    path: 'capabilities/withdrawals/new',
    answers: { ...stated, capability: 'C105', sites: 'RXX01', 'why-off': 'The licence ended' },
  },
  {
    path: 'capabilities/scopes/new',
    says: [
      'Select or enter at least one site',
      'Site 1: the weight of a site must be a number above 0, like 1 or 2.5',
    ],
    answers: {
      ...{ ...stated, capability: 'C201' },
      'sites-others': 'RXX01',
      ...rows('weights', ['site', 'weight'], ['RXX01', '250']),
    },
  },
  {
    path: 'assessments/new',
    answers: { ...stated, edition: 'dma-2025', 'score-well-led': '3.1', self: 'yes' },
  },
];

const ofEntries: readonly FormAsked[] = [
  {
    path: 'entries/:entry/correct',
    says: ['Enter why you are correcting this entry'],
    answers: { ...counted, why: 'It was mistyped in the report.' },
    mends: { change: 'Used (doses charted electronically)', typed: { numerator: '9,310' } },
  },
  {
    path: 'entries/:entry/withdraw',
    says: ['Enter why you are withdrawing this entry'],
    answers: { why: 'It was never so at all.' },
  },
  { path: 'evidence/:evidence/grade', answers: { grade: '1' } },
  { path: 'evidence/:evidence/withdraw', answers: { why: 'It is of another trust.' } },
];

const approver = 'trust-approver-1';
const approved: Typed = {
  ...{ ...stated, approver: 'finance committee', case: 'Full business case', version: '3.0' },
  ...{ year: '120,000', share: '100' },
  ...rows('trajectory', PERIOD, ['2025/26', '', '120,000']),
};

const expected = rows(
  'trajectory',
  PERIOD,
  ['1 April 2025', '30 June 2025', '0'],
  ['1 July 2025', '31 July 2025', '2,000'],
  ['August 2025', '', '2,000'],
  ['September 2025', '', '2,000'],
  ['1 October 2025', '31 March 2026', '12,100'],
);

const ofBenefits: readonly FormAsked[] = [
  {
    path: 'benefits/new',
    says: [
      'Select whether the benefit is cash-releasing, non-cash-releasing, societal or quality',
      'Select an owner role',
      'Enter a title',
    ],
    answers: {
      ...{ ...stated, title: 'Quicker scans', reference: 'RXX-SCAN', class: 'NCRB' },
      ...{ valued: 'money', beneficiary: 'Patients', category: 'Time', objective: 'Faster care' },
      ...{ owner: 'chief nurse', measure: 'Time for a scan', unit: 'minutes' },
      ...{ direction: 'lower', cadence: 'monthly', numbers: 'Audit log', pounds: '28.50' },
      ...{ 'worth-source': 'Unit costs', year: '2025/26', gate: 'C105', threshold: '60' },
    },
  },
  {
    path: 'benefits/:other/baselines/new',
    says: ['Baseline must be a number, like 42 or 42.5'],
    answers: {
      ...{ ...counted, ...on('to', '26', 'October'), value: '42', 'agreed-by': 'board' },
    },
  },
  { path: 'benefits/:other/approvals/new', person: approver, answers: approved },
  {
    ...{ path: 'benefits/:benefit/rebaselinings/new', person: approver },
    answers: { ...approved, 'why-changed': 'A ward joined' },
  },
  {
    path: 'benefits/:benefit/forecasts/new',
    says: [
      'Enter at least one period',
      'Period 2: its last day must be a real date, like 1 April 2026',
      'Period 5: the amount must be a number, like 42 or 42.5',
    ],
    answers: { ...stated, ...expected, 'why-changed': 'A ward joined' },
  },
  {
    path: 'benefits/:benefit/actuals/new',
    says: ['Enter where this number came from', 'Notes must be 2,000 characters or less'],
    answers: { ...counted, volume: '4,100', use: 'Time at the bedside' },
  },
  {
    ...{ path: 'benefits/:benefit/actuals/:actual/validate', person: approver },
    answers: { evidence: ':evidence', method: 'Sample of 40 rounds' },
  },
  {
    ...{ path: 'benefits/:benefit/actuals/:wrong/reject', person: approver },
    answers: { 'why-rejected': 'A ward was counted twice' },
  },
  {
    path: 'benefits/:benefit/links/new',
    answers: { ...stated, kind: 'outcome', title: 'Fewer errors', reference: 'fewer-errors' },
  },
  {
    path: 'benefits/:benefit/links/end',
    answers: { ...stated, link: 'objective time-to-care', 'why-ended': 'No longer a goal' },
  },
  {
    path: 'benefits/:benefit/disbenefits/new',
    answers: {
      ...{ ...stated, title: 'Extra clicks', reference: 'clicks', bearer: 'Ward doctors' },
      ...{ measure: 'Clicks', unit: 'clicks', value: '4' },
    },
  },
  {
    path: 'benefits/:benefit/ownership/new',
    answers: { ...stated, owner: 'medical director', acceptance: 'Handover of 21 October 2025' },
  },
  {
    path: 'benefits/:benefit/pools/claim',
    answers: { ...stated, pool: 'pharmacy-time', share: '40' },
  },
  {
    path: 'benefits/:benefit/pools/release',
    answers: { ...stated, pool: 'nursing-time', 'why-released': 'Counted elsewhere' },
  },
  {
    ...{ path: 'benefits/:benefit/write-offs/new', person: approver },
    answers: {
      ...{ ...stated, board: 'board', approver: 'trust board', paper: 'Board paper 14/2025' },
      ...{ 'why-off': 'The ward was closed', remaining: '11,500' },
    },
  },
];

/** The benefit of a trust that RXX took over. */
const ofPredecessor: FormAsked = {
  path: '/organisations/RZO/benefits/RZO-OLD/transfers/new',
  answers: { ...stated, successor: 'RXX' },
};

const pack = `/programmes/${PROGRAMME}/board-packs/:pack`;
const ofPacks: readonly FormAsked[] = [
  {
    ...{ path: `${pack}/:unsigned/sign-off`, person: 'programme-office-1' },
    answers: { ...stated, statement: 'Read at the meeting.' },
  },
  {
    ...{ path: `${pack}/:signed/withdraw-sign-off`, person: 'programme-office-1' },
    answers: { ...stated, why: 'A figure was wrong' },
  },
];

/** Every form, with answers that are right in November 2025; what a colon begins is told by the spec. */
export const formsAsked: readonly FormAsked[] = [
  ...[...ofMilestones, ...ofTrust, ...ofEntries, ...ofBenefits].map((form) => ({
    ...form,
    path: `/organisations/RXX/${form.path}`,
  })),
  ofPredecessor,
  ...ofPacks,
];

/** Answers that only the rules refuse: of which form, with which answer, and what is said beside it. */
export const refusedByRules: readonly Readonly<{
  path: string;
  changed: Typed;
  answer: string;
  says: string;
}>[] = [
  {
    path: '/organisations/RXX/benefits/:other/baselines/new',
    changed: on('to', '31', 'October'),
    ...{ answer: 'to', says: 'Baseline period must end on or before the day it was agreed.' },
  },
  {
    path: '/organisations/RXX/benefits/new',
    changed: { class: 'UB', unit: 'percent', target: '120' },
    ...{ answer: 'target', says: 'Target must be between 0 and 100.' },
  },
  {
    path: '/organisations/RXX/milestones/plans/new',
    changed: { planned: 'September 2025' },
    answer: 'planned',
    says: 'The planned date must be after the day on which it was stated.',
  },
  {
    path: '/organisations/RXX/milestones/plans/new',
    changed: { shared: 'RZZ' },
    answer: 'shared',
    says: 'Enter ODS codes that exist, like RXX. There is no RZZ.',
  },
];
