import { basisRefusals, correctionRefusals } from '#facts';

/** Every reason why a maturity model does not change, as its reader sees it. */
export const maturityModelRefusals = {
  ...basisRefusals,
  ...correctionRefusals,
  'version-exists': 'Version {version} is already published. Publish version {next} instead.',
  'version-out-of-turn': 'The next version of this model is {next}.',
  'content-of-another-model': 'The content names the model {named}, not {model}.',
  'capability-twice': 'Capability {capability} is listed more than once.',
  'stage-without-criteria': 'Stage {stage} has no mandatory capability.',
  'capability-without-settings': 'Say which care settings {capability} applies to.',
  'setting-unknown': '{capability} names {setting}, which is not a care setting.',
  'threshold-out-of-range': 'The thresholds of {capability} must be more than 0 and at most 1.',
  'weight-not-positive': 'The weight of {capability} must be more than 0.',
  'validity-not-whole-months': 'The validity of {capability} must be 1 month or more, in months.',
} as const;

export type MaturityModelRefusal = keyof typeof maturityModelRefusals;
