import type { FactKind } from '#facts';
import type { EvidenceId, FactId, IsoDate, OdsCode } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';

/** A value that rests on a piece of evidence; one fact may state several. */
export type EvidenceUse = Readonly<{
  evidenceId: EvidenceId;
  /** The organisation, benefit or programme that the fact is about. */
  owner: string;
  kind: FactKind;
  subject: string;
  /** The day the fact counts from. */
  on: IsoDate;
  factId: FactId;
  /** The event that states it now, and its entry. */
  eventId: string;
  entry: number;
}>;

/** The references of an organisation's evidence. */
export const evidenceOwners = (ledger: LedgerAt, code: OdsCode): readonly EvidenceId[] =>
  ledger.owners().filter((owner): owner is EvidenceId => owner.startsWith(`EV-${code}-`));

/** Every value stated by a day that rests on evidence of this organisation, the newest day first. */
export async function usesOfEvidence(
  { read, knowledge: { entry } }: LedgerAt,
  code: OdsCode,
  asOf: IsoDate,
): Promise<readonly EvidenceUse[]> {
  const rows = await read<UseRow>(USES, [`EV-${code}-`, `EV-${code}.`, entry, asOf]);
  return rows.map(({ evidence_id, fact_id, event_id, entry, ...use }) => ({
    evidenceId: evidence_id,
    ...use,
    factId: fact_id,
    eventId: event_id,
    entry: Number(entry),
  }));
}

type UseRow = Pick<EvidenceUse, 'owner' | 'kind' | 'subject' | 'on'> &
  Readonly<{ evidence_id: EvidenceId; fact_id: FactId; event_id: string; entry: string }>;

// "." follows "-" in the order of characters, so that the two bound what begins with the prefix.
const USES = `
  select f.basis ->> 'evidence' as evidence_id, s.owner, s.kind, s.subject, f.latest as on,
    f.fact_id, f.event_id, f.recorded as entry
  from read_models.facts f join read_models.series s on s.series = f.series
  where f.basis ->> 'evidence' is not null
    and (f.basis ->> 'evidence') collate "C" >= $1 and (f.basis ->> 'evidence') collate "C" < $2
    and f.recorded <= $3 and (f.superseded is null or f.superseded > $3) and f.latest <= $4
  order by f.latest desc, f.recorded desc, s.kind collate "C", s.subject collate "C"`;
