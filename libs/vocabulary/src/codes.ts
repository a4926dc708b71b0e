import type { Brand } from './brand.js';

/** ODS code of an organisation (trust, ICB, region), as the Organisation Data Service gives it. */
export type OdsCode = Brand<string, 'OdsCode'>;

/** 3 to 8 capital letters and digits; lower case is raised, spaces around it dropped. */
export function parseOdsCode(text: string): OdsCode | undefined {
  const code = text.trim().toUpperCase();
  return /^[A-Z0-9]{3,8}$/.test(code) ? (code as OdsCode) : undefined;
}

/** Throws RangeError; for constants and fixtures. */
export function odsCode(text: string): OdsCode {
  const code = parseOdsCode(text);
  if (code === undefined) throw new RangeError(`Not an ODS code: ${text}`);
  return code;
}

/** A site in a trust's scope: an ODS site code, or the trust's own code where it names no sites. */
export type SiteCode = Brand<string, 'SiteCode'>;
/** A capability of the maturity model: C105. */
export type CapabilityCode = Brand<string, 'CapabilityCode'>;
/** A benefit, under a reference that its recorder chose: RXX-EPMA-TIME. */
export type BenefitId = Brand<string, 'BenefitId'>;
/** A resource that several benefits may claim a share of: `pharmacy-time`. */
export type PoolTag = Brand<string, 'PoolTag'>;
/** A role or a unit, never a person: `chief-pharmacist`. */
export type Office = Brand<string, 'Office'>;
/** One running EPR: an instance may serve several trusts. */
export type InstanceId = Brand<string, 'InstanceId'>;
export type ModelId = Brand<string, 'ModelId'>;
/** A piece of evidence: `EV-`, the organisation it is of, and 12 digits of its content: EV-RXX-3F2A9C01B7D4. */
export type EvidenceId = Brand<string, 'EvidenceId'>;
export type ProgrammeId = Brand<string, 'ProgrammeId'>;
/** Names a target, definition, cohort, period, report or forecast within its programme. */
export type PartId = Brand<string, 'PartId'>;
/** The event id under which a fact was first recorded; it keeps it through every correction. */
export type FactId = Brand<string, 'FactId'>;

const parserOf =
  <Code extends string>(pattern: RegExp) =>
  (text: string): Code | undefined =>
    pattern.test(text) ? (text as Code) : undefined;

export const parseSiteCode = parserOf<SiteCode>(/^[A-Z0-9]{3,12}$/);
export const parseCapabilityCode = parserOf<CapabilityCode>(/^C\d{3}$/);
/** 3 to 40 capital letters, digits and hyphens; the first is no hyphen. */
export const parseBenefitId = parserOf<BenefitId>(/^[A-Z0-9][A-Z0-9-]{2,39}$/);
export const parsePoolTag = parserOf<PoolTag>(/^[a-z0-9][a-z0-9-]{1,59}$/);
/** 3 to 60 lower-case letters, digits and hyphens: a form in which nobody writes a name. */
export const parseOffice = parserOf<Office>(/^[a-z][a-z0-9-]{2,59}$/);
/** Lower-case letters, digits and hyphens, up to 60: `airedale-millennium`. */
export const parseInstanceId = parserOf<InstanceId>(/^[a-z0-9][a-z0-9-]{0,59}$/);
export const parseModelId = parserOf<ModelId>(/^[a-z0-9][a-z0-9-]{0,59}$/);
export const parseEvidenceId = parserOf<EvidenceId>(/^EV-[A-Z0-9]{3,8}-[0-9A-F]{12}$/);
/** Lower-case letters, digits and hyphens, up to 60: `frontline-digitisation`. */
export const parseProgrammeId = parserOf<ProgrammeId>(/^[a-z0-9][a-z0-9-]{0,59}$/);
export const parsePartId = parserOf<PartId>(/^[a-z0-9][a-z0-9-]{0,59}$/);
export const parseFactId = parserOf<FactId>(
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
);
