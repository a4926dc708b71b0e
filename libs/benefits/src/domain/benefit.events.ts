import type { MessagesOf } from '#event-sourcing';
import type { BenefitProfile, Corrections, FactBasis, PeriodAmount } from '#facts';
import type {
  BenefitId,
  CapabilityCode,
  FactId,
  FreeText,
  IsoDate,
  OdsCode,
  Office,
  PoolTag,
} from '#vocabulary';

/** The organisation whose benefit it is on that day. */
type Of = FactBasis & { organisation: OdsCode; benefit: BenefitId };

/** First and last day measured; the last is the effective day. */
export type Period = Readonly<{ from: IsoDate; to: IsoDate }>;

/** What a board agrees to: the case, what will come of it when, and how much of that is its own. */
export type Approval = Readonly<{
  /** Who approved it, by role or unit. */
  approver: Office;
  caseRef: string;
  caseVersion: string;
  /** What is claimed for the benefit: the attribution share is taken off already. */
  trajectory: readonly PeriodAmount[];
  /** What it takes to bring it about, in whole pence; periods may have gaps. Left out: not stated, and not none. */
  costs?: readonly PeriodAmount[];
  /** A year in full effect, in the unit of the trajectory. */
  fullYearValue: number;
  /** The part of the change that is this benefit's own, above 0 and up to 1. */
  attributionShare: number;
  rationale?: FreeText;
  counterfactual?: FreeText;
  /** The resource that others may claim a share of too. */
  pool?: PoolTag;
}>;

/** Who lives with it, and how bad it is. Money in pence, else in the unit. */
type Disbenefit = Readonly<{
  disbenefit: string;
  title: FreeText;
  bearer: string;
  measure: string;
  unit: string;
  value: number;
}>;

/** A node of the benefit map: capability, intermediate outcome or objective. */
export type Link =
  | Readonly<{
      kind: 'capability';
      node: CapabilityCode;
      /** Above 0; its part in the mean over a capability's benefits. 1 where it is left out. */
      weight?: number;
      /** The intermediate outcome it works through. */
      through?: string;
    }>
  | Readonly<{ kind: 'outcome' | 'objective'; node: string; title: FreeText }>;

/** Everything that can happen to a benefit, in the order it usually happens. */
export type BenefitFact = MessagesOf<{
  BenefitProfiled: Of & { profile: BenefitProfile };
  BenefitLinked: Of & { link: Link };
  BenefitUnlinked: Of & { kind: Link['kind']; node: string; why: FreeText };
  DisbenefitRecorded: Of & Disbenefit;
  /** Effective on the day it was agreed; `period` is what was measured. */
  BenefitBaselineAgreed: Of & {
    value: number;
    period: Period;
    method: string;
    sampleSize?: number;
    agreedBy: Office;
  };
  BenefitApproved: Of & Approval;
  BenefitForecastRevised: Of & {
    trajectory: readonly PeriodAmount[];
    why: FreeText;
    approver?: Office;
  };
  BenefitRebaselined: Of & Approval & { why: FreeText };
  BenefitActualRecorded: Of & {
    period: Period;
    /** Whole pence for money, else in the unit of the measure; below 0 where things got worse. */
    amount: number;
    /** What was measured, in the unit of the measure; for money, the amount is its value. */
    volume?: number;
    numerator?: number;
    denominator?: number;
    method: string;
    useOfFreedTime?: FreeText;
    note?: FreeText;
  };
  /** Holds for the one statement of the actual it names; a correction suspends it. */
  BenefitActualValidated: Of & {
    actual: FactId;
    names: string;
    period: Period;
    method: string;
    capacity?: 'finance';
  };
  BenefitActualRejected: Of & { actual: FactId; names: string; period: Period; why: FreeText };
  BenefitOwnershipTransferred: Of & { owner: Office; acceptance: FreeText };
  /** Effective on the first day under the successor. */
  BenefitTransferred: Of & { successor: OdsCode };
  BenefitWrittenOff: Of & {
    remainingValue: number;
    approver: Office;
    capacity: 'board';
    why: FreeText;
  };
}>;

export type BenefitEvent = BenefitFact | Corrections<BenefitFact>;
