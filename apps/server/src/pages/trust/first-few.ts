import { inThousands } from '../numbers-in-words.js';
import { uncapital } from '../stages-in-words.js';

/** An entry about every site of a trust says a great deal; the entry itself has it all. */
const MOST_SAID = 3;

/** The first facts of an entry in a line, with how many more it has. */
export function firstFew(facts: readonly string[]): string {
  const said = facts
    .slice(0, MOST_SAID)
    .map((fact, index) => (index === 0 ? fact : uncapital(fact)));
  const left = facts.length - said.length;
  return [...said, ...(left > 0 ? [`and ${inThousands(left)} more`] : [])].join('; ');
}
