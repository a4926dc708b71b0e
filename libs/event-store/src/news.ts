type Waiter = Readonly<{ after: bigint; wake: () => void }>;

/** Tells those who wait how far the log has grown. */
export class News {
  private latest = 0n;
  private alarm = 0;
  private count = 0;
  private readonly waiters = new Set<Waiter>();

  /** Read before looking at the log, and handed to `wait` afterwards: what came since is news. */
  get edition(): number {
    return this.count;
  }

  announce(position: bigint): void {
    this.count++;
    this.latest = position;
    for (const waiter of [...this.waiters]) if (waiter.after < position) waiter.wake();
  }

  /** For when news may have been missed: everyone looks for themselves. */
  wakeAll(): void {
    this.alarm = ++this.count;
    for (const waiter of [...this.waiters]) waiter.wake();
  }

  /** Settles on news, on an abort, or when the time is up. */
  async wait(
    { after, edition }: Readonly<{ after: bigint; edition: number }>,
    milliseconds: number,
    signal: AbortSignal,
  ): Promise<void> {
    const missed = this.alarm > edition || (this.count > edition && this.latest > after);
    if (signal.aborted || missed) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.waiters.delete(waiter);
        resolve();
      };
      const waiter: Waiter = { after, wake };
      const timer = setTimeout(wake, milliseconds);
      signal.addEventListener('abort', wake, { once: true });
      this.waiters.add(waiter);
    });
  }
}
