import { newestFirst, type FactKind, type KnownFact, type LedgerValues } from '#facts';
import type { EvidenceId, IsoDate } from '#vocabulary';
import { refOf, type FactRef } from './fact-ref.js';

/** A piece of evidence on a day. */
export type EvidenceFigure = Readonly<{
  evidenceId: EvidenceId;
  attached: LedgerValues['evidence'];
  /** The day of the document. */
  documentOn: IsoDate;
  /** 0 to 3; null where nobody graded it as it is stated now. */
  grade: LedgerValues['evidence-grade']['grade'] | null;
  /** Whether it counts: expired from the day after its last, withdrawn from the day of that. */
  state: 'counts' | 'expired' | 'withdrawn';
  withdrawn: Readonly<{ on: IsoDate; why: string }> | null;
  /** Attachment, grade and withdrawal. */
  facts: readonly FactRef[];
}>;

/**
 * How evidence stands on a day, of all that is stated about it; undefined where it is not attached by then.
 * Of grades that name the event by which it is stated now, the newest counts (domain.md 7.2, DESIGN.md 3.3).
 */
export function evidenceOn(
  evidenceId: EvidenceId,
  known: readonly KnownFact[],
  asOf: IsoDate,
): EvidenceFigure | undefined {
  const [attached] = of(known, 'evidence', asOf);
  if (attached === undefined) return undefined;
  const grade = of(known, 'evidence-grade', asOf).find(
    ({ value }) => value.names === attached.eventId,
  );
  const [withdrawal] = of(known, 'evidence-withdrawn', asOf);
  const { validUntil } = attached.value;
  const expired = validUntil !== undefined && validUntil < asOf;
  return {
    evidenceId,
    attached: attached.value,
    documentOn: attached.effective.latest,
    grade: grade?.value.grade ?? null,
    state: withdrawal !== undefined ? 'withdrawn' : expired ? 'expired' : 'counts',
    withdrawn:
      withdrawal === undefined
        ? null
        : { on: withdrawal.effective.latest, why: withdrawal.value.why },
    facts: [attached, grade, withdrawal].flatMap((fact) => (fact === undefined ? [] : refOf(fact))),
  };
}

/** The facts of a kind up to a day, newest first. */
const of = <Kind extends FactKind>(
  known: readonly KnownFact[],
  kind: Kind,
  asOf: IsoDate,
): readonly KnownFact<Kind>[] =>
  known
    .filter((fact) => fact.kind === kind && fact.effective.latest <= asOf)
    .toSorted(newestFirst) as KnownFact<Kind>[];
