const UNITS = [
  { from: 100_000_000_000, by: 100_000_000_000, name: ' billion' },
  { from: 100_000_000, by: 100_000_000, name: ' million' },
] as const;

/**
 * Whole pence as a board says them, to two decimals of a million, so that what is left of a plan agrees with
 * its parts: "£1.24 million", "£310,000", "minus £12.48 million". Exact pounds stand in tables and files.
 */
export function moneyInWords(pence: number): string {
  const amount = Math.abs(pence);
  const unit = UNITS.find(({ from, by }) => amount >= from - by / 2_000);
  const sign = pence < 0 && Math.round(amount / 100) > 0 ? 'minus ' : '';
  if (unit === undefined) return `${sign}£${Math.round(amount / 100).toLocaleString('en-GB')}`;
  const shown = (amount / unit.by).toLocaleString('en-GB', { maximumFractionDigits: 2 });
  return `${sign}£${shown}${unit.name}`;
}

/** Whole pence as whole pounds for a table: "£1,240,312", "−£12". */
export function poundsInWords(pence: number): string {
  const pounds = wholePounds(pence);
  return `${pounds < 0 ? '−' : ''}£${Math.abs(pounds).toLocaleString('en-GB')}`;
}

/** The pounds that are shown of whole pence, halves away from 0. */
export const wholePounds = (pence: number): number =>
  Math.sign(pence) * Math.round(Math.abs(pence) / 100);
