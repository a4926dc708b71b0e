type Waiter = Readonly<{ after: bigint; wake: () => void }>;

/** Tells those who wait how far the log has grown. */
export class News {
  private latest = 0n;
  private readonly waiters = new Set<Waiter>();

  announce(position: bigint): void {
    if (position > this.latest) this.latest = position;
    for (const waiter of [...this.waiters]) if (waiter.after < this.latest) waiter.wake();
  }

  /** For when news may have been missed: everyone looks for themselves. */
  wakeAll(): void {
    for (const waiter of [...this.waiters]) waiter.wake();
  }

  /** Settles on news after a position, on an abort, or when the time is up. */
  async wait(after: bigint, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.latest > after) return;
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
