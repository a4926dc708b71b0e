import type { FactKind } from '#facts';
import type { EffectiveDay } from '#vocabulary';
import { forPeriod, whenInWords } from '../dates-in-words.js';
import type { Names } from '../names.js';
import { capital } from '../stages-in-words.js';
import { valueInWords } from './timeline-rows.js';

type Fact = Parameters<typeof valueInWords>[0] & Readonly<{ effective: EffectiveDay }>;

/** What a fact says and of when, as one line: "Value recorded: £1,800, for July 2025". */
export const factInWords = (fact: Fact, names: Names): string =>
  `${capital(valueInWords(fact, names))}, ${sayWhen(fact)}`;

/** What is measured holds for its period, which ends on its effective day. */
const measured: ReadonlySet<FactKind> = new Set([
  ...(['adoption', 'realisation', 'exchange', 'driver'] as const),
  ...(['benefit-actual', 'benefit-validation'] as const),
]);

function sayWhen({ kind, value, effective }: Fact): string {
  return measured.has(kind) && 'from' in value
    ? forPeriod({ from: value.from, to: effective.latest })
    : whenInWords(effective);
}
