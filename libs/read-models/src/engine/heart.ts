import type { Client } from 'pg';
import { Fenced } from './alarms.js';
import { renew, type Lease } from './checkpoint.js';
import { connect } from './connection.js';

const HEARTBEAT_MS = 2_000;

/** Keeps the lease alive on a connection of its own; says so when it is lost. */
export class Heart {
  private readonly lost = new AbortController();
  private beating: Promise<void> = Promise.resolve();
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly client: Client,
    private readonly lease: Lease,
  ) {
    this.timer = setInterval(() => {
      this.beating = this.beating.then(() => this.beat());
    }, HEARTBEAT_MS);
  }

  static async start(url: string, lease: Lease): Promise<Heart> {
    return new Heart(await connect(url, 'projecting'), lease);
  }

  get stopped(): AbortSignal {
    return this.lost.signal;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
    await this.client.end().catch(() => undefined);
  }

  private async beat(): Promise<void> {
    try {
      if (!(await renew(this.client, this.lease))) this.lost.abort(new Fenced());
    } catch (error) {
      this.lost.abort(error);
    }
  }
}
