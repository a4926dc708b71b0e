import type { ReadRows } from '#event-sourcing';

/**
 * Rows of the ledger held in memory. A row never changes but for being superseded, so whatever was read
 * once stays right for every entry, and keeping up means reading what came since.
 */
export abstract class Kept {
  /** The last entry that is held. */
  protected upTo = 0;
  private tables: unknown;
  private reading: Promise<void> = Promise.resolve();

  /** Makes sure of everything up to an entry; `tables` names the tables that `read` sees. */
  async catchUp(read: ReadRows, entry: number, tables: unknown): Promise<void> {
    const behind = () => this.tables !== tables || this.upTo < entry;
    if (!behind()) return;
    const turn = this.reading.then(async () => {
      if (behind()) await this.follow(read, entry, tables);
    });
    this.reading = turn.catch(() => undefined);
    await turn;
  }

  private async follow(read: ReadRows, entry: number, tables: unknown): Promise<void> {
    if (this.tables !== tables || this.upTo > entry) {
      this.forget();
      this.upTo = 0;
    }
    await this.readOn(read, this.upTo, entry);
    this.tables = tables;
    this.upTo = entry;
  }

  /** Reads what was recorded, or superseded, after an entry and up to another. */
  protected abstract readOn(read: ReadRows, after: number, upTo: number): Promise<void>;
  protected abstract forget(): void;
}

/** What was cut out of a line would keep the line. */
export const copyOf = (text: string): string => Buffer.from(text).toString();
