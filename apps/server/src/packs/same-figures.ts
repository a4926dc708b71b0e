import type { PackFigures } from './packs.js';

/** Whether two packs state the same figures, all that their pages and files say, whatever each includes. */
export const stateTheSame = (one: PackFigures, other: PackFigures): boolean =>
  stated(one) === stated(other);

function stated(figures: PackFigures): string {
  const { stages, gap, benefits, targets, outcomes, attention, quality } = figures;
  const said = {
    ...{ stages, gap, benefits, targets, outcomes },
    // Which trusts they are of is in no pack.
    attention: attention && { ...attention, items: undefined },
    quality: quality && { ...quality, trusts: undefined },
  };
  return JSON.stringify(said, (key, value: unknown) => (OF_ITS_ENTRY.has(key) ? undefined : value));
}

/** What names the entry a figure was read at, or those it was made from, and is no figure. */
const OF_ITS_ENTRY: ReadonlySet<string> = new Set(['entry', 'recordedAt', 'final', 'facts']);
