import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { LastAsked } from '../facts-ledger/last-asked.js';

/** What an entry says of itself. */
export type EntrySaid = Readonly<{
  entry: number;
  eventId: string;
  type: string;
  recordedAt: string;
  role: string;
  organisation: string;
  reason: string | null;
}>;

/** Of a nation, the newest entry about each trust and each kind of fact, for some ten comparisons. */
const ROOM = 20_000;

/** What single entries say of themselves: they are never edited, so that each is read once, until a rebuild. */
export class EntriesSaid {
  private readonly kept = new LastAsked<EntrySaid>(ROOM);

  async of(
    { read, tables }: Pick<LedgerAt, 'read' | 'tables'>,
    entries: ReadonlySet<number>,
  ): Promise<ReadonlyMap<number, EntrySaid>> {
    const nameOf = (entry: number): string => `${String(tables)}/${String(entry)}`;
    const said = new Map<number, EntrySaid>();
    const others: number[] = [];
    for (const entry of entries) {
      const known = this.kept.get(nameOf(entry));
      if (known === undefined) others.push(entry);
      else said.set(entry, known);
    }
    for (const row of others.length === 0 ? [] : await read<EntrySaid>(ENTRIES, [others])) {
      said.set(row.entry, row);
      this.kept.set(nameOf(row.entry), row);
    }
    return said;
  }
}

const ENTRIES = `
  select entry, event_id as "eventId", type, recorded_at as "recordedAt", role, organisation, reason
  from read_models.entries where entry = any($1::bigint[])`;
