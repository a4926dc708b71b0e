import type { BenefitClass, CapabilityCode, FreeText, IsoDate, Office, Stage } from '#vocabulary';

/** How a benefit is measured; a benefit without measure, source and cadence is none (domain.md 4.1). */
export type BenefitMeasure = Readonly<{
  name: string;
  /** Of the baseline, the target and the volume: "minutes", "percent". */
  unit: string;
  direction: 'higher' | 'lower';
  /** Where the numbers come from. */
  source: string;
  cadence: Cadence;
  formula?: string;
  numeratorSource?: string;
  denominatorSource?: string;
  /** Whole months from the end of a period until its number can be had. */
  lagMonths?: number;
}>;

export const cadences = ['monthly', 'quarterly', 'half-yearly', 'yearly'] as const;
export type Cadence = (typeof cadences)[number];
export const cadenceMonths: Readonly<Record<Cadence, number>> = {
  monthly: 1,
  quarterly: 3,
  'half-yearly': 6,
  yearly: 12,
};

/** The full profile of a benefit (domain.md 4.3), but for what has facts of its own. */
export type BenefitProfile = Readonly<{
  title: FreeText;
  class: BenefitClass;
  /** Whether trajectory and actuals are whole pence, or amounts in the unit of the measure. */
  valuedIn: 'money' | 'measure';
  beneficiary: string;
  category: string;
  objective: string;
  /** A role or a unit of the business, not of the project. */
  owner: Office;
  measure: BenefitMeasure;
  /** For one measurement at its cadence, in the unit of the measure. */
  targetValue?: number;
  /** Capabilities that enable it. */
  capabilities?: readonly CapabilityCode[];
  stage?: Stage;
  /** Success measure of What Good Looks Like. */
  wgllPillar?: WgllPillar;
  accountable?: Office;
  measurer?: Office;
  financeValidator?: Office;
  sustainUntil?: IsoDate;
  /** What one unit of the measure is worth, in pence of the named price year, and who says so. */
  unitValue?: Readonly<{ pence: number; source: string; priceYear: string }>;
  discountSet?: string;
  /** Nothing counts until adoption of the capability reaches the threshold, a share from 0 to 1. */
  gate?: Readonly<{ capability: CapabilityCode; threshold: number }>;
  conditions?: FreeText;
  assumptions?: FreeText;
  risks?: FreeText;
  /** The share by which estimates were lowered for optimism, 0 to 1, and by what guidance. */
  optimismBias?: Readonly<{ share: number; source: string }>;
  confidence?: 'low' | 'medium' | 'high';
  /** The line of funding it is to answer for. */
  fundingRef?: string;
  /** Found after the go-live, not planned before it. */
  emergent?: true;
}>;

/** Success measures of What Good Looks Like (NHS England, August 2021). */
export const wgllPillars = [
  'well-led',
  'smart-foundations',
  'safe-practice',
  'support-people',
  'empower-citizens',
  'improve-care',
  'healthy-populations',
] as const;
export type WgllPillar = (typeof wgllPillars)[number];
