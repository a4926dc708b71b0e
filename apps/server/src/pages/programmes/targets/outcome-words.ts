import type { ProgrammeProfileAnswer, TargetOutcomeAnswer } from '#read-models';
import { dayInWords } from '#vocabulary';
import { explainHref } from '../../data-links.js';
import { trustsInWords } from '../../stages-in-words.js';
import { standsInWords } from './target-words.js';

type Outcome = Pick<
  TargetOutcomeAnswer,
  'numerator' | 'unknown' | 'denominator' | 'needed' | 'came'
>;

const came = { reached: 'Reached', missed: 'Missed', unknown: 'Not known' } as const;

/** "Missed: 15 of 22 trusts had reached it by its deadline, and 21 were needed", without a full stop. */
export function outcomeInWords(outcome: Outcome): string {
  const { numerator, unknown, denominator, needed } = outcome;
  if (denominator === 0) return 'Not known: no list of the trusts that it counts was published';
  if (unknown === denominator) {
    return `Not known: nothing recorded says which of its ${trustsInWords(denominator)} had reached it by its deadline`;
  }
  const had = `${came[outcome.came]}: ${String(numerator)} of ${trustsInWords(denominator)} had reached it by its deadline`;
  const dark = unknown === 0 ? '' : `, for ${String(unknown)} it is not known`;
  return needed === null
    ? `${had}${dark}`
    : `${had}${dark}, and ${String(needed)} ${needed === 1 ? 'was' : 'were'} needed`;
}

/** "20 of 22 trusts": where it stands on the day that is asked about. */
export const sinceInWords = ({
  denominator,
  now,
}: Pick<TargetOutcomeAnswer, 'denominator' | 'now'>): string =>
  standsInWords({ reached: now.numerator, denominator, untold: now.unknown });

type Profile = Pick<ProgrammeProfileAnswer, 'programme' | 'targets'>;

/** How each trust stood on the deadline; the page of that day judges by the terms which it had by then. */
export function heldExplained(
  { programme, targets }: Profile,
  { target, deadlineOn }: Pick<TargetOutcomeAnswer, 'target' | 'deadlineOn'>,
  query: string,
): Readonly<{ says: string; href?: string }> {
  const day = dayInWords(deadlineOn);
  const says = `What came of it: each trust of its list was held against its terms by what was so on ${day}, the last day of its deadline.`;
  const byThen = targets.filter((each) => each.target === target && each.on <= deadlineOn).at(-1);
  if (byThen?.inForce !== true) {
    return { says: `${says} These are its newest terms, which were stated after that day.` };
  }
  const asked = new URLSearchParams(query);
  asked.set('asOf', deadlineOn);
  const path = `programmes/${programme}/targets/${target}/trusts/explain`;
  return { says, href: explainHref(path, `?${asked.toString()}`) };
}
