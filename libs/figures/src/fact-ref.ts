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
export function distinctRefs(refs: readonly FactRef[]): readonly FactRef[] {
  const byRow = new Map(refs.map((ref) => [`${ref.factId}\n${ref.kind}\n${ref.subject}`, ref]));
  return [...byRow.values()].sort(
    (a, b) => a.entry - b.entry || compare(a.kind, b.kind) || compare(a.subject, b.subject),
  );
}

/** Order of code points: the same on every machine, unlike that of a locale. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
