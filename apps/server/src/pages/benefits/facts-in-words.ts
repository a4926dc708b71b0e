import type { BenefitKind, LedgerValues } from '#facts';
import { forPeriod, withDaysInWords } from '../dates-in-words.js';
import type { Names } from '../names.js';
import { uncapital } from '../stages-in-words.js';
import { classInWords, officeInWords } from './benefit-words.js';

type InWords = {
  readonly [Kind in BenefitKind]: (
    value: LedgerValues[Kind],
    subject: string,
    names: Names,
  ) => string;
};

/** What is stated of a benefit, or of a pool that several draw on. */
export const benefitFactsInWords: InWords = {
  benefit: ({ title, class: of }) => `Benefit profiled: ${title} (${uncapital(classInWords(of))})`,
  'benefit-home': ({ organisation }, _, names) => `Belongs to ${names.organisation(organisation)}`,
  'benefit-owner': ({ owner }) => `Owned by: ${officeInWords(owner)}`,
  'benefit-baseline': ({ value, from, to, method, agreedBy }, _, { measured }) =>
    `Baseline of ${measured?.(value) ?? numberInWords(value)} ${forPeriod({ from, to })}; method: ${withDaysInWords(method)}; agreed by: ${officeInWords(agreedBy)}`,
  'benefit-approval': ({ rebaselined, approver, caseRef, caseVersion, trajectory }, _, names) =>
    `${rebaselined ? 'Rebaselined' : 'Approved'}: ${inAll(trajectory, names)}; by: ${officeInWords(approver)}; in ${caseRef} version ${caseVersion}`,
  'benefit-forecast': ({ trajectory, reason }, _, names) =>
    `Forecast revised: ${inAll(trajectory, names)}${reason === '' ? '' : `; reason: ${withDaysInWords(reason)}`}`,
  'benefit-actual': ({ amount }, _, names) => `Value recorded: ${amountOf(amount, names)}`,
  'benefit-validation': ({ state, names: statedIn }, _, names) => {
    const amount = names.actual?.(statedIn);
    return amount === undefined ? `Value ${state}` : `Value of ${amount} ${state}`;
  },
  'benefit-write-off': ({ remainingValue, approver }, _, names) =>
    `Written off with ${amountOf(remainingValue, names)} remaining; by: ${officeInWords(approver)}`,
  disbenefit: ({ title, bearer }) => `Disbenefit: ${title}; borne by: ${bearer}`,
  'benefit-link': ({ kind, linked, title }, subject, { capability }) =>
    `${linked ? 'Linked to' : 'No longer linked to'} the ${kind} ${kind === 'capability' ? capability(subject) : `“${title ?? subject}”`}`,
  'pool-share': ({ share }, benefit) => `Share of ${benefit} in a pool: ${numberInWords(share)}`,
};

const inAll = (trajectory: readonly Readonly<{ amount: number }>[], names: Names): string =>
  `${amountOf(
    trajectory.reduce((sum, { amount }) => sum + amount, 0),
    names,
  )} in all`;

const numberInWords = (value: number): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: 4 });

/** Which of the two it is, only its profile says: without it, the number stands alone. */
const amountOf = (value: number, { amount }: Names): string =>
  amount?.(value) ?? numberInWords(value);
