import { truncatedPercent, type Counted } from '#figures';
import type { QualityLine, QualityMeasure } from '#read-models';
import { inThousands } from '../../numbers-in-words.js';

type Names = Readonly<Record<string, string>>;

const kinds: Names = {
  all: 'All kinds together',
  'epr-status': 'Whether there is an EPR',
  live: 'Go-lives',
  milestone: 'Milestones',
  replaced: 'Replacements of an EPR',
  enabled: 'Capabilities switched on or off',
  'partner-flow': 'Flows to partners',
  'stage-declared': 'Stages declared',
  adoption: 'Use measured',
  realisation: 'Realisation measured',
  exchange: 'Use of shared records',
  driver: 'Drivers of use',
  assessment: 'Assessments',
  survey: 'Surveys',
  'benefit-baseline': 'Baselines of benefits',
  'benefit-actual': 'Values of benefits',
  disbenefit: 'Costs to others',
};

/** What each measure is of, as a board reads it, in the order of its table. */
const measureNames: Readonly<Record<QualityMeasure, Names>> = {
  completeness: {
    'stage-inputs': 'Data for stages',
    'gap-inputs': 'Data for the optimisation gap',
    benefits: 'Data for benefits',
  },
  missing: {
    'trust-type': 'Type of the trust',
    deployment: 'Where it is installed',
    adoption: 'How much it is used',
    'adoption-in-date': 'How much it is used, measured in time',
    realisation: 'What it brought',
  },
  timeliness: kinds,
  'self-assessed': {
    claims: 'Claims on the trust’s own word',
    'declared-stages': 'Declared stages that nobody else validated',
  },
  evidence: {
    'grade-3': 'Validated from outside (grade 3)',
    'grade-2': 'Report of a system (grade 2)',
    'grade-1': 'Declared by the trust (grade 1)',
    'grade-0': 'An assertion (grade 0)',
    ungraded: 'Evidence not graded',
    'in-words': 'A document named in words',
    nothing: 'No evidence that counts',
  },
  'said-by': {
    'own-word': 'The trust alone',
    'own-source': 'The trust, with a source',
    'public-source': 'Others, from a public source',
  },
  corrections: {
    corrected: 'Claims corrected',
    withdrawn: 'Claims withdrawn',
    'after-close': 'Claims corrected or withdrawn after a period was closed',
    'published-figures': 'Published figures that are restated',
  },
  silent: { trusts: 'Trusts with no entry for 30 days' },
  overdue: {
    monthly: 'Benefits measured monthly',
    quarterly: 'Benefits measured quarterly',
    'half-yearly': 'Benefits measured half-yearly',
    yearly: 'Benefits measured yearly',
    adoption: 'Adoption of capabilities',
  },
};

/** "62%", never rounded up; and never 0% of what there is some of. */
export const percentOf = ({ numerator, denominator }: Counted): string => {
  const percent = truncatedPercent(numerator / denominator);
  return percent === 0 && numerator > 0 ? 'under 1%' : `${percent.toFixed(0)}%`;
};

/** "62% (31 of 50)". */
export const shareInWords = (counted: Counted): string =>
  `${percentOf(counted)} (${countInWords(counted)})`;

/** "31 of 50 (62%)", where the counts come first. */
export const shareOfAll = (counted: Counted): string =>
  `${countInWords(counted)} (${percentOf(counted)})`;

const countInWords = ({ numerator, denominator }: Counted): string =>
  `${inThousands(numerator)} of ${inThousands(denominator)}`;

/** "1 day", "12 days", or that something was recorded ahead of its day. */
export function daysInWords(days: number): string {
  if (days < 0) return `${String(-days)} ${days === -1 ? 'day' : 'days'} ahead`;
  return `${inThousands(days)} ${days === 1 ? 'day' : 'days'}`;
}

/** The lines of one measure in the order of its table, each with its name. */
export const linesNamed = <Line extends QualityLine>(
  lines: readonly Line[],
  measure: QualityMeasure,
): readonly Readonly<{ name: string; line: Line }>[] =>
  Object.entries(measureNames[measure]).flatMap(([of, name]) => {
    const line = lines.find((each) => each.measure === measure && each.of === of);
    return line === undefined ? [] : [{ name, line }];
  });
