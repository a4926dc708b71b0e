/**
 * Pence of pounds, "4200.50". What is no amount in whole pence up to 12 digits of pounds is given back as no number,
 * for the shape to refuse: "4200.500" as it stands would be read as so many pence.
 */
export function penceOf(pounds: string | undefined): string | undefined {
  if (pounds === undefined || pounds === '') return pounds;
  const [, sign = '', whole, part = ''] =
    /^£?(-?)£?(\d{1,12})(?:\.(\d{1,2}))?$/.exec(pounds.replace(/[,\s]/g, '')) ?? [];
  return whole === undefined ? `£${pounds}` : String(Number(sign + whole + part.padEnd(2, '0')));
}

/** The same amount as it would be typed. */
export const poundsOf = (pence: unknown): string =>
  typeof pence === 'number' ? String(pence / 100) : '';
