/** Adds whole numbers and decimals exactly, as PostgreSQL would. */
export function sum(a: unknown, b: unknown): number | string {
  if (typeof a === 'number' && typeof b === 'number') {
    const total = a + b;
    if (Number.isInteger(a) && Number.isInteger(b) && Number.isSafeInteger(total)) return total;
  }
  const [one, other] = [decimalOf(a), decimalOf(b)];
  const scale = Math.max(one.scale, other.scale);
  const at = ({ digits, scale: own }: Decimal) => digits * 10n ** BigInt(scale - own);
  return textOf({ digits: at(one) + at(other), scale });
}

type Decimal = Readonly<{ digits: bigint; scale: number }>;

function decimalOf(value: unknown): Decimal {
  const text = String(value);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new Error(`"${text}" can't be added to a number.`);
  const [, sign = '', whole = '', fraction = ''] = match;
  return { digits: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
}

function textOf({ digits, scale }: Decimal): string {
  const size = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = size.slice(0, size.length - scale);
  const text = scale === 0 ? whole : `${whole}.${size.slice(-scale)}`;
  return digits < 0n ? `-${text}` : text;
}
