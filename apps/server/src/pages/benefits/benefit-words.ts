import type { RealisationRatio } from '#figures';
import type { BenefitListed, BenefitProfileAnswer } from '#read-models';
import { benefitClasses, type BenefitClass } from '#vocabulary';
import { percent } from '../numbers-in-words.js';
import { capital } from '../stages-in-words.js';
import { eprInWords, goLiveInWords } from '../trust/go-lives-in-words.js';

/** "£1,200", "£1,200.50" or "420 hours": pence to the penny, all else in its unit. */
export function amountInWords(amount: number, unit: string): string {
  if (unit !== 'pence') return `${numberInWords(amount)} ${unit}`;
  const pounds = amount % 100 === 0 ? plainNumber : pence;
  return `${amount < 0 ? '−' : ''}£${pounds.format(Math.abs(amount) / 100)}`;
}

// Each is made once: making one takes much longer than using it.
const plainNumber = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const pence = new Intl.NumberFormat('en-GB', {
  ...{ minimumFractionDigits: 2, maximumFractionDigits: 2 },
});

/** A number as people write it; of arithmetic noise nothing is left after two decimals. */
export const numberInWords = (value: number): string => plainNumber.format(value);

export const classInWords = (of: BenefitClass): string => capital(benefitClasses[of]);

/** A role or a unit: "Chief nurse". */
export const officeInWords = (office: string | null | undefined): string =>
  office ? capital(office.replaceAll('-', ' ')) : 'Not known';

/** Validated is what was measured up to now: where values await it, the tag says so at a glance. */
export const statusTag = ({
  status,
  actuals: { counts },
}: Pick<BenefitListed, 'status' | 'actuals'>) =>
  status === 'validated' && counts.awaiting > 0
    ? { text: 'Part validated', colour: 'yellow' }
    : statusTags[status];

const statusTags: Readonly<
  Record<BenefitListed['status'], Readonly<{ text: string; colour: string }>>
> = {
  profiled: { text: 'Profiled', colour: 'grey' },
  baselined: { text: 'Baseline agreed', colour: 'white' },
  approved: { text: 'Approved', colour: 'blue' },
  measured: { text: 'Measured', colour: 'yellow' },
  validated: { text: 'Validated', colour: 'green' },
  'at-risk': { text: 'At risk', colour: 'red' },
  'written-off': { text: 'Written off', colour: 'grey' },
};

/** What stands beside a tag, without the words that are on it: "Approved", "On 1 February 2025, nothing measured". */
export const besideTag = (says: string, { text }: Readonly<{ text: string }>): string =>
  says.startsWith(text) ? capital(says.slice(text.length).replace(/^[:,]?\s+/, '')) : says;

/** What became of an actual. */
export const stateInWords: Readonly<Record<'validated' | 'recorded' | 'rejected', string>> = {
  validated: 'Validated',
  recorded: 'Awaiting validation',
  rejected: 'Rejected',
};

type Dot = RealisationRatio['againstCurrent'];

/** The dot in words: its colour, and what it means. Ratios are never rounded up. */
export function dotInWords(dot: Dot, unit: string, against: string): string {
  const { numerator, denominator, rag } = dot;
  if (!('ratio' in dot)) return `Not rated: nothing was due yet ${against}.`;
  const share = percent(dot.ratio);
  const sums = `${amountInWords(numerator, unit)} of the ${amountInWords(denominator, unit)} due to date ${against} is validated (${share})`;
  return rag === 'grey'
    ? `Not rated, as ${reasons[dot.because]}: ${sums}.`
    : `${capital(rag)}, ${meanings[rag]}: ${sums}.`;
}

const meanings = { green: 'on track', amber: 'somewhat behind', red: 'far behind' } as const;
const reasons = {
  'no-validated-actual': 'nothing was validated yet',
  'not-recent': 'no value of a recent period is validated',
} as const;

/** Why the baseline is to be taken with care; undefined where it is not. */
export function baselineCaution(
  { baseline }: BenefitListed,
  capability: (code: string) => string,
): string | undefined {
  if (baseline.baseline === 'none') return 'No baseline is agreed, so no change can be shown.';
  return baseline.baseline === 'before-change'
    ? undefined
    : `The baseline was agreed after the change: ${baseline.changedBy.map((each) => capability(each.capability)).join(', ')} was live before it.`;
}

/** "Module ePMA of EPR “second-epr” went live at site RXX01", "Electronic prescribing (C105) was switched on". */
export const markInWords = (
  { what, subject, supplier, module, sites = [] }: BenefitProfileAnswer['marks'][number],
  capability: (code: string) => string,
): string =>
  ({
    'record-live': () => goLiveInWords({ instance: subject, module, supplier }, sites),
    'capability-live': () => `${capability(subject)} was switched on`,
    'record-replaced': () => `The EPR was replaced by ${eprInWords(subject, supplier)}`,
    approved: () => `Approved in ${subject}`,
    rebaselined: () => `Rebaselined in ${subject}`,
  })[what]();

/** The rules that a point broke: "Above the upper limit; run above the mean". */
export const signalsInWords = (
  signals: BenefitProfileAnswer['chart']['points'][number]['signals'],
): string =>
  signals.length === 0
    ? 'None'
    : capital(signals.map(({ rule, side }) => rulesInWords[rule](side === 'high')).join('; '));

const rulesInWords = {
  'outside-limits': (high: boolean) => (high ? 'above the upper limit' : 'below the lower limit'),
  shift: (high: boolean) => `run ${high ? 'above' : 'below'} the mean`,
  'two-of-three': (high: boolean) => `near the ${high ? 'upper' : 'lower'} limit`,
  trend: (high: boolean) => (high ? 'rising' : 'falling'),
} as const;
