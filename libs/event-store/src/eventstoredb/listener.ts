import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ClientReadableStream } from '@grpc/grpc-js';
import { setTimeout as delay } from 'node:timers/promises';
import type { News } from '../news.js';
import type { Connection } from './connection.js';
import { subscribeRequest } from './wire.js';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
const LONGEST_SILENCE_MS = 30_000;

/**
 * A subscription that only tells that something has come: whoever follows the log reads it page by
 * page, so that one which is dropped, goes silent or skips costs time and nothing else.
 */
export class Listener {
  private readonly closing = new AbortController();
  private running: Promise<void> | undefined;
  private call: ClientReadableStream<ReadResp> | undefined;
  private heard = 0n;
  /** It began at the end of the log, which is not known before somebody reads that far. */
  private hasJustBegun = false;
  private missed: Readonly<{ position: bigint; timer: NodeJS.Timeout }> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly news: News,
    private readonly longestSilence = LONGEST_SILENCE_MS,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  /** What a reader found by itself: a subscription that stays silent about it is replaced. */
  found(position: bigint): void {
    if (this.hasJustBegun) {
      this.hasJustBegun = false;
      this.owesNothingUpTo(position);
    }
    if (this.call === undefined || position <= this.heard || this.missed !== undefined) return;
    const timer = setTimeout(() => {
      this.missed = undefined;
      if (this.heard < position) this.call?.cancel();
    }, this.longestSilence);
    timer.unref();
    this.missed = { position, timer };
  }

  async stop(): Promise<void> {
    this.closing.abort();
    this.call?.cancel();
    clearTimeout(this.missed?.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    let wait = FIRST_WAIT_MS;
    while (!signal.aborted) {
      const listened = await this.listen().catch(() => false);
      wait = listened ? FIRST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
      // What came while nobody listened is found by looking.
      this.news.wakeAll();
      await delay(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Settles when the subscription ends: true if it had begun. */
  private async listen(): Promise<boolean> {
    const call = await this.connection.open((client, metadata, options) =>
      client.read(subscribeRequest(), metadata, options),
    );
    this.call = call;
    let confirmed = false;
    if (this.closing.signal.aborted) call.cancel();
    await new Promise<void>((resolve) => {
      call.on('data', (answer: ReadResp) => {
        if (answer.hasConfirmation()) {
          confirmed = true;
          this.hasJustBegun = true;
          this.news.wakeAll();
        }
        const position = answer.getEvent()?.getCommitPosition();
        if (position !== undefined && position !== '') this.hear(BigInt(position));
      });
      call.on('error', () => {
        resolve();
      });
      call.on('end', resolve);
    });
    this.call = undefined;
    return confirmed;
  }

  private hear(position: bigint): void {
    this.owesNothingUpTo(position);
    this.news.announce(position);
  }

  /** It was told, or came before it began. */
  private owesNothingUpTo(position: bigint): void {
    if (position > this.heard) this.heard = position;
    if (this.missed !== undefined && this.missed.position <= this.heard) {
      clearTimeout(this.missed.timer);
      this.missed = undefined;
    }
  }
}
