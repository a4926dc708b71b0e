/** The four stages of using an electronic patient record (Health Foundation, April 2025). */
export const stageNames = {
  1: 'digitising',
  2: 'informing',
  3: 'shaping',
  4: 'improving',
} as const;
/** A stage that can be declared or validated. */
export type Stage = keyof typeof stageNames;
/** An evidenced stage; 0 is measured and not yet at stage 1. */
export type StageOrNone = 0 | Stage;
export const stages: readonly Stage[] = [1, 2, 3, 4];

/** Primary trust types, as NHS England names them. */
export const trustTypes = [
  'Acute',
  'Mental Health',
  'Mental Health and Community (Combined)',
  'Community',
  'Ambulance',
] as const;
export type TrustType = (typeof trustTypes)[number];

/** Care settings a criterion may apply to. */
export const careSettings = ['acute', 'mental-health', 'community', 'ambulance'] as const;
export type CareSetting = (typeof careSettings)[number];

/** The classes of benefits, which are never added up unseen (domain.md 4.2). */
export const benefitClasses = {
  CRB: 'cash-releasing',
  NCRB: 'non-cash-releasing',
  SB: 'societal',
  UB: 'quality',
} as const;
export type BenefitClass = keyof typeof benefitClasses;

/** Partners of the shared care record. */
export const partners = [
  'gp',
  'other-acute',
  'community',
  'mental-health',
  'adult-social-care',
] as const;
export type Partner = (typeof partners)[number];

/** The four drivers of use: first-time-right entry, pathway consistency, clinical ownership, interoperability. */
export const drivers = [
  'first-time-right',
  'pathway-consistency',
  'clinical-ownership',
  'interoperability',
] as const;
export type Driver = (typeof drivers)[number];

/** Why a cohort has other members, or another published count, than before. */
export const cohortCauses = [
  'established',
  'opened',
  'closed',
  'merger',
  'reclassification',
  'scope-change',
  'recount',
] as const;
export type CohortCause = (typeof cohortCauses)[number];

/** What a public statement about a programme is. */
export const statementKinds = ['actual', 'forecast', 'finding', 'money', 'journey'] as const;
export type StatementKind = (typeof statementKinds)[number];

/** Roles of DESIGN 4.1. */
export const roles = [
  'trust-recorder',
  'trust-approver',
  'board-reader',
  'validator',
  'programme-office',
  'model-steward',
  'reference-loader',
  'auditor',
  'operator',
] as const;
export type Role = (typeof roles)[number];
