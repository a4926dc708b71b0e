import type { BenefitProfile, Cadence, WgllPillar } from '#facts';
import type { BenefitClass, CapabilityCode, Office, Stage } from '#vocabulary';

/** What several trusts promise alike; how much of it, and when, is each trust's own. */
export type BenefitKind = Readonly<{
  title: string;
  class: BenefitClass;
  beneficiary: string;
  category: string;
  objective: string;
  owner: Office;
  measure: Readonly<{ name: string; unit: string; source: string; cadence: Cadence }>;
  /** In the unit of the measure: before the change, and a month in full effect for each site. */
  baseline: number;
  monthly: number;
  capability: CapabilityCode;
  stage: Stage;
  pillar: WgllPillar;
  /** What one unit is worth, or for cash what one unit costs no more; none where it is not in money. */
  pence?: number;
  /** What of it is its own: the rest would have come without the record. */
  share: number;
  /** Use from which on it counts. */
  threshold?: number;
}>;

const office = (text: string): Office => text as Office;
const code = (text: string): CapabilityCode => text as CapabilityCode;

/** By the part of a benefit's reference after its trust. */
export const kinds = {
  'EPMA-TIME': {
    title: 'Nursing hours freed by electronic drug charts',
    class: 'NCRB',
    beneficiary: 'Ward nurses',
    category: 'Workforce productivity',
    objective: 'Release time to care',
    owner: office('chief-nurse'),
    measure: {
      name: 'Nursing hours freed in drug rounds',
      unit: 'hours',
      source: 'ePMA audit log',
      cadence: 'monthly',
    },
    baseline: 0,
    monthly: 420,
    capability: code('C105'),
    stage: 1,
    pillar: 'support-people',
    pence: 2_850,
    share: 0.6,
    threshold: 0.6,
  },
  PAPER: {
    title: 'Paper records no longer printed, fetched and stored',
    class: 'CRB',
    beneficiary: 'The trust',
    category: 'Estates and facilities',
    objective: 'Reduce the cost of records',
    owner: office('director-of-estates'),
    measure: {
      name: 'Folders no longer fetched',
      unit: 'folders',
      source: 'Ledger of the records library',
      cadence: 'monthly',
    },
    baseline: 0,
    monthly: 1_350,
    capability: code('C102'),
    stage: 1,
    pillar: 'smart-foundations',
    pence: 390,
    share: 1,
  },
  DUPTESTS: {
    title: 'Tests not repeated because the result is at hand',
    class: 'CRB',
    beneficiary: 'Pathology',
    category: 'Clinical supplies',
    objective: 'Reduce avoidable tests',
    owner: office('pathology-service'),
    measure: {
      name: 'Repeat tests avoided',
      unit: 'tests',
      source: 'Laboratory system',
      cadence: 'monthly',
    },
    baseline: 0,
    monthly: 900,
    capability: code('C201'),
    stage: 2,
    pillar: 'safe-practice',
    pence: 640,
    share: 0.8,
    threshold: 0.5,
  },
  DISCHARGE: {
    title: 'Doctors’ hours freed by discharge documents from the record',
    class: 'NCRB',
    beneficiary: 'Resident doctors',
    category: 'Workforce productivity',
    objective: 'Release time to care',
    owner: office('medical-director'),
    measure: {
      name: 'Hours freed in discharge documents',
      unit: 'hours',
      source: 'EPR report',
      cadence: 'quarterly',
    },
    baseline: 0,
    monthly: 110,
    capability: code('C205'),
    stage: 2,
    pillar: 'support-people',
    pence: 4_700,
    share: 0.3,
  },
  BEDDAYS: {
    title: 'Bed days avoided by earlier action on deterioration',
    class: 'SB',
    beneficiary: 'Patients',
    category: 'Outcomes',
    objective: 'Fewer avoidable harms',
    owner: office('deteriorating-patient-group'),
    measure: {
      name: 'Bed days avoided',
      unit: 'bed days',
      source: 'Patient administration, against matched wards',
      cadence: 'quarterly',
    },
    baseline: 0,
    monthly: 32,
    capability: code('C303'),
    stage: 3,
    pillar: 'improve-care',
    pence: 34_500,
    share: 0.4,
    threshold: 0.5,
  },
  PORTAL: {
    title: 'Appointments kept because patients see and move them',
    class: 'SB',
    beneficiary: 'Patients',
    category: 'Access',
    objective: 'Fewer missed appointments',
    owner: office('outpatient-services'),
    measure: {
      name: 'Missed appointments avoided',
      unit: 'appointments',
      source: 'Outpatient system and portal',
      cadence: 'monthly',
    },
    baseline: 0,
    monthly: 75,
    capability: code('C207'),
    stage: 2,
    pillar: 'empower-citizens',
    pence: 16_200,
    share: 0.5,
    threshold: 0.4,
  },
  FLOW: {
    title: 'Bed hours regained by knowing where beds are free',
    class: 'NCRB',
    beneficiary: 'Emergency patients',
    category: 'Flow',
    objective: 'Shorter waits for a bed',
    owner: office('site-operations'),
    measure: {
      name: 'Bed hours regained',
      unit: 'hours',
      source: 'Bed management system',
      cadence: 'monthly',
    },
    baseline: 0,
    monthly: 900,
    capability: code('C305'),
    stage: 3,
    pillar: 'improve-care',
    pence: 1_440,
    share: 0.5,
    threshold: 0.5,
  },
  ERRORS: {
    title: 'Medication errors that reach no patient',
    class: 'UB',
    beneficiary: 'Patients',
    category: 'Safety',
    objective: 'Fewer avoidable harms',
    owner: office('chief-pharmacist'),
    measure: {
      name: 'Errors stopped before administration',
      unit: 'errors',
      source: 'Incident system and ePMA alerts',
      cadence: 'quarterly',
    },
    baseline: 2,
    monthly: 14,
    capability: code('C105'),
    stage: 1,
    pillar: 'safe-practice',
    share: 1,
  },
  HANDOVER: {
    title: 'Crew hours freed by structured handover',
    class: 'NCRB',
    beneficiary: 'Ambulance crews',
    category: 'Workforce productivity',
    objective: 'Release time to care',
    owner: office('head-of-operations'),
    measure: {
      name: 'Crew hours freed at handover',
      unit: 'hours',
      source: 'Dispatch system',
      cadence: 'monthly',
    },
    baseline: 0,
    monthly: 260,
    capability: code('C204'),
    stage: 2,
    pillar: 'smart-foundations',
    pence: 3_100,
    share: 0.5,
  },
  RECRUIT: {
    title: 'People found for research from the record',
    class: 'UB',
    beneficiary: 'Research participants',
    category: 'Research',
    objective: 'Research within reach of every patient',
    owner: office('research-office'),
    measure: {
      name: 'People recruited through the record',
      unit: 'people',
      source: 'Research office register',
      cadence: 'quarterly',
    },
    baseline: 3,
    monthly: 6,
    capability: code('C203'),
    stage: 2,
    pillar: 'healthy-populations',
    share: 0.5,
  },
} as const satisfies Readonly<Record<string, BenefitKind>>;

export type KindTag = keyof typeof kinds;

/** In money unless it is a quality benefit. */
export const valuedIn = ({ class: of }: BenefitKind): BenefitProfile['valuedIn'] =>
  of === 'UB' ? 'measure' : 'money';
