import type { ReadRows } from '#event-sourcing';
import type { KnownFact } from '#facts';
import type { IsoDate } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Kept } from '../facts-ledger/kept.js';
import { FACT_COLUMNS, knownFact, type FactColumns } from '../facts-ledger/known-facts.js';

/** A row of a fact with the entry that superseded it. */
export type TouchedRow = KnownFact & Readonly<{ owner: string; supersededEntry?: number }>;

/** Facts of days up to one that were recorded, corrected or withdrawn after an entry. */
export type RowsSince = Readonly<{ entry: number; day: IsoDate }>;

/** Each row is read once, and with every new entry only what it touched. */
export class RowsOfATime extends Kept {
  /** By their key, as a row is read again when it is superseded. */
  private rows = new Map<string, TouchedRow>();

  constructor(private readonly since: RowsSince) {
    super();
  }

  /** Those that were touched, and maybe some that later entries touched. */
  async at(ledger: LedgerAt): Promise<readonly TouchedRow[]> {
    await this.catchUp(ledger.read, ledger.knowledge.entry, ledger.tables);
    return [...this.rows.values()];
  }

  protected async readOn(read: ReadRows, after: number): Promise<void> {
    const { entry, day } = this.since;
    for (const row of await read<FactColumns>(TOUCHED, [Math.max(after, entry), day])) {
      const { owner, kind, subject, recorded, superseded } = row;
      this.rows.set([recorded, owner, kind, subject].join('\n'), {
        ...knownFact(row),
        owner,
        ...(superseded !== null && { supersededEntry: superseded }),
      });
    }
  }

  protected forget(): void {
    this.rows = new Map();
  }
}

/** Finds them: kept for as long as they are asked for, or read from the beginning. */
export type FindsRows = Readonly<{
  rowsAt: (ledger: LedgerAt, since: RowsSince) => Promise<readonly TouchedRow[]>;
}>;

export const fromTheBeginning: FindsRows = {
  rowsAt: (ledger, since) => new RowsOfATime(since).at(ledger),
};

const TOUCHED = `
  with touched as (
    select f.* from read_models.facts f where f.recorded > $1 and f.latest <= $2
    union all
    select f.* from read_models.facts f
    where f.superseded > $1 and f.recorded <= $1 and f.latest <= $2)
  select s.owner, s.kind, s.subject, ${FACT_COLUMNS}
  from touched f join read_models.series s on s.series = f.series`;
