import { isoDate, type IsoDate } from '#vocabulary';

/** What the money of later years is worth today. Rates are real, in whole basis points a year. */
export type DiscountRateSet = Readonly<{
  id: string;
  title: string;
  purpose: 'standard' | 'health';
  /** The day on which its source is known to have stated it. It may have held long before. */
  statedOn: IsoDate;
  source: string;
  /** False: general knowledge that no source here bears out; shown with it wherever it is used. */
  sourced: boolean;
  /** In order; each holds from its first year (0 is the base year) up to the next one's. */
  bands: readonly Readonly<{ fromYear: number; basisPoints: number }>[];
}>;

/**
 * Rate sets are dated data, not constants: a review of the rate was opened on 16 December 2025, and
 * its outcome will be another entry here.
 */
export const discountRateSets: readonly DiscountRateSet[] = [
  {
    id: 'green-book-stpr',
    title: 'Social time preference rate',
    purpose: 'standard',
    statedOn: isoDate('2025-12-16'),
    source: 'gov.uk, Green Book discount rate review 2026, terms of reference (domain.md 4.4, P61)',
    sourced: true,
    bands: [
      { fromYear: 0, basisPoints: 350 },
      { fromYear: 31, basisPoints: 300 },
      { fromYear: 76, basisPoints: 250 },
    ],
  },
  {
    id: 'green-book-health',
    title: 'Rate for effects on health',
    purpose: 'health',
    statedOn: isoDate('2025-12-16'),
    source: 'The Green Book is said to give it; the page was not found (domain.md 4.4)',
    sourced: false,
    bands: [{ fromYear: 0, basisPoints: 150 }],
  },
];

/** The rate set a figure uses, and whether it had been stated by then or only stands in. */
export type RateSetInForce = Readonly<{ rates: DiscountRateSet; stated: boolean }>;

/**
 * Of the sets of a purpose, the newest stated by `asOf`; none stated yet, the earliest, which is then
 * marked as not stated. Undefined where there is none for the purpose.
 */
export function rateSetInForce(
  sets: readonly DiscountRateSet[],
  purpose: DiscountRateSet['purpose'],
  asOf: IsoDate,
): RateSetInForce | undefined {
  const [earliest, ...later] = sets
    .filter((set) => set.purpose === purpose)
    .sort((one, other) => (one.statedOn < other.statedOn ? -1 : 1));
  if (earliest === undefined) return undefined;
  const rates = [earliest, ...later].filter(({ statedOn }) => statedOn <= asOf).at(-1);
  return rates === undefined ? { rates: earliest, stated: false } : { rates, stated: true };
}

/** Basis points of the year that leads up to year `year` (1 and later). */
export const rateOfYear = ({ bands }: DiscountRateSet, year: number): number =>
  bands.filter(({ fromYear }) => fromYear <= year).at(-1)?.basisPoints ?? 0;
