import type { GapGroup, GapRollUpAnswer } from '#read-models';
import { boundsInWords } from '../../gap-in-words.js';

const SHOWN = 5;

/** The trusts with the largest gaps by what they may be at the most, and those that say nothing. */
export function needingHelp({ groups, total }: GapRollUpAnswer, query: string) {
  const which = total.gap?.headline === 'optimisation' ? 'optimisationGap' : 'useGap';
  const reporting = groups.filter(({ gap, numerator }) => gap !== null && numerator > 0);
  const silent = groups.filter(({ numerator }) => numerator === 0);
  const link = ({ code, name }: GapGroup) => ({ name, href: `/organisations/${code}${query}` });
  return {
    gap: which === 'useGap' ? 'use gap' : 'optimisation gap',
    silent: silent.map(link),
    largest: ranked(reporting, which)
      .slice(0, SHOWN)
      .map((group) => ({
        ...link(group),
        points: group.gap === null ? '' : boundsInWords(group.gap[which]),
      })),
  };
}

type Which = 'useGap' | 'optimisationGap';

/** Nobody comes out better by not reporting: the high bound ranks, then the low one, then the name. */
const ranked = (groups: readonly GapGroup[], which: Which): readonly GapGroup[] =>
  groups.toSorted(
    (one, other) =>
      boundOf(other, which, 'high') - boundOf(one, which, 'high') ||
      boundOf(other, which, 'low') - boundOf(one, which, 'low') ||
      one.name.localeCompare(other.name, 'en-GB'),
  );

const boundOf = ({ gap }: GapGroup, which: Which, bound: 'low' | 'high'): number =>
  gap?.[which][bound] ?? (bound === 'low' ? 0 : 100);
