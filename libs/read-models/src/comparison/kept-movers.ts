import { LastAsked } from '../facts-ledger/last-asked.js';
import type { Mover } from './movers.js';

/** What moved figures, of all entries up to one. */
type Told = Readonly<{ upTo: number; movers: readonly Mover[] }>;

/** Some days of a nation, as compared by its boards. */
const ROOM = 8;

/** What moved the figures of everybody, kept with each question so that only what came since is gone through. */
export class KeptMovers {
  private readonly told = new LastAsked<Told>(ROOM);

  /**
   * `question`: all that is asked for but the last entry that counts, which is `upTo`. `among` gives the movers
   * after an entry and up to that; `isLess`: whether anything of the earlier ones is so no more.
   */
  of(
    question: string,
    { first, upTo }: Readonly<{ first: number; upTo: number }>,
    among: (since: number) => readonly Mover[],
    isLess: (since: number) => boolean = () => false,
  ): readonly Mover[] {
    const known = this.told.get(question);
    if (known !== undefined && known.upTo > upTo) return among(first);
    // Whoever looked back before the first of them has kept none.
    const isUsable = known !== undefined && known.upTo >= first && !isLess(known.upTo);
    const movers = isUsable ? together(known.movers, among(known.upTo)) : among(first);
    this.told.set(question, { upTo, movers });
    return movers;
  }
}

/** Of two spans of entries, one after the other. */
function together(earlier: readonly Mover[], later: readonly Mover[]): readonly Mover[] {
  if (later.length === 0) return earlier;
  const nameOf = ({ owner, kind, subject }: Mover) => `${owner}\n${kind}\n${subject}`;
  const all = new Map(earlier.map((mover) => [nameOf(mover), mover]));
  for (const mover of later) {
    const before = all.get(nameOf(mover))?.entries ?? 0;
    all.set(nameOf(mover), { ...mover, entries: mover.entries + before });
  }
  return [...all.values()];
}
