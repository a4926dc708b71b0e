type Waiter = Readonly<{ after: bigint; wake: () => void }>;

/** Tells those who wait how far the log has grown. */
export class News {
  private latest = 0n;
  private readonly waiters = new Set<Waiter>();
  private alarms = 0;

  /** Grows with every `wakeAll`; read it before looking, and hand it to `wait` afterwards. */
  get edition(): number {
    return this.alarms;
  }

  announce(position: bigint): void {
    if (position > this.latest) this.latest = position;
    for (const waiter of [...this.waiters]) if (waiter.after < this.latest) waiter.wake();
  }

  /** For when news may have been missed: everyone looks for themselves. */
  wakeAll(): void {
    this.alarms++;
    for (const waiter of [...this.waiters]) waiter.wake();
  }

  /** Settles on news since one looked, on an abort, or when the time is up. */
  async wait(
    { after, edition }: Readonly<{ after: bigint; edition: number }>,
    milliseconds: number,
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted || this.latest > after || this.alarms > edition) return;
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
