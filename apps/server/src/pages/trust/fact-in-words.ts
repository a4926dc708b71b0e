import type { EffectiveDay } from '#vocabulary';
import type { Names } from '../names.js';
import { capital } from '../stages-in-words.js';
import { valueInWords } from './timeline-rows.js';
import { whenSaid } from './when-said.js';

type Fact = Parameters<typeof valueInWords>[0] & Readonly<{ effective: EffectiveDay }>;

/** What a fact says and of when, as one line: "Value recorded: £1,800, for July 2025". */
export const factInWords = (fact: Fact, names: Names): string =>
  `${capital(valueInWords(fact, names))}, ${whenSaid(fact)}`;
