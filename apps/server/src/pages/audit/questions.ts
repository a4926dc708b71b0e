/** What was approved and is validated, trust by trust, of the real ones and of the demonstration. */
const money = [
  { href: '/money-gaps/explain', text: 'Money by trust' },
  {
    href: '/money-gaps/explain?programme=demonstration',
    text: 'In the demonstration programme',
  },
];

const events = (type: string, text: string) => ({ href: `/audit/events?type=${type}`, text });

/**
 * What auditors ask (the National Audit Office's headings for benefits, gateway reviews), and where each
 * answer begins.
 */
const questions = [
  {
    question: 'What did the board know on one day about another?',
    how: 'Pages with figures look back by both clocks: what was so on a day, as known at the end of a day.',
    links: [
      { href: '/', text: 'Stages and gaps' },
      { href: '/organisations', text: 'A trust' },
      { href: '/programmes', text: 'A programme' },
    ],
  },
  {
    question: 'What was the baseline, who agreed it, and did it come before the change?',
    how: 'Each baseline names its period and who agreed it; the page of a benefit says so where what it rests on was live before.',
    links: [
      events('BenefitBaselineAgreed', 'Baselines agreed'),
      { href: '/organisations', text: 'Trusts, each with its benefits' },
    ],
  },
  {
    question: 'Who changed a target or a forecast, when, why, and who approved it?',
    how: 'Earlier ones are kept; each change carries its reason.',
    links: [
      events('ProgrammeTargetRebaselined', 'Targets'),
      events('BenefitRebaselined', 'Benefits rebaselined'),
      events('BenefitForecastRevised', 'Forecasts of benefits'),
      events('GoLiveForecastRevised', 'Forecasts of go-lives'),
    ],
  },
  {
    question: 'Is each claimed pound evidenced, by which document, unaltered?',
    how: 'A validation names evidence; evidence is named after its content, which is checked whenever it is read.',
    links: [
      events('BenefitActualValidated', 'Values validated'),
      events('EvidenceAttached', 'Evidence attached'),
      events('EvidenceGraded', 'Evidence graded'),
    ],
  },
  {
    question: 'Did the same person record and validate?',
    how: 'Every decision is set beside who recorded what it is about.',
    links: [{ href: '/audit/segregation', text: 'Who recorded and who decided' }],
  },
  {
    question: 'Is anything counted twice?',
    how: 'Benefits that draw on one resource hold shares of it, which cannot add to more than 1.',
    links: [
      events('PoolShareClaimed', 'Shares claimed'),
      events('BenefitTransferred', 'Benefits transferred after mergers'),
    ],
  },
  {
    question: 'Which totals rest on estimates?',
    how: 'What awaits validation, was rejected or came before enough use stands apart; every figure says how much of it is evidenced.',
    links: [
      ...money,
      events('BenefitActualRecorded', 'Values recorded'),
      events('BenefitActualRejected', 'Values rejected'),
    ],
  },
  {
    question: 'Which benefits stopped being measured?',
    how: 'The register of benefits of each trust says since when the measuring of one is overdue; the attention page of a programme lists them.',
    links: [
      { href: '/organisations', text: 'Trusts' },
      { href: '/organisations?programme=demonstration', text: 'Those of the demonstration' },
      { href: '/programmes', text: 'Programmes' },
      events('BenefitActualRecorded', 'The newest values'),
    ],
  },
  {
    question: 'Can the figure in a board paper be reproduced?',
    how: 'A published report keeps its values, the versions they were worked out by and the last entry they include.',
    links: [
      { href: '/audit/replay', text: 'Published figures, worked out again' },
      events('ReportPublished', 'Reports published'),
      events('ReportingPeriodClosed', 'Periods closed'),
    ],
  },
  {
    question: 'Are disbenefits and costs recorded?',
    how: 'Disbenefits stand beside the benefits they belong to.',
    links: [events('DisbenefitRecorded', 'Disbenefits')],
  },
  {
    question: 'What is the argument for attribution?',
    how: 'A profile says why; an approval says how much is claimed.',
    links: [events('BenefitProfiled', 'Profiles'), events('BenefitApproved', 'Approvals')],
  },
  {
    question: 'Was a figure restated, and what was the effect?',
    how: 'What changed since a period was closed stands beside what was published of it; any two moments of knowledge can be compared.',
    links: [
      { href: '/audit/corrections', text: 'Corrections and their effect' },
      { href: '/changes', text: 'What changed' },
      { href: '/changes?programme=demonstration', text: 'In the demonstration programme' },
      events('FactCorrected', 'Corrections'),
    ],
  },
  {
    question: 'Is the denominator the same as last year’s?',
    how: 'Trusts join and leave a cohort only by a revision with a cause.',
    links: [
      { href: '/programmes', text: 'Programmes, each with its cohorts' },
      events('CohortRevised', 'Cohorts revised'),
      events('TargetDefinitionChanged', 'Definitions changed'),
    ],
  },
  {
    question: 'Has anyone altered or removed history?',
    how: 'What the store’s own checks say, and what they do and do not prove.',
    links: [{ href: '/audit/integrity', text: 'Has history been altered?' }],
  },
  {
    question: 'Who owned it when the result was missed?',
    how: 'Ownership changes by a handover, with its day.',
    links: [
      events('BenefitOwnershipTransferred', 'Handovers'),
      events('BenefitProfiled', 'First owners'),
    ],
  },
  {
    question: 'Does the total tie to the business case?',
    how: 'Each approval names the case and its version; what was approved stands beside what is validated.',
    links: [
      ...money,
      events('BenefitApproved', 'Approvals'),
      events('BenefitRebaselined', 'Later approvals'),
    ],
  },
] as const;

/** What auditors ask; without a demonstration, without the links that lead to it. */
export const questionsFor = ({ demonstration }: Readonly<{ demonstration: boolean }>) =>
  questions.map(({ links, ...each }) => ({
    ...each,
    links: links.filter(({ href }) => demonstration || !href.endsWith('=demonstration')),
  }));
