/** What a figure says; what is left out is not known. */
export type Numbers = Readonly<
  Partial<Record<'value' | 'numerator' | 'denominator' | 'low' | 'high', number>>
>;
export type NumberName = keyof Numbers;

const names = ['value', 'numerator', 'denominator', 'low', 'high'] as const;

/** The numbers of a figure, in this order, without anything else it may carry. */
export const numbersOf = (figure: Numbers): Numbers =>
  Object.fromEntries(
    names.flatMap((name) => (figure[name] === undefined ? [] : [[name, figure[name]]])),
  );

/**
 * Which of the numbers that were published a figure does not bear out. A number agrees where it is
 * the other to the decimals it was given with, rounded or cut. What was published without a number
 * said that none was known, and agrees with no number.
 */
export function differencesOf(published: Numbers, again: Numbers): readonly NumberName[] {
  const given = namesIn(published);
  return given.length === 0
    ? namesIn(again)
    : given.filter((name) => !agrees(published[name], again[name]));
}

/**
 * Whether a figure that was worked out twice says the same both times, in the numbers and to the decimals that were
 * published; where it was published without a number, in all of them.
 */
export function saysTheSame(published: Numbers, one: Numbers, other: Numbers): boolean {
  const given = namesIn(published);
  if (given.length === 0)
    return [...differencesOf(one, other), ...differencesOf(other, one)].length === 0;
  return given.every((name) => {
    const printed = published[name];
    const shown = (figure: Numbers) =>
      agrees(printed, figure[name]) ? printed : figure[name]?.toFixed(decimalsOf(printed ?? 0));
    return shown(one) === shown(other);
  });
}

const namesIn = (figure: Numbers): readonly NumberName[] =>
  names.filter((name) => figure[name] !== undefined);

function agrees(published: number | undefined, again: number | undefined): boolean {
  if (published === undefined || again === undefined) return published === again;
  const unit = 10 ** decimalsOf(published);
  // 0.29 × 100 is 28.999999999999996: arithmetic, not another figure.
  const isRounded = Math.abs(again * unit - published * unit) <= 0.5 + NOISE;
  const cut = Math.trunc(again * unit + Math.sign(again) * NOISE);
  return isRounded || Math.round(published * unit) === cut;
}

function decimalsOf(value: number): number {
  const [digits = '', power] = String(value).toLowerCase().split('e');
  const decimals = digits.split('.')[1]?.length ?? 0;
  return Math.max(0, decimals - Number(power ?? 0));
}

/** A figure in a few words: its value, else its bounds, else its fraction. */
export function inFew({ value, numerator, denominator, low, high }: Numbers): string {
  const shown = (number: number) => String(Number(number.toFixed(2)));
  if (value !== undefined) return shown(value);
  if (low !== undefined && high !== undefined) return `${shown(low)} to ${shown(high)}`;
  if (numerator === undefined) return 'not known';
  return denominator === undefined
    ? shown(numerator)
    : `${shown(numerator)} of ${shown(denominator)}`;
}

const NOISE = 1e-9;
