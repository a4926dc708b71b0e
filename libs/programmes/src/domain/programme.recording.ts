import { accept, refuseAt, type Decision, type Refused } from '#event-sourcing';
import {
  everyFact,
  factOf,
  NATIONAL_BODY,
  saysTheSame,
  settle,
  type CurrentFact,
  type OrderBasis,
} from '#facts';
import type { EffectiveDay, PartId } from '#vocabulary';
import type { ProgrammeFact } from './programme.events.js';
import type { ProgrammeCircumstances } from './programme.orders.js';
import type { ProgrammeRefusal } from './programme.refusals.js';
import { isRegistered, type Programme } from './programme.state.js';

export type No = Refused<ProgrammeRefusal>;

type Recording = Readonly<{
  type: ProgrammeFact['type'];
  order: OrderBasis;
  /** It may be recorded ahead of its day. */
  ahead?: boolean;
  /** An entry that already says something of the same thing, and the refusal to say so. */
  rival: (fact: CurrentFact<ProgrammeFact>, effective: EffectiveDay) => boolean;
  taken: No;
  whyNot: (effective: EffectiveDay) => No | undefined;
  /** What the fact holds beside its order, once nothing speaks against it. */
  beside?: (effective: EffectiveDay) => object;
}>;

/** What holds for every fact of a programme: its day, and its place among the others. */
export function recorded(
  programme: Programme,
  circumstances: ProgrammeCircumstances,
  { type, order, ahead = false, rival, taken, whyNot, beside = () => ({}) }: Recording,
): Decision<ProgrammeFact, ProgrammeRefusal> {
  if (type !== 'ProgrammeRegistered' && !isRegistered(programme)) {
    return refuseAt('programme', 'programme-unknown');
  }
  const settled = settle(order, { ...circumstances, organisation: NATIONAL_BODY }, { ahead });
  if (settled.outcome === 'refused') return settled;
  const { basis } = settled;
  const factFrom = () =>
    factOf<ProgrammeFact>(type, { ...order, ...beside(basis.effective) }, basis);
  const other = everyFact(programme).find((fact) => rival(fact, basis.effective));
  if (other !== undefined) return saysTheSame(other, factFrom()) ? accept() : taken;
  return whyNot(basis.effective) ?? accept(factFrom());
}

/** The first refusal that applies; later rules are not asked. */
export function firstOf(...rules: readonly (() => No | undefined)[]): No | undefined {
  for (const rule of rules) {
    const no = rule();
    if (no !== undefined) return no;
  }
  return undefined;
}

/** A part named by another entry; `known` is whether it stands. */
export const unlessKnown = (
  known: boolean,
  [field, because]: readonly [string, ProgrammeRefusal],
  name: PartId | string,
  version?: number,
): No | undefined =>
  known
    ? undefined
    : refuseAt(field, because, {
        name,
        ...(version === undefined ? {} : { version: String(version) }),
      });
