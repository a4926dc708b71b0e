import { basisRefusals, correctionRefusals } from '#facts';

/** Every "no" of this subject, with the sentence its reader sees. */
export const assessmentRefusals = {
  ...basisRefusals,
  ...correctionRefusals,
  'not-a-trust': 'Enter the ODS code of a trust. {organisation} is not a trust.',
  'another-subject':
    'A correction must be about the same trust and the same edition. Withdraw this entry and record the right one.',
  'edition-unknown': 'Select an edition of an instrument that is known, like dma-2025.',
  'instrument-without-scores': '{instrument} is a survey. Record its result as one.',
  'instrument-without-answers': '{instrument} is no survey. Record its scores.',
  'no-scores': 'Enter at least one score.',
  'score-unknown': 'Nothing is scored as “{name}” here. Enter one of: {names}.',
  'score-off-scale': 'The score of {name} must be a number from {from} to {to}{decimals}.',
  'score-not-own':
    'A score above {most} is given by somebody else: say that the organisation did not score itself.',
  'percent-not-valid': 'The {which} share must be a number from 0 to 100.',
  'percents-above-100': 'The positive and the negative share must add up to 100 or less.',
  'too-few-respondents': 'A result counts from {least} answers on.',
  'assessed-already':
    'This trust has an entry of {day} for this edition already. Record another edition, or correct that entry instead.',
  'stated-by-a-source':
    'This is what a public source says: {source}. Record your own entry beside it; it counts from its day.',
} as const;
export type AssessmentRefusal = keyof typeof assessmentRefusals;
