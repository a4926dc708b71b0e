import type { GapGroup, GapRollUpAnswer } from '#read-models';
import { boundsInWords } from '../../gap-in-words.js';
import { boundsOf, gapNames, leadingGap, ranked } from '../frame/ranking.js';

const SHOWN = 5;

/** The trusts with the largest gaps by what they may be at the most, and those that say nothing. */
export function needingHelp(answer: GapRollUpAnswer, trustHref: (code: string) => string) {
  const which = leadingGap(answer);
  const reporting = answer.groups.filter(({ numerator }) => numerator > 0);
  const silent = answer.groups.filter(({ numerator }) => numerator === 0);
  const link = ({ code, name }: GapGroup) => ({ name, href: trustHref(code) });
  return {
    gap: gapNames[which],
    silent: silent.map(link),
    largest: ranked(reporting, which)
      .slice(0, SHOWN)
      .map((group) => ({ ...link(group), points: boundsInWords(boundsOf(group, which)) })),
  };
}
