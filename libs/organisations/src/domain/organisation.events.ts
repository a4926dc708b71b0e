import type { MessagesOf } from '#event-sourcing';
import type { Corrections, FactBasis } from '#facts';
import type { IsoDate, OdsCode, TrustType } from '#vocabulary';

export type OrganisationKind = 'trust' | 'icb' | 'region';
export type Succession = 'merger' | 'acquisition' | 'split';

/** Everything that can be so of an organisation. Changes may be recorded ahead of their day. */
export type OrganisationFact = MessagesOf<{
  /** Effective from the day it opened. */
  OrganisationRegistered: FactBasis & {
    organisation: OdsCode;
    kind: OrganisationKind;
    name: string;
    trustType?: TrustType;
    trustSubtype?: string;
    icb?: OdsCode;
    region?: OdsCode;
    /** Fictional, for the demonstration programme. */
    demonstration?: true;
  };
  OrganisationRenamed: FactBasis & { organisation: OdsCode; name: string };
  OrganisationReclassified: FactBasis & {
    organisation: OdsCode;
    trustType: TrustType;
    trustSubtype?: string;
  };
  /** `icb` absent: no longer in any. */
  OrganisationMovedToIcb: FactBasis & { organisation: OdsCode; icb?: OdsCode; region?: OdsCode };
  /** Effective from the day after its last. */
  OrganisationClosed: FactBasis & { organisation: OdsCode; lastDay: IsoDate };
  /** On the predecessor's stream; effective on the legal date. A split names each successor in a fact of its own. */
  OrganisationSucceeded: FactBasis & {
    organisation: OdsCode;
    successor: OdsCode;
    succession: Succession;
  };
}>;

export type OrganisationEvent = OrganisationFact | Corrections<OrganisationFact>;
