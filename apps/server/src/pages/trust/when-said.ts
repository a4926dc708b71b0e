import type { FactKind, LedgerValues } from '#facts';
import type { EffectiveDay } from '#vocabulary';
import { forPeriod, whenInWords } from '../dates-in-words.js';

type Dated = Readonly<{ kind: FactKind; value: LedgerValues[FactKind]; effective: EffectiveDay }>;

/** What is measured holds for its period, which ends on its effective day. */
const measured: ReadonlySet<FactKind> = new Set([
  ...(['adoption', 'realisation', 'exchange', 'driver'] as const),
  ...(['benefit-actual', 'benefit-validation'] as const),
]);

/** "for July 2025" of what was measured; "on 14 July 2025" or "in November 2025" of all else. */
export const whenSaid = ({ kind, value, effective }: Dated): string =>
  measured.has(kind) && 'from' in value
    ? forPeriod({ from: value.from, to: effective.latest })
    : whenInWords(effective);
