import { basisRefusals, correctionRefusals } from '#facts';

/** Every "no" of this subject, with the sentence its reader sees. */
export const benefitRefusals = {
  ...basisRefusals,
  ...correctionRefusals,
  'not-a-trust': 'Enter the ODS code of a trust. {organisation} is not a trust.',
  'another-benefit':
    'A correction must be about the same trust and the same benefit. Withdraw this entry and record the right one.',
  'benefit-elsewhere': 'On that day this was not a benefit of this organisation.',
  'benefit-not-profiled': 'There is no benefit with this reference. Record its profile first.',
  'already-recorded':
    'This is already recorded for {day}, with other details. Correct that entry instead.',

  'capability-unknown': 'Select a capability from the maturity model.',
  'amounts-not-money': 'The amounts of a cash-releasing benefit must be in money.',
  'amounts-not-measure': 'A quality benefit cannot be valued in money. Score it by its measure.',
  'unit-value-missing':
    'Enter what one unit of the measure is worth, and the source of that value.',
  'threshold-out-of-range': 'The threshold must be more than 0 and 1 or less, like 0.6.',
  'number-not-valid': '{field} must be a number, like 42 or 42.5.',
  'number-not-whole': '{field} must be in whole pence.',
  'percentage-out-of-range': '{field} must be between 0 and 100.',
  'target-wrong-direction':
    'Target must be {comparative} than the baseline because you said {direction} is better.',
  'profile-fixed':
    'Class, unit and direction cannot change once the benefit is approved. Record a new benefit, or correct the profile if it was wrong from the start.',

  'baseline-period-backwards': 'Baseline period must end after it starts.',
  'baseline-period-open': 'Baseline period must end on or before the day it was agreed.',
  'baseline-locked':
    'The baseline was agreed before the approval and counts for it. Correct it if it was wrong.',

  'weight-not-above-zero': 'The weight must be a number that is more than 0, like 1 or 2.5.',
  'outcome-not-linked': 'Link the intermediate outcome first.',
  'linked-as-another-kind': 'This is linked as an {kind} already. Choose another reference.',
  'not-linked': 'This is not linked to the benefit on that day.',

  'approver-needed': 'Only an approver of the trust can do this.',
  'approver-recorded-it': 'You cannot approve an entry you submitted.',
  'approver-is-owner': 'The owner of a benefit cannot approve it. Select another approver.',
  'baseline-missing': 'Agree a baseline before the benefit is approved.',
  'already-approved': 'This benefit was approved on {day}. Rebaseline it instead.',
  'benefit-not-approved': 'The benefit must be approved first.',
  'share-out-of-range': 'The attribution share must be more than 0 and 1 or less, like 0.4.',
  'pool-share-not-held':
    'This benefit holds {held} of the pool {pool}, which is less than its attribution share. Claim a share of the pool first.',
  'trajectory-empty': 'Enter at least one period.',
  'trajectory-backwards': 'The period {period} must end after it starts.',
  'trajectory-gap': 'There is a gap before the period {period}. Enter an amount for every day.',
  'trajectory-overlap': 'The period {period} overlaps with the one before it.',
  'amount-not-valid': 'The amount for {period} must be a number that is 0 or more, like 42.',
  'amount-not-whole': 'The amount for {period} must be in whole pence.',
  'forecast-unchanged': 'This is what is forecast already.',
  'forecast-needs-approver':
    'This differs by {change} from what was last approved. A change above 10% needs an approver.',
  'benefit-written-off': 'This benefit was written off on {day}.',

  'period-backwards': 'Measurement period must end after it starts.',
  'period-overlaps': 'You have already recorded a value for {period}. Correct that value instead.',
  'period-outside-plan': 'The period must lie within the plan, from {from} to {to}.',
  'value-differs-from-volume':
    'The amount must be volume, agreed unit value and attribution share multiplied, which is {value} pence.',
  'denominator-not-above-zero': 'Denominator must be more than 0.',
  'part-without-whole': 'Enter both a numerator and a denominator, or neither.',
  'actual-not-found': 'There is no recorded value with this reference.',
  'already-validated': 'This value was validated already.',
  'already-rejected': 'This value was rejected already. It must be corrected first.',
  'validator-recorded-it': 'You cannot validate an entry you submitted.',
  'finance-needed':
    'A cash-releasing value must be validated by finance, once the budget has changed.',
  'volume-missing':
    'A value in money that releases no cash needs the volume it was made from. Correct the value first.',
  'freed-time-use-missing':
    'A non-cash-releasing value counts only when it says how the freed time was used. Correct the value first.',
  'evidence-missing': 'Enter the reference of the evidence.',
  'evidence-grade-too-low':
    'This evidence has {grade}. A value can be validated on grade 2 or 3 alone.',

  'same-owner': 'This is its owner already.',
  'successor-unknown': 'Enter the successor of this trust, once the succession is in force.',
  'transfer-before-succession':
    'The date must be the same as or after {from}, when {successor} took over.',
  'decision-missing': 'Enter the board paper or minute in which it was decided, as the source.',
} as const;
export type BenefitRefusal = keyof typeof benefitRefusals;
