import { BEFORE_RECORDS, type EffectiveDay, type IsoDate } from '#vocabulary';

const dayMonthYear = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const monthYear = new Intl.DateTimeFormat('en-GB', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
  timeZone: 'Europe/London',
});
const londonDate = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/London',
});

/** "6 August 2018". */
export const dayInWords = (day: string): string =>
  dayMonthYear.format(new Date(`${day}T00:00:00Z`));

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

const financialYear = (from: IsoDate): string => {
  const year = Number(from.slice(0, 4));
  return `${String(year)}/${String((year + 1) % 100).padStart(2, '0')}`;
};
