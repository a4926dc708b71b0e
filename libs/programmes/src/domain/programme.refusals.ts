import { basisRefusals, correctionRefusals } from '#facts';

/** Every "no" of this subject, with the sentence its reader sees. */
export const programmeRefusals = {
  ...basisRefusals,
  ...correctionRefusals,
  'programme-unknown': 'There is no programme of this name. Register it first.',
  'already-registered': 'This programme is already registered. Correct its registration instead.',
  'source-missing': 'Enter where this was announced.',

  'definition-version-exists':
    'Version {version} of this definition exists. Enter it as version {next} instead.',
  'definition-out-of-turn': 'The next version of this definition is {next}.',
  'definition-before-previous':
    'The date must be the same as or after {previousOn}, when the version before it began.',
  'definition-unchanged': 'This says the same as the version before it.',
  'definition-unknown':
    'There is no version {version} of the definition {name}. Enter one of this programme.',

  'cohort-version-exists':
    'Version {version} of this cohort exists. Enter it as version {next} instead.',
  'cohort-out-of-turn': 'The next version of this cohort is {next}.',
  'cohort-before-previous':
    'The date must be the same as or after {previousOn}, when the version before it began.',
  'cohort-unchanged': 'Enter which trusts join or leave the cohort, or how many were counted.',
  'cohort-unknown':
    'There is no version {version} of the cohort {name}. Enter one of this programme.',
  'trust-unknown': '{code} is no trust that is registered here.',
  'trust-not-open': '{name} ({code}) was not open on that day.',
  'trust-twice': '{code} is named more than once.',
  'already-member': '{code} is in the cohort already.',
  'not-a-member': '{code} is not in the cohort.',

  'target-exists': 'This target is already set. Rebaseline it, or correct it if it was wrong.',
  'target-unknown': 'There is no target {name} in this programme. Set it first.',
  'target-value-out-of-range':
    'The value must be a number that is 0 or more, and at most 100 for a percentage.',
  'deadline-before-target': 'The deadline must be the same as or after the day it was set.',
  'rebaselined-before-set': 'The date must be the same as or after {setOn}, when it was set.',
  'rebaselined-that-day': 'This target was already rebaselined on that day. Correct that instead.',
  'target-unchanged': 'These are the terms it had before. Enter what changed.',

  'statement-exists': 'There is already a statement of this name. Correct it instead.',
  'number-not-valid': 'The {field} must be a number.',

  'period-ends-before-start': 'The period must end after it starts.',
  'period-not-over': 'The period can be closed once it is over, from {closableFrom} on.',
  'period-closed': 'This period is closed already.',
  'period-unknown': 'There is no closed period {name}. Close it first.',
  'period-stays-closed':
    'A closed period stays as it was closed. What is recorded later is shown as a prior-period adjustment.',

  'report-exists': 'There is already a report of this name. Publish this one under another.',
  'report-stands':
    'A published report stays as it was published. Publish another one; both are kept.',
  'report-empty': 'Enter the figures of the report.',
  'as-of-outside-period': 'The figures must be of a day from {from} to {to}.',
  'figure-twice': '{figure} is given more than once.',
  'bounds-reversed': 'The low bound of {figure} must be the same as or less than the high bound.',
  'model-unknown': 'There is no version {version} of the model {name}.',

  'forecast-exists': 'There is already a forecast of this name. Publish this one under another.',
  'forecast-stands':
    'A published forecast stays as it was published, so that it can be scored. Publish another one under a new name.',
  'forecast-unknown': 'There is no forecast {name} in this programme.',
  'forecast-after-publication': 'A forecast is published on its own day or later.',
  'entry-ahead': 'Enter an entry from 1 to {lastEntry}, the last one recorded.',
  'chance-out-of-range': 'A chance must be a number from 0 to 1.',
  'distribution-not-whole': 'The chances of the distribution must add up to 1.',
  'count-out-of-range': 'The count by plans must be a whole number from 0 to {most}.',
  'judgement-exists':
    'A judgement of this trust was already recorded on that day. Correct it instead.',

  'pack-unknown':
    'There is no such board pack of this programme. Open the pack and sign off what it shows.',
  'pack-day-not-over':
    'This pack is about a day that is not over. It can be signed off from {signableFrom} on.',
  'signed-off-before-day-over':
    'A pack is signed off once its day is over: the date must be after {day}.',
  'pack-manifest-differs':
    'This is not the digest of the manifest of this pack. Open the pack again and sign off what it shows.',
  'pack-signed-off':
    'The programme office has signed this pack off already. Withdraw that sign-off first if it should not hold.',
  'pack-not-signed-off': 'No sign-off of this pack stands, so there is nothing to withdraw.',
  'withdrawn-before-signed-off':
    'The date must be the same as or after {signedOn}, when the pack was signed off.',
  'signed-off-before-withdrawn':
    'The date must be the same as or after {withdrawnOn}, when the sign-off before it was withdrawn.',
  'sign-off-stands':
    'A sign-off stays as it was given, and so does its withdrawal. Record another one beside it.',
} as const;
export type ProgrammeRefusal = keyof typeof programmeRefusals;
