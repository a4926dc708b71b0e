/** Pence of pounds, "4200.50"; what is no amount stays as it is, for the shape to refuse. */
export function penceOf(pounds: string | undefined): string | undefined {
  const [, sign = '', whole, part = ''] =
    /^£?(-?)£?(\d{1,12})(?:\.(\d{1,2}))?$/.exec((pounds ?? '').replace(/[,\s]/g, '')) ?? [];
  return whole === undefined ? pounds : String(Number(sign + whole + part.padEnd(2, '0')));
}

/** The same amount as it would be typed. */
export const poundsOf = (pence: unknown): string =>
  typeof pence === 'number' ? String(pence / 100) : '';
