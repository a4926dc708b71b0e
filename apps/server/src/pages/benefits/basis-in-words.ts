import { cadenceMonths } from '#facts';
import type { BenefitListed } from '#read-models';
import {
  addMonths,
  dayBefore,
  dayAfter,
  dayInWords,
  periodInWords,
  type IsoDate,
} from '#vocabulary';
import { amountInWords, numberInWords } from './benefit-words.js';
import { countOf } from './spc-in-words.js';

type Period = Readonly<{ from: IsoDate; to: IsoDate }>;

/** "72 minutes over 3 months (1 April 2024 to 30 June 2024), agreed on 8 July 2024". */
export function baselineInWords(
  { baselineValue, baselineOn, baselinePeriod, measuredIn }: BenefitListed,
  asWell: string,
): string {
  if (baselineValue === null) return asWell;
  const over = baselinePeriod === null ? '' : ` over ${periodWithLength(baselinePeriod)}`;
  const agreed = baselineOn === null ? '' : `, agreed on ${dayInWords(baselineOn)}`;
  return `${numberInWords(baselineValue)} ${measuredIn}${over}${agreed}`;
}

/** A target is for one measurement, of a total or of an average: "60 minutes in one monthly measurement". */
export const targetInWords = ({ targetValue, measuredIn, cadence }: BenefitListed): string =>
  targetValue === null
    ? 'No target set'
    : `${numberInWords(targetValue)} ${measuredIn} in one ${cadence} measurement`;

/** "118 errors over 3 months (1 October 2025 to 31 December 2025), awaiting validation". */
export const latestInWords = ({ latest, unit }: BenefitListed): string =>
  latest === null
    ? 'Nothing measured'
    : `${amountInWords(latest.amount, unit)} over ${periodWithLength(latest)}, ${states[latest.state]}`;

const states = {
  validated: 'validated',
  recorded: 'awaiting validation',
  'below-gate': 'too little use',
} as const;

/** What stands beside the latest value, of the same period and in the same unit. */
export function plannedInWords({ latest, plannedForLatest, current, unit }: BenefitListed): string {
  if (latest === null || current === null) return '';
  return plannedForLatest === null
    ? 'Its plan has no amount for just this period'
    : `Planned for the same ${lengthInWords(latest).replace(/^1 /, '')}: ${amountInWords(plannedForLatest, unit)}`;
}

/** Why baseline or target cannot be held against the latest value as they stand; empty where they can. */
export function comparedInWords(listed: BenefitListed): string {
  const { latest, unit, measuredIn, baselineValue, baselinePeriod, targetValue } = listed;
  if (latest === null || (baselineValue === null && targetValue === null)) return '';
  if (unit === 'pence') {
    return `${statedInWords(listed)} in ${measuredIn} and the values in pounds, so they cannot be compared.`;
  }
  const others = [
    ...(baselinePeriod === null || areAsLong(baselinePeriod, latest)
      ? []
      : [`the baseline is over ${lengthInWords(baselinePeriod)}`]),
    ...(targetValue === null || areAsLong(oneMeasurement(listed, latest), latest)
      ? []
      : [`the target is for ${measurementOf[listed.cadence]}`]),
  ];
  return others.length === 0
    ? ''
    : `The latest value is over ${lengthInWords(latest)}, ${others.join(', and ')}: if they are totals, they cannot be compared.`;
}

function statedInWords({ baselineValue, targetValue }: BenefitListed): string {
  if (targetValue === null) return 'The baseline is';
  return baselineValue === null ? 'The target is' : 'Baseline and target are';
}

const measurementOf = {
  monthly: 'a month',
  quarterly: 'a quarter',
  'half-yearly': 'half a year',
  yearly: 'a year',
} as const;

const oneMeasurement = ({ cadence }: BenefitListed, { from }: Period): Period => ({
  from,
  to: dayBefore(addMonths(from, cadenceMonths[cadence])),
});

/** "1 month (October 2026)", "91 days (2 June 2023 to 31 August 2023)"; of a single day no length. */
function periodWithLength(period: Period): string {
  const words = periodInWords(period);
  return period.from === period.to ? words : `${lengthInWords(period)} (${words})`;
}

/** Whole months where it is of whole months, else days: "1 month", "91 days". */
function lengthInWords(period: Period): string {
  const months = wholeMonths(period);
  return months === undefined ? countOf(daysIn(period), 'day') : countOf(months, 'month');
}

function wholeMonths({ from, to }: Period): number | undefined {
  const after = dayAfter(to);
  if (!from.endsWith('-01') || !after.endsWith('-01')) return undefined;
  const monthsSinceYear0 = (day: IsoDate) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return monthsSinceYear0(after) - monthsSinceYear0(from);
}

const daysIn = ({ from, to }: Period): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;

/** Months and quarters differ by so many days among themselves. */
const NEARLY = 3;

const areAsLong = (one: Period, other: Period): boolean =>
  Math.abs(daysIn(one) - daysIn(other)) <= NEARLY;
