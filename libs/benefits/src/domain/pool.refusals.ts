import { basisRefusals, correctionRefusals } from '#facts';

/** Every "no" of this subject, with the sentence its reader sees. */
export const poolRefusals = {
  ...basisRefusals,
  ...correctionRefusals,
  'not-a-trust': 'Enter the ODS code of a trust. {organisation} is not a trust.',
  'another-pool':
    'A correction must be about the same trust, pool and benefit. Withdraw this entry and record the right one.',
  'benefit-not-profiled': 'There is no benefit with this reference. Record its profile first.',
  'benefit-elsewhere': 'On that day this was not a benefit of this organisation.',
  'already-recorded':
    'This is already recorded for {day}, with other details. Correct that entry instead.',
  'share-out-of-range':
    'The share must be more than 0 and 1 or less, with up to 4 decimals, like 0.4.',
  'pool-overclaimed':
    'Nothing can be counted twice: on {day} the shares of {pool} would add to {sum}. The others hold {holders}.',
  'share-below-approved':
    'This benefit was approved with {approved} of the pool. Rebaseline or write it off first.',
  'share-not-held': 'This benefit holds no share of the pool on that day.',
} as const;
export type PoolRefusal = keyof typeof poolRefusals;
