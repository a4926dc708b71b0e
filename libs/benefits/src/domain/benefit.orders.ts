import type { MessagesOf, Named } from '#event-sourcing';
import type { Circumstances, CorrectionOrders, OrderFor, OrganisationStanding } from '#facts';
import type { BenefitId, CapabilityCode, OdsCode } from '#vocabulary';
import type { BenefitFact, Period } from './benefit.events.js';

type For<Type extends BenefitFact['type']> = OrderFor<Named<BenefitFact, Type>['data']>;

/** What is effective on the last day of a period does not say when. */
type OverPeriod<Type extends BenefitFact['type']> = Omit<For<Type>, 'when'>;

/** Everything that can be asked to be recorded of a benefit. */
export type BenefitOrder = MessagesOf<{
  ProfileBenefit: For<'BenefitProfiled'>;
  LinkBenefit: For<'BenefitLinked'>;
  UnlinkBenefit: For<'BenefitUnlinked'>;
  RecordDisbenefit: For<'DisbenefitRecorded'>;
  AgreeBaseline: For<'BenefitBaselineAgreed'>;
  ApproveBenefit: For<'BenefitApproved'>;
  ReviseBenefitForecast: For<'BenefitForecastRevised'>;
  RebaselineBenefit: For<'BenefitRebaselined'>;
  RecordActual: OverPeriod<'BenefitActualRecorded'>;
  /** The statement named, and its period, are those of the actual as it stands. */
  ValidateActual: Omit<OverPeriod<'BenefitActualValidated'>, 'names' | 'period'>;
  RejectActual: Omit<OverPeriod<'BenefitActualRejected'>, 'names' | 'period'>;
  TransferOwnership: For<'BenefitOwnershipTransferred'>;
  TransferToSuccessor: For<'BenefitTransferred'>;
  WriteOffBenefit: For<'BenefitWrittenOff'>;
}>;

export type BenefitCommand = BenefitOrder | CorrectionOrders<BenefitOrder>;

/** An accepted measurement of adoption: a share over a window. */
export type AdoptionShare = Readonly<{ window: Period; numerator: number; denominator: number }>;

/** What the rules need from outside the benefit's stream. */
export type BenefitCircumstances = Circumstances &
  Readonly<{
    /** The benefit whose stream is written: a correction must not carry a fact into another one. */
    benefit: BenefitId;
    /** Capabilities of any published maturity model. */
    capabilities: readonly CapabilityCode[];
    /** Of the capabilities that gate this benefit, in the trust the order is about. */
    adoption: Readonly<Partial<Record<CapabilityCode, readonly AdoptionShare[]>>>;
    /** The share this benefit holds of the pool that the order names; 0 where it holds none. */
    poolShare: number;
    /** The grade of the evidence the order names; undefined where it is not graded, or not registered. */
    evidenceGrade: EvidenceGrade | undefined;
    /** The successor that the order names, where it succeeded the trust and is in force. */
    successor: OrganisationStanding | undefined;
  }>;

/** From 0, an assertion, to 3, externally validated. */
type EvidenceGrade = 0 | 1 | 2 | 3;

/** Which benefit of which trust an entry is about. */
export type BenefitSubject = Readonly<{ organisation: OdsCode; benefit: BenefitId }>;

export const benefitStream = (benefit: BenefitId): string => `benefit-${benefit}`;
