import type { MessagesOf } from '#event-sourcing';
import type { Corrections, FactBasis } from '#facts';
import type {
  CapabilityCode,
  FreeText,
  InstanceId,
  IsoDate,
  OdsCode,
  Partner,
  SiteCode,
  Stage,
  StatedDate,
} from '#vocabulary';

type Of = FactBasis & { organisation: OdsCode };
type Product = { supplier?: string; product?: string; sharedWith?: readonly OdsCode[] };
type Epr = Product & { instance: InstanceId };

/** Steps on the way to an EPR that are neither a plan nor a go-live. */
export const milestones = [
  'supplier-selected',
  'outline-business-case-approved',
  'contract-planned',
  'contract-signed',
  'contract-value',
  'major-incident',
  'critical-incident',
  'incidents-reported',
  'emram-stage-stated',
] as const;
export type Milestone = (typeof milestones)[number];

/** Why a trust declares a lower stage than before. */
export const regressionCauses = [
  'evidence-expired',
  'capability-withdrawn',
  'replacement',
  'merger',
  'standard-change',
  'error',
] as const;
export type RegressionCause = (typeof regressionCauses)[number];

export type ScopedSite = Readonly<{ site: SiteCode; weight: number }>;

/** Everything that can be so of a trust's electronic patient record, in the order it usually happens. */
export type OptimisationFact = MessagesOf<{
  DeploymentPlanned: Of &
    Epr & {
      modules?: readonly string[];
      /** A planned date is a value, not an effective day: the day is when it was stated. */
      plannedGoLive?: StatedDate;
      method?: 'big-bang' | 'phased';
      detail?: FreeText;
    };
  /** Every forecast is kept; the newest stated one counts. Whose EPR it is, its plan says. */
  GoLiveForecastRevised: Of & { instance: InstanceId; plannedGoLive: StatedDate; why?: FreeText };
  /** Put off, to a new date or to none; with a module, that module alone. */
  GoLiveDeferred: Of & {
    instance: InstanceId;
    module?: string;
    supplier?: string;
    plannedGoLive?: StatedDate;
    why?: FreeText;
  };
  GoLiveCancelled: Of & { instance: InstanceId; supplier?: string; why?: FreeText };
  EprWentLive: Of &
    Epr & {
      module?: string;
      sites?: readonly SiteCode[];
      detail?: FreeText;
    };
  /** Effective on the cut-over day. Without `capabilities` it touches all. The product is the new one. */
  EprReplaced: Of &
    Product & {
      fromInstance: InstanceId;
      toInstance: InstanceId;
      capabilities?: readonly CapabilityCode[];
    };
  /** Where no successor is live, the reason says what fills the gap. */
  EprRetired: Of & { instance: InstanceId; successor?: InstanceId };
  /** What a source says of the trust as at a day: whether it has an EPR, and whose. */
  EprStatusReported: Of & { hasEpr: boolean; supplier?: string };
  MilestoneStated: Of & {
    milestone: Milestone;
    supplier?: string;
    amountPence?: number;
    plannedFor?: StatedDate;
    detail?: FreeText;
  };
  CapabilityScopeSet: Of & { capability: CapabilityCode; sites: readonly ScopedSite[] };
  CapabilityEnabled: Of & {
    capability: CapabilityCode;
    sites: readonly SiteCode[];
    instance?: InstanceId;
  };
  /** Without `sites`: everywhere. */
  CapabilityWithdrawn: Of & {
    capability: CapabilityCode;
    sites?: readonly SiteCode[];
    why: FreeText;
  };
  PartnerFlowEnabled: Of & {
    partner: Partner;
    direction: 'in' | 'out' | 'both';
    content?: FreeText;
    standard?: string;
  };
  PartnerFlowWithdrawn: Of & { partner: Partner; why: FreeText };
  /** The trust's own statement; any stage. A lower one than before gives its cause. */
  StageDeclared: Of & {
    stage: Stage;
    byBoard?: boolean;
    statement?: FreeText;
    cause?: RegressionCause;
  };
  /** `scope`: what of the trust was looked at; all of it where it is left out. */
  StageValidated: Of & { stage: Stage; validator: OdsCode; expires: IsoDate; scope?: FreeText };
  StageValidationWithdrawn: Of & { stage: Stage; validator: OdsCode; why: FreeText };
}>;

export type OptimisationEvent = OptimisationFact | Corrections<OptimisationFact>;
