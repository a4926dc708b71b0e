import {
  BEFORE_RECORDS,
  dayInWords,
  monthInWords,
  parseStatedDate,
  periodInWords,
  spanOf,
  type EffectiveDay,
  type IsoDate,
  type StatedDate,
} from '#vocabulary';

const monthYear = new Intl.DateTimeFormat('en-GB', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: 'numeric',
  minute: '2-digit',
  // Not hour12, by which the hour after noon is 0.
  hourCycle: 'h12',
  timeZone: 'Europe/London',
});
const londonDate = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/London',
});

/** "3:42pm on 6 August 2026", London time. */
export const instantInWords = (instant: string): string =>
  `${clock.format(new Date(instant)).replace(/\s/g, '').toLowerCase()} on ${londonDate.format(new Date(instant))}`;

/** An effective day as precisely as its source knows it, and no more. */
export function effectiveInWords({ earliest, latest, precision }: EffectiveDay): string {
  const inWords: Record<EffectiveDay['precision'], () => string> = {
    day: () => dayInWords(latest),
    month: () => monthYear.format(new Date(`${earliest}T00:00:00Z`)),
    year: () => `in ${earliest.slice(0, 4)}`,
    'financial-year': () => `in the financial year ${financialYear(earliest)}`,
    between: () => `between ${dayInWords(earliest)} and ${dayInWords(latest)}`,
    published: () => `date not stated, published by ${dayInWords(latest)}`,
    gathered: () => `date not stated, gathered by ${dayInWords(latest)}`,
    'before-records': () => 'before our records',
  };
  return earliest === BEFORE_RECORDS ? 'before our records' : inWords[precision]();
}

/** The same after a verb: "on 14 July 2025", "in November 2025". */
export function whenInWords(effective: EffectiveDay): string {
  const words = effectiveInWords(effective);
  if (effective.earliest === BEFORE_RECORDS) return words;
  if (effective.precision === 'day') return `on ${words}`;
  if (effective.precision === 'month') return `in ${words}`;
  return words.startsWith('date not stated') ? `(${words})` : words;
}

/** What was measured over a period: "for July 2025", "for 1 July to 15 July 2025". */
export function forPeriod(period: Readonly<{ from: IsoDate; to: IsoDate }>): string {
  const { from, to } = period;
  const words = periodInWords(period);
  return from.slice(0, 4) === to.slice(0, 4) && words.includes(' to ')
    ? `for ${String(Number(from.slice(8)))} ${monthInWords(from)} to ${dayInWords(to)}`
    : `for ${words}`;
}

/** A date of a source as precisely as it was stated: "September 2024", "2024". */
export const statedInWords = (date: StatedDate): string =>
  effectiveInWords(spanOf(date)).replace(/^in /, '');

/** Words of others, such as a reason, with 2024-10-01 and 2024-10 written as everywhere on a page. */
export const withDaysInWords = (text: string): string =>
  text.replace(/(?<![\w-])\d{4}-\d{2}(?:-\d{2})?(?![\w-])/g, (written) => {
    const date = parseStatedDate(written);
    return date === undefined || mayBeTwoYears(written) ? written : statedInWords(date);
  });

/** 2011-12 is a month to some and a financial year to others: it stays as it was written. */
const mayBeTwoYears = (written: string): boolean =>
  written.length === 7 && Number(written.slice(5)) === (Number(written.slice(2, 4)) + 1) % 100;

const financialYear = (from: IsoDate): string => {
  const year = Number(from.slice(0, 4));
  return `${String(year)}/${String((year + 1) % 100).padStart(2, '0')}`;
};
