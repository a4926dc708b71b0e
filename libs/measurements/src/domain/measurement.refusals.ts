import { basisRefusals, correctionRefusals } from '#facts';

/** Every "no" of this subject, with the sentence its reader sees. */
export const measurementRefusals = {
  ...basisRefusals,
  ...correctionRefusals,
  'not-a-trust': 'Enter the ODS code of a trust. {organisation} is not a trust.',
  'another-subject':
    'A correction must be about the same trust and the same subject. Withdraw this entry and record the right one.',
  'capability-unknown': 'Select a capability from the maturity model.',
  'period-ends-before-start': 'Measurement period must end after it starts.',
  'period-overlaps': 'You have already recorded a value for {period}. Correct that value instead.',
  'number-not-whole': '{field} must be a whole number that is 0 or more, like 42.',
  'number-not-valid': '{field} must be a number that is 0 or more, like 42 or 42.5.',
  'number-zero': '{field} must be more than 0.',
  'part-above-whole': '{part} must be the same as or less than {whole}.',
} as const;
export type MeasurementRefusal = keyof typeof measurementRefusals;
