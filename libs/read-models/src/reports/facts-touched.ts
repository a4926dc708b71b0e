import { Injectable } from '@nestjs/common';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { RowsOfATime, type FindsRows, type RowsSince, type TouchedRow } from './rows-touched.js';
import { TouchesOfATime, type Since, type Touches } from './touches.js';

/** Closed periods and reports that are looked at together. */
const ROOM = 20;

/** Of a time with more rows none is kept: they are read each time. Some hundred bytes each. */
const MOST_ROWS = 5_000;

/** What became of the facts of closed times, kept for as long as it is asked for. */
@Injectable()
export class FactsTouched implements FindsRows {
  private readonly touches = new Map<string, TouchesOfATime>();
  private readonly rows = new Map<string, RowsOfATime>();

  /** When any of them were touched. */
  at(ledger: LedgerAt, since: Since): Promise<Touches> {
    const key = JSON.stringify([since.entry, since.day, since.programme]);
    const those = this.touches.get(key) ?? new TouchesOfATime(since);
    keep(this.touches, key, those);
    return those.at(ledger);
  }

  /** The rows that were touched, and maybe some that later entries touched. */
  async rowsAt(ledger: LedgerAt, since: RowsSince): Promise<readonly TouchedRow[]> {
    const key = JSON.stringify([since.entry, since.day]);
    const those = this.rows.get(key) ?? new RowsOfATime(since);
    keep(this.rows, key, those);
    const rows = await those.at(ledger);
    if (rows.length > MOST_ROWS) this.rows.delete(key);
    return rows;
  }
}

/** What was asked for last is given up last. */
function keep<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  kept.delete(key);
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= ROOM) kept.delete(oldest);
  kept.set(key, value);
}
