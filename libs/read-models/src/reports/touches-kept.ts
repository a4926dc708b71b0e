import { Injectable } from '@nestjs/common';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { TouchesOfATime, type Since, type Touches } from './touches.js';

/** Entries that are held of all reports together, some 80 MB; most reports have a few thousand. */
const MOST_ENTRIES = 8_000_000;

/** When the facts of closed times were touched, kept for as long as it is asked for. */
@Injectable()
export class TouchesKept {
  /** Of each time; the last that was asked for is the last. */
  private readonly touches = new Map<string, TouchesOfATime>();

  /** How many entries are held. */
  get held(): number {
    return [...this.touches.values()].reduce((held, { size }) => held + size, 0);
  }

  /** When any of them were touched; `most` entries are held of all times but the one asked for. */
  async at(ledger: LedgerAt, since: Since, most = MOST_ENTRIES): Promise<Touches> {
    const key = JSON.stringify([since.entry, since.day, since.programme]);
    const those = this.touches.get(key) ?? new TouchesOfATime(since);
    this.touches.delete(key);
    this.touches.set(key, those);
    const touches = await those.at(ledger);
    this.giveUp(those, most);
    return touches;
  }

  /** What was asked for the longest ago is given up first, and never what is asked for now. */
  private giveUp(asked: TouchesOfATime, most: number): void {
    let { held } = this;
    for (const [key, each] of this.touches) {
      if (held <= most) return;
      if (each === asked) continue;
      held -= each.size;
      this.touches.delete(key);
    }
  }
}
