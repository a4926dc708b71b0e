/** A figure with the result of each trust, of the real ones and of the demonstration. */
const figure = (name: string, text: string) => [
  { href: `/${name}/explain`, text },
  { href: `/${name}/explain?programme=demonstration`, text: `${text}, demonstration` },
];

/** What was approved and is validated. */
const money = figure('money-gaps', 'Money by trust');

const LIST = '/audit/events?type=';
const listOf = (type: string): string => `${LIST}${type}`;
const events = (type: string, text: string) => ({ href: listOf(type), text });

/**
 * What auditors ask (the National Audit Office's headings for benefits, gateway reviews), and where each
 * answer begins.
 */
const questions = [
  {
    question: 'What did the board know on one day about another?',
    how: 'Pages with figures can show any date, using only what was known by any date.',
    links: [
      ...figure('stages', 'Stages'),
      ...figure('gaps', 'Gaps'),
      { href: '/organisations', text: 'A trust' },
      { href: '/programmes', text: 'A programme' },
    ],
  },
  {
    question: 'What was the baseline, who agreed it, and did it come before the change?',
    how: 'Each baseline names its period and who agreed it. An entry leads to the page of its benefit, which says if the change was live before the baseline.',
    links: [events('BenefitBaselineAgreed', 'Baselines agreed')],
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
    how: 'A validation names its evidence. The name of a document is made from its content, which is checked each time it is read.',
    links: [
      { href: '/audit/evidenced', text: 'Pounds validated on a document, and the rest' },
      events('BenefitActualValidated', 'Values validated'),
      events('EvidenceAttached', 'Evidence attached'),
      events('EvidenceGraded', 'Evidence graded'),
    ],
  },
  {
    question: 'Did the same person record and validate?',
    how: 'Every decision is shown beside the person who recorded the entry.',
    links: [{ href: '/audit/segregation', text: 'Who recorded and who decided' }],
  },
  {
    question: 'Is anything counted twice?',
    how: 'Benefits from the same resource each have a share of it. The shares cannot be more than 100% together.',
    links: [
      { href: '/audit/shares', text: 'The shares of each resource, added up' },
      events('PoolShareClaimed', 'Shares claimed'),
      events('BenefitTransferred', 'Benefits transferred after mergers'),
    ],
  },
  {
    question: 'Which totals rest on estimates?',
    how: 'Values not yet validated, rejected or from before there was enough use are shown separately. Every figure says how much of it has evidence.',
    links: [
      ...money,
      events('BenefitActualRecorded', 'Values recorded'),
      events('BenefitActualRejected', 'Values rejected'),
    ],
  },
  {
    question: 'Which benefits stopped being measured?',
    how: 'Those for which a value was due and none was recorded. Each trust’s list of benefits says since when.',
    links: figure('attention', 'What needs attention'),
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
    how: 'The page of each closed period shows what changed since, beside what was published. You can also compare what was known on any 2 dates.',
    links: [
      { href: '/audit/corrections', text: 'Corrections and their effect' },
      { href: '/changes', text: 'What changed' },
      { href: '/changes?programme=demonstration', text: 'In the demonstration programme' },
      events('FactCorrected', 'Corrections in the log'),
    ],
  },
  {
    question: 'Is the denominator the same as last year’s?',
    how: 'Trusts join and leave a cohort only by a revision with a cause.',
    links: [
      events('CohortRevised', 'Cohorts revised'),
      { href: '/programmes', text: 'Programmes, each with its cohorts' },
      events('TargetDefinitionChanged', 'Definitions changed'),
    ],
  },
  {
    question: 'Has anyone altered or removed history?',
    how: 'See what is checked, and what that does and does not prove.',
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
    how: 'Each approval names the business case and its version. What was approved is shown beside what is validated.',
    links: [
      ...money,
      events('BenefitApproved', 'Approvals'),
      events('BenefitRebaselined', 'Later approvals'),
    ],
  },
] as const;

/** What auditors ask; without a demonstration, without the links that lead to it. */
export const questionsFor = ({ demonstration }: Readonly<{ demonstration: boolean }>) =>
  questions.map(({ links, ...each }, index) => ({
    ...each,
    links: links
      .filter(({ href }) => demonstration || !href.endsWith('=demonstration'))
      .map(({ href, text }) => ({
        text,
        // A list of entries says at its top which question it answers.
        href: href.startsWith(LIST) ? `${href}&question=${String(index + 1)}` : href,
      })),
  }));

/** The question of this number, where entries of this type are where its answer begins. */
export const questionOf = (number: string, type: string) =>
  questions.find(
    ({ links }, index) =>
      String(index + 1) === number && links.some(({ href }) => href === listOf(type)),
  );
