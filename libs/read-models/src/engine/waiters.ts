type Waiter = Readonly<{ position: bigint; settle: (reached: boolean) => void }>;

/** Those who wait until the read models include a position. */
export class Waiters {
  private readonly waiting = new Set<Waiter>();
  private latest: bigint | undefined;

  reached(position: bigint): void {
    this.latest = position;
    for (const waiter of this.waiting) if (waiter.position <= position) waiter.settle(true);
  }

  giveUp(): void {
    this.latest = undefined;
    for (const waiter of this.waiting) waiter.settle(false);
  }

  wait(position: bigint, timeoutMs: number): Promise<boolean> {
    if (this.latest !== undefined && position <= this.latest) return Promise.resolve(true);
    return new Promise((resolve) => {
      const settle = (reached: boolean) => {
        clearTimeout(timer);
        this.waiting.delete(waiter);
        resolve(reached);
      };
      const timer = setTimeout(settle, timeoutMs, false);
      const waiter: Waiter = { position, settle };
      this.waiting.add(waiter);
    });
  }
}
