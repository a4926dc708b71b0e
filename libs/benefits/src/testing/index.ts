import type { Standing } from '#event-sourcing';
import { givenId, specify } from '#event-sourcing/testing';
import type { BenefitProfile, OrganisationStanding, PeriodAmount } from '#facts';
import {
  isoDate,
  odsCode,
  onDay,
  statedDate,
  type BenefitId,
  type CapabilityCode,
  type FactId,
  type FreeText,
  type IsoDate,
  type Office,
  type PoolTag,
} from '#vocabulary';
import { benefitDecider } from '../domain/benefit.decider.js';
import type { Approval, BenefitEvent, BenefitFact } from '../domain/benefit.events.js';
import type {
  BenefitCircumstances,
  BenefitCommand,
  BenefitOrder,
} from '../domain/benefit.orders.js';

/** The example of every spec: nursing time freed at RXX, approved for the year 2024/25. */
export const RXX = odsCode('RXX');
export const RYY = odsCode('RYY');
export const TIME = 'RXX-EPMA-TIME' as BenefitId;
export const C105 = 'C105' as CapabilityCode;
export const POOL = 'nursing-time' as PoolTag;
export const reason = 'It was read from the wrong column' as FreeText;

export const day = (text: string): IsoDate => isoDate(text);
export const office = (text: string): Office => text as Office;
export const freely = (text: string): FreeText => text as FreeText;
export const on = (text: string) => ({ when: { on: statedDate(text) } });
export const effective = (text: string) => ({ effective: onDay(isoDate(text)) });
export const id = (n: number): FactId => givenId(n) as FactId;

export const trust: OrganisationStanding = {
  code: RXX,
  name: 'An NHS Trust',
  kind: 'trust',
  opened: isoDate('1993-04-01'),
};

export const recorder = { actor: 'r-1', role: 'trust-recorder', organisation: RXX } as const;
export const approver = { actor: 'a-1', role: 'trust-approver', organisation: RXX } as const;

const circumstances: BenefitCircumstances = {
  today: isoDate('2024-12-31'),
  asker: recorder,
  organisation: trust,
  benefit: TIME,
  capabilities: [C105],
  adoption: {},
  poolShare: 0,
  evidenceGrade: 2,
  successor: undefined,
};
export const benefit = specify(benefitDecider, circumstances);

/** The same event, recorded by somebody. */
export const by = (
  actor: string,
  event: BenefitEvent,
): BenefitEvent & Pick<Standing, 'metadata'> => ({
  ...event,
  metadata: { actor, role: 'trust-recorder', organisation: RXX },
});

export const about = { organisation: RXX, benefit: TIME };

export const profile: BenefitProfile = {
  title: freely('Nursing time freed by electronic drug charts'),
  class: 'NCRB',
  valuedIn: 'money',
  beneficiary: 'Ward nurses',
  category: 'Workforce productivity',
  objective: 'Release time to care',
  owner: office('chief-nurse'),
  measure: {
    name: 'Time for a drug round',
    unit: 'minutes',
    direction: 'lower',
    source: 'ePMA audit log',
    cadence: 'monthly',
  },
  targetValue: 50,
  unitValue: { pence: 45, source: 'Unit Costs', priceYear: '2025/26' },
};

export const profileIt = (change: Partial<BenefitProfile> = {}, when = '2024-01-15') =>
  ({
    type: 'ProfileBenefit',
    data: { ...about, profile: { ...profile, ...change }, ...on(when) },
  }) satisfies BenefitOrder;
export const profiled = (change: Partial<BenefitProfile> = {}, when = '2024-01-15') =>
  ({
    type: 'BenefitProfiled',
    data: { ...about, profile: { ...profile, ...change }, ...effective(when) },
  }) satisfies BenefitFact;

const measured = {
  period: { from: isoDate('2023-10-01'), to: isoDate('2023-12-31') },
  method: 'Observed rounds',
  agreedBy: office('benefits-board'),
};
export const agreeBaseline = (value: number, when = '2024-02-01') =>
  ({
    type: 'AgreeBaseline',
    data: { ...about, value, ...measured, ...on(when) },
  }) satisfies BenefitOrder;
export const baseline = (value = 72, when = '2024-02-01') =>
  ({
    type: 'BenefitBaselineAgreed',
    data: { ...about, value, ...measured, ...effective(when) },
  }) satisfies BenefitFact;

/** Quarters of 2024/25 with these amounts. */
export const quarters = (...amounts: readonly number[]): readonly PeriodAmount[] =>
  [
    ['2024-04-01', '2024-06-30'],
    ['2024-07-01', '2024-09-30'],
    ['2024-10-01', '2024-12-31'],
    ['2025-01-01', '2025-03-31'],
  ].map(([from = '', to = ''], index) => ({
    from: isoDate(from),
    to: isoDate(to),
    amount: amounts[index] ?? 0,
  }));

export const approval: Approval = {
  approver: office('finance-committee'),
  caseRef: 'EPR full business case',
  caseVersion: '2.1',
  trajectory: quarters(100_000, 200_000, 300_000, 400_000),
  fullYearValue: 1_600_000,
  attributionShare: 0.5,
};
export const approve = (change: Partial<Approval> = {}, when = '2024-03-01') =>
  ({
    type: 'ApproveBenefit',
    data: { ...about, ...approval, ...change, ...on(when) },
  }) satisfies BenefitOrder;
export const approved = (change: Partial<Approval> = {}, when = '2024-03-01') =>
  ({
    type: 'BenefitApproved',
    data: { ...about, ...approval, ...change, ...effective(when) },
  }) satisfies BenefitFact;

/** Profiled and baselined by r-1, and approved. */
export const promised: readonly BenefitEvent[] = [
  by('r-1', profiled()),
  by('r-1', baseline()),
  by('a-1', approved()),
];

export const july = { from: isoDate('2024-07-01'), to: isoDate('2024-07-31') };
export const august = { from: isoDate('2024-08-01'), to: isoDate('2024-08-31') };
type Actual = Extract<BenefitFact, { type: 'BenefitActualRecorded' }>['data'];
export const recordActual = (period = july, change: Partial<Actual> = {}) =>
  ({
    type: 'RecordActual',
    data: { ...about, period, amount: 45_000, method: 'EPR report', ...change },
  }) satisfies BenefitOrder;
export const actual = (period = july, change: Partial<Actual> = {}) =>
  ({
    type: 'BenefitActualRecorded',
    data: {
      ...about,
      period,
      amount: 45_000,
      method: 'EPR report',
      ...change,
      ...effective(period.to),
    },
  }) satisfies BenefitFact;

type Validated = Extract<BenefitFact, { type: 'BenefitActualValidated' }>['data'];
export const validate = (n: number, change: Partial<Validated> = {}) =>
  ({
    type: 'ValidateActual',
    data: { ...about, actual: id(n), method: 'Sample of 40', evidence: 'E-1', ...change },
  }) satisfies BenefitOrder;
export const validated = (n: number, names: string = id(n), change: Partial<Validated> = {}) =>
  ({
    type: 'BenefitActualValidated',
    data: {
      ...about,
      actual: id(n),
      names,
      period: july,
      method: 'Sample of 40',
      evidence: 'E-1',
      ...change,
      ...effective(july.to),
    },
  }) satisfies BenefitFact;

export const correct = (n: number, order: BenefitOrder): BenefitCommand => ({
  type: 'CorrectFact',
  data: { factId: id(n), reason, order },
});
export const corrected = (n: number, fact: BenefitFact): BenefitEvent => ({
  type: 'FactCorrected',
  data: { factId: id(n), reason, fact },
});
export const retract = (n: number): BenefitCommand => ({
  type: 'RetractFact',
  data: { factId: id(n), reason },
});
