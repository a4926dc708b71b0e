import type { FreeText, IsoDate, OdsCode, Office, PoolTag } from '#vocabulary';
import type { BenefitProfile } from './benefit-profile.js';
import type { PeriodAmount } from './ledger.js';

/** What is stated of a benefit. Owner: its id, or the tag of a resource pool. */
export type BenefitValues = {
  /** Subject ''. */
  benefit: BenefitProfile & Readonly<{ organisation: OdsCode }>;
  /** Subject ''. Whose it is: of its profile, and of its way to a successor. */
  'benefit-home': Readonly<{ organisation: OdsCode }>;
  /** Subject ''. A role or a unit. */
  'benefit-owner': Readonly<{ owner: Office }>;
  /** Subject ''. In the unit of the measure; agreed on the effective day, measured in the period. */
  'benefit-baseline': Readonly<{
    value: number;
    from: IsoDate;
    to: IsoDate;
    method: string;
    sampleSize?: number;
    agreedBy: Office;
  }>;
  /** Subject ''. The first is the original one, the newest the current one. */
  'benefit-approval': Readonly<{
    rebaselined: boolean;
    approver: Office;
    caseRef: string;
    caseVersion: string;
    /** The attribution share is taken off already. */
    trajectory: readonly PeriodAmount[];
    /** What it takes to bring it about, in whole pence; left out where the approval states none. */
    costs?: readonly PeriodAmount[];
    fullYearValue: number;
    attributionShare: number;
    pool?: PoolTag;
    /** Why it was rebaselined. */
    reason?: FreeText;
  }>;
  /** Subject ''. */
  'benefit-forecast': Readonly<{ trajectory: readonly PeriodAmount[]; reason: FreeText }>;
  /** Subject ''. The effective day is the last of the period; `gate` where the threshold was not shown to be reached. */
  'benefit-actual': Readonly<{ amount: number; from: IsoDate; gate?: 'below' | 'unmeasured' }>;
  /** Subject: the fact id of the actual. Holds only while the actual is stated by the event it names. */
  'benefit-validation': Readonly<{
    state: 'validated' | 'rejected';
    names: string;
    from: IsoDate;
  }>;
  /** Subject ''. */
  'benefit-write-off': Readonly<{ remainingValue: number; approver: Office }>;
  /** Subject: its reference. Money in pence. */
  disbenefit: Readonly<{
    title: FreeText;
    bearer: string;
    measure: string;
    unit: string;
    value: number;
  }>;
  /** Subject: the node. `linked: false` from the day on which the link ends. */
  'benefit-link': Readonly<{
    kind: 'capability' | 'outcome' | 'objective';
    linked: boolean;
    /** Of capabilities: 1 where none was given. */
    weight?: number;
    title?: FreeText;
    through?: string;
  }>;
  /** Owner: the pool's tag. Subject: the benefit. 0 from the day of its release. */
  'pool-share': Readonly<{ share: number }>;
};
/** The kinds of facts about benefits and pools; no organisation owns one. */
export type BenefitKind = keyof BenefitValues;
