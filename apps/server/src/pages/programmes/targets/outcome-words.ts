import type { TargetOutcomeAnswer } from '#read-models';
import { trustsInWords } from '../../stages-in-words.js';

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
