import type { FactKind } from '#facts';
import type { EffectiveDay } from '#vocabulary';
import type { Names } from '../names.js';
import { capital } from '../stages-in-words.js';
import { valueInWords } from './value-in-words.js';
import { whenSaid } from './when-said.js';

type Fact = Parameters<typeof valueInWords>[0] & Readonly<{ effective: EffectiveDay }>;

/**
 * What a fact says and of when, as one line: "Value recorded: £1,800, for July 2025". The words of a
 * source may be a sentence, which goes on here.
 */
export function factInWords(fact: Fact, names: Names): string {
  const words = capital(valueInWords(fact, names)).replace(/\.$/, '');
  const when = whenSaid(fact);
  if (when.startsWith('(')) return `${words} ${when}`;
  const tail = tails[fact.kind]?.exec(words);
  if (!tail) return `${words}, ${when}`;
  return `${words.slice(0, tail.index)} ${when}, ${words.slice(tail.index).replace(/^,? /, '')}`;
}

/** What goes on after the day: how long it counts from then on, or in which version it stands. */
const tails: Readonly<Partial<Record<FactKind, RegExp>>> = {
  'stage-validated': / until /,
  'cohort-member': /, in version /,
};
