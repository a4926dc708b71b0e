import { Injectable } from '@nestjs/common';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { LastAsked } from '../facts-ledger/last-asked.js';
import { RowsOfATime, type FindsRows, type RowsSince, type TouchedRow } from './rows-touched.js';
import { TouchesOfATime, type Since, type Touches } from './touches.js';

/** Closed periods and reports that are looked at together. */
const ROOM = 20;

/** Of a time with more rows none is kept: they are read each time. Some hundred bytes each. */
const MOST_ROWS = 5_000;

/** What became of the facts of closed times, kept for as long as it is asked for. */
@Injectable()
export class FactsTouched implements FindsRows {
  private readonly touches = new LastAsked<TouchesOfATime>(ROOM);
  private readonly rows = new LastAsked<RowsOfATime>(ROOM);

  /** When any of them were touched. */
  at(ledger: LedgerAt, since: Since): Promise<Touches> {
    const key = JSON.stringify([since.entry, since.day, since.programme]);
    const those = this.touches.get(key) ?? new TouchesOfATime(since);
    this.touches.set(key, those);
    return those.at(ledger);
  }

  /** The rows that were touched, and maybe some that later entries touched. */
  async rowsAt(ledger: LedgerAt, since: RowsSince): Promise<readonly TouchedRow[]> {
    const key = JSON.stringify([since.entry, since.day]);
    const those = this.rows.get(key) ?? new RowsOfATime(since);
    this.rows.set(key, those);
    const rows = await those.at(ledger);
    if (rows.length > MOST_ROWS) this.rows.delete(key);
    return rows;
  }
}
