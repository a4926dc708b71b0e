import { basisRefusals, correctionRefusals } from '#facts';

/** Every "no" of this subject, with the sentence its reader sees. */
export const optimisationRefusals = {
  ...basisRefusals,
  ...correctionRefusals,
  'not-a-trust': 'Enter the ODS code of a trust. {organisation} is not a trust.',
  'another-organisation':
    'A correction must be about the same trust. Withdraw this entry and record the right one.',
  'stated-by-a-source':
    'This is what a public source says: {source}. Record your own entry beside it; it counts from its day.',
  'already-recorded': 'This is already recorded for {day}. Correct it instead.',

  'plan-active':
    'There is already a plan for this EPR. Revise its forecast, defer it or cancel it instead.',
  'plan-missing': 'There is no plan for this EPR on that day. Record the plan first.',
  'planned-date-past': 'The planned date must be after the day on which it was stated.',
  'forecast-unchanged': 'The new forecast must differ from the one before, {plannedGoLive}.',
  'after-go-live':
    'The go-live of this EPR is recorded for {liveOn}. Its plan cannot change after that.',
  'module-live':
    'The go-live of the module {module} is recorded for {liveOn}. It cannot be put off after that.',
  'change-without-reason': 'Enter why {what}.',
  'go-live-before-plan': 'The go-live must be the same day as the plan or after it, {plannedOn}.',
  'module-not-planned': 'Select a module that is in the plan: {modules}.',
  'already-live':
    'The go-live of this EPR is recorded for {liveOn} already. Correct that entry instead.',
  'instance-not-live': 'The EPR {instance} is not live on that day. Record its go-live first.',
  'instance-same': 'The new EPR must differ from the one it replaces.',
  'successor-not-live':
    'The EPR {successor} is not live on that day. Record its go-live first, or enter the reason for the gap.',
  'retired-without-successor':
    'Enter the EPR that took its place and is live, or the reason why none did.',
  'shared-with-itself':
    'Enter the other trusts that share this EPR. {code} is the one it is recorded for.',
  'shared-with-unknown': 'Enter ODS codes that exist, like RXX. There is no {code}.',
  'shared-with-no-trust': 'Enter the ODS codes of trusts. {name} ({code}) is not a trust.',
  'shared-twice': 'Enter each trust that shares this EPR once. {code} is listed twice.',
  'amount-not-whole': 'The amount must be a whole number of pence, like 4200.',

  'capability-unknown': 'Select a capability from the maturity model.',
  'scope-empty': 'Enter at least one site.',
  'site-twice': 'Enter each site once. {site} is listed twice.',
  'site-unknown':
    'This trust has no site {site}. The codes of its sites begin with {trust}; enter {trust} for all of it.',
  'site-of-another':
    '{site} is a site of {owner}. The codes of this trust’s sites begin with {trust}.',
  'weight-not-positive': 'The weight of a site must be a number above 0, like 1 or 2.5.',
  'enabled-before-go-live':
    'No EPR was live at {site} on that day. Record the go-live first, or correct the date.',
  'site-not-in-scope': 'The site {site} is not in the scope of this capability.',
  'capability-not-enabled': 'This capability is not enabled at {site} on that day.',
  'partner-flow-not-enabled': 'Exchange with this partner was not switched on on that day.',

  'stage-unknown': 'The stage must be 1, 2, 3 or 4.',
  'lower-stage-without-cause': 'Select why the stage is lower than stage {before} declared before.',
  'stage-cause-unknown': 'Select one of the causes: {causes}.',
  'validator-is-the-trust': 'A stage must be validated by another organisation than the trust.',
  'validator-not-asker': 'You can only validate a stage for your own organisation.',
  'validation-of-another':
    'This was recorded by {validator}. Only {validator} can correct or withdraw it.',
  'validation-ends-before-start':
    'The expiry date must be the same as or after the date of the validation.',
  'validation-too-long': 'The expiry date must be {latest} or earlier, 36 months after the date.',
  'validation-missing': 'There is no validation of this stage by this organisation on that day.',
} as const;
export type OptimisationRefusal = keyof typeof optimisationRefusals;
