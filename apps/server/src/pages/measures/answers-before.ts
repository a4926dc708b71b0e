import { commonBefore, words, type Stated } from '../entries/answers-before.js';
import type { Answers } from '../forms/form.js';
import { poundsOf } from '../forms/pounds-typed.js';

/** The answers that would have led to a measured share, of use or of a driver of it. */
export const shareBefore = (data: Stated): Answers => ({
  ...measuredBefore(data),
  capability: words(data['capability']),
  driver: words(data['driver']),
  numerator: words(data['numerator']),
  denominator: words(data['denominator']),
});

export const sharedRecordBefore = (data: Stated): Answers => ({
  ...measuredBefore(data),
  partner: words(data['partner']),
  eligible: words(data['eligible']),
  available: words(data['available']),
  used: words(data['used']),
});

export function realisationBefore(data: Stated): Answers {
  const isMoney = data['unit'] === 'pence';
  const amount = isMoney ? poundsOf : words;
  return {
    ...measuredBefore(data),
    capability: words(data['capability']),
    in: isMoney ? 'money' : 'other',
    unit: isMoney ? '' : words(data['unit']),
    validated: amount(data['validated']),
    expected: amount(data['expected']),
  };
}

function measuredBefore(data: Stated): Answers {
  const { from, to } = data['window'] as Readonly<{ from: string; to: string }>;
  const { name } = data['source'] as Readonly<{ name: string }>;
  return {
    ...commonBefore(data),
    ...{ from, day: to, source: name },
    method: words(data['method']),
    notes: words(data['note']),
  };
}
