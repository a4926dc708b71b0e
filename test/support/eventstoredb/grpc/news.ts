/** Wakes all who wait for something to have been written. */
export class News {
  private wake: () => void = () => undefined;
  private awaited = this.next();

  announce(): void {
    const wake = this.wake;
    this.awaited = this.next();
    wake();
  }

  wait(): Promise<void> {
    return this.awaited;
  }

  private next(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }
}
