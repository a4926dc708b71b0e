import { setTimeout as delay } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import type { News } from '../news.js';

const FIRST_WAIT = 100;
const LONGEST_WAIT = 5_000;
const FAREWELL = 1_000;

/**
 * One connection that hears of every append. It may break or stay silent without harm, as
 * subscriptions also look for themselves; it only makes them quick.
 */
export class Listener {
  private readonly closing = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly config: ClientConfig,
    private readonly news: News,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    let wait = FIRST_WAIT;
    while (!signal.aborted) {
      const heard = await this.listen(signal);
      wait = heard ? FIRST_WAIT : Math.min(wait * 2, LONGEST_WAIT);
      await delay(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Settles when the connection ends: true if it had been listening. */
  private async listen(signal: AbortSignal): Promise<boolean> {
    const client = new Client(this.config);
    const settled = new AbortController();
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
      signal.addEventListener('abort', () => resolve(), { once: true, signal: settled.signal });
    });
    // Without a listener of its own, a connection that breaks would end the process.
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => {
      if (payload !== undefined && /^\d+$/.test(payload)) this.news.announce(BigInt(payload));
    });
    let listening = false;
    try {
      await client.connect();
      await client.query('listen es');
      listening = true;
      this.news.wakeAll();
      await ended;
    } catch {
      // Not reachable: the caller tries again, later each time.
    }
    settled.abort();
    // A connection to a server that hangs would never say goodbye.
    await Promise.race([
      client.end().catch(() => undefined),
      delay(FAREWELL, undefined, { ref: false }),
    ]);
    return listening;
  }
}
