import { FAR_TIMES, farFrom } from '#measurements';
import type { BenefitProfileAnswer } from '#read-models';
import { periodInWords } from '#vocabulary';
import { amountInWords } from './benefit-words.js';

type Answer = BenefitProfileAnswer;
type Before = Pick<Answer['actuals'][number], 'from' | 'to' | 'amount'>;

/** The limits of its chart, the unit of its amounts, and what was typed where the amount follows from it. */
type Against = Readonly<{
  phase: Answer['chart']['phases'][number] | undefined;
  unit: string;
  typed?: string;
}>;

/** What to look at again in a value that is far from those before it: a slip more often than the truth. */
export function farOut(
  amount: number,
  before: readonly Before[],
  { phase, unit, typed }: Against,
): string | undefined {
  const last = before.at(-1);
  if (last === undefined || !Number.isFinite(amount)) return undefined;
  const inUnit = amountInWords(amount, unit);
  const value = typed === undefined ? inUnit : `${typed} (${inUnit})`;
  const lastWas = `${amountInWords(last.amount, unit)}, recorded for ${periodInWords(last)}`;
  const far = farFrom(last.amount, amount);
  if (far !== undefined) {
    return `Check this value: ${value} is at least ${String(FAR_TIMES)} times ${far} than ${lastWas}.`;
  }
  const { lower, upper } = phase ?? {};
  if (lower === undefined || upper === undefined || (amount >= lower && amount <= upper)) {
    return undefined;
  }
  const [side, limit] = amount > upper ? ['above', upper] : ['below', lower];
  const rounded = amountInWords(unit === 'pence' ? Math.round(limit / 100) * 100 : limit, unit);
  return `Check this value: ${value} is ${side} what is usual, which ends at ${rounded}. The last was ${lastWas}.`;
}
