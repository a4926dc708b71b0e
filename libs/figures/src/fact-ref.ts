import type { FactKind, KnownFact } from '#facts';
import type { FactId } from '#vocabulary';

/** Names a fact that a figure was made from, and the event that states it as it was used. */
export type FactRef = Readonly<{
  factId: FactId;
  eventId: string;
  entry: number;
  kind: FactKind;
  subject: string;
}>;

export const refOf = ({ factId, eventId, entry, kind, subject }: KnownFact): FactRef => ({
  factId,
  eventId,
  entry,
  kind,
  subject,
});

/** Each fact once, in the order of the log, so that equal figures list them equally. */
export const refsOf = (facts: Iterable<KnownFact>): readonly FactRef[] =>
  [...new Set(facts)].sort(inLogOrder).map(refOf);

/** References of several figures as those of one: each once, in the order of the log. */
export const mergedRefs = (refs: readonly FactRef[]): readonly FactRef[] =>
  [...new Map(refs.map((ref) => [[ref.eventId, ref.kind, ref.subject].join(), ref])).values()].sort(
    inLogOrder,
  );

const inLogOrder = (one: FactRef, other: FactRef): number =>
  one.entry - other.entry || compare(one.kind, other.kind) || compare(one.subject, other.subject);

/** Order of code points: the same on every machine, unlike that of a locale. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
