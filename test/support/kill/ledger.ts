import type { Receipt } from './stubborn-client.js';

type Waiter = Readonly<{ count: number; resolve: () => void }>;

/** What was acknowledged, kept outside of all that may die. */
export class Ledger {
  readonly receipts: Receipt[] = [];
  private waiters: readonly Waiter[] = [];

  note(receipt: Receipt): void {
    this.receipts.push(receipt);
    const reached = this.waiters.filter(({ count }) => count <= this.receipts.length);
    this.waiters = this.waiters.filter((waiter) => !reached.includes(waiter));
    for (const { resolve } of reached) resolve();
  }

  /** Settles in the moment when so many are noted. */
  reaching(count: number): Promise<void> {
    if (this.receipts.length >= count) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiters = [...this.waiters, { count, resolve }];
    });
  }
}
