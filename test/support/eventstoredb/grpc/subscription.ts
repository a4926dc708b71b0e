import { randomUUID } from 'node:crypto';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { Interruptible } from '../faults.js';
import type { LoggedEvent } from '../log.js';
import { readStream } from '../visible.js';
import { consumerTooSlow, streamDeleted, unknown } from './errors.js';
import { everything, filterOf, type Wanted } from './filter.js';
import {
  streamName,
  toCaughtUp,
  toCheckpoint,
  toConfirmation,
  toReadResponse,
} from './messages.js';
import type { Outlet } from './outlet.js';
import type { Served } from './served.js';

/** Events in a page of a real server; a page that is searched by a filter ends with a checkpoint. */
const PAGE = 32;

export async function followAll(
  served: Served,
  outlet: Outlet,
  options: ReadReq.Options,
): Promise<void> {
  const { log, news } = served;
  const start = startOf(served, options.getAll());
  if (start === undefined) {
    outlet.fail(unknown('Exception was thrown by handler.'));
    return;
  }
  const subscription = new Subscription(served, outlet);
  const search = new Search(options.getFilter(), start.position);
  let { next } = start;
  await subscription.confirm();
  while (subscription.goesOn()) {
    const event = log.events[next];
    if (event === undefined) {
      await subscription.catchUp();
      if (subscription.goesOn() && next >= log.events.length) await news.wait();
      continue;
    }
    next += 1;
    if (search.wants(event)) await subscription.send(event);
    const nextPosition = log.events[next]?.position ?? log.end;
    const checkpoint = search.pass(event, nextPosition, subscription.isLive);
    if (checkpoint !== undefined) await subscription.checkpoint(checkpoint);
  }
  subscription.close();
}

/** The event to begin with: from a position it is the one after the event that begins there. */
function startOf(
  { log }: Served,
  from: ReadReq.Options.AllOptions | undefined,
): Readonly<{ next: number; position: bigint }> | undefined {
  const end = log.events.length;
  if (from?.hasEnd() === true) return { next: end, position: log.end };
  const position = BigInt(from?.getPosition()?.getCommitPosition() ?? 0n);
  if (position === 0n) return { next: 0, position };
  const index = log.indexOf(position);
  // Past the end there is no such event, and whatever comes is new.
  return index === undefined ? undefined : { next: Math.min(index + 1, end), position };
}

/**
 * How far a filter has searched. History is searched in pages, whose checkpoint is the last event
 * wanted in it, or else where the page began; what comes live is searched one by one.
 */
class Search {
  readonly wants: Wanted;
  private readonly window: number;
  private readonly interval: number;
  private considered = 0;
  private searchedInPage = 0;
  private foundInPage = 0;

  constructor(
    filter: ReadReq.Options.FilterOptions | undefined,
    private pagePosition: bigint,
  ) {
    this.wants = filter === undefined ? everything : filterOf(filter);
    this.window = filter?.hasMax() === true ? filter.getMax() : PAGE;
    this.interval =
      filter === undefined ? Infinity : this.window * filter.getCheckpointintervalmultiplier();
  }

  /** The checkpoint that is due after an event, if one is. */
  pass(event: LoggedEvent, nextPosition: bigint, isLive: boolean): bigint | undefined {
    this.considered += 1;
    this.searchedInPage += 1;
    if (this.wants(event)) {
      this.foundInPage += 1;
      this.pagePosition = event.position;
    }
    const pageEnds = isLive || this.searchedInPage >= this.window || this.foundInPage >= PAGE;
    if (!pageEnds) return undefined;
    const reached = isLive ? event.position : this.pagePosition;
    this.pagePosition = nextPosition;
    this.searchedInPage = 0;
    this.foundInPage = 0;
    if (this.considered < this.interval) return undefined;
    this.considered %= this.interval;
    return reached;
  }
}

export async function followStream(
  served: Served,
  outlet: Outlet,
  from: ReadReq.Options.StreamOptions,
): Promise<void> {
  const stream = streamName(from.getStreamIdentifier());
  const { log, news } = served;
  const subscription = new Subscription(served, outlet);
  let seen = from.hasEnd()
    ? log.lastRevision(stream)
    : from.hasRevision()
      ? BigInt(from.getRevision())
      : -1n;
  if (!log.isTombstoned(stream)) await subscription.confirm();
  while (subscription.goesOn()) {
    const read = readStream(log, stream);
    if (read.kind === 'deleted') {
      const [tombstone] = log.stream(stream).slice(-1);
      if (subscription.isLive && tombstone !== undefined) await subscription.send(tombstone);
      outlet.fail(streamDeleted(stream));
      break;
    }
    const events = read.kind === 'events' ? read.events : [];
    const fresh = events.slice(events.findLastIndex(({ revision }) => revision <= seen) + 1);
    for (const event of fresh) {
      seen = event.revision;
      await subscription.send(event);
    }
    if (fresh.length > 0) continue;
    // There is nothing yet to be caught up with in a stream that is not there.
    if (read.kind === 'events') await subscription.catchUp();
    await news.wait();
  }
  subscription.close();
}

class Subscription implements Interruptible {
  private silenced = false;
  private caughtUp = false;

  constructor(
    private readonly served: Served,
    private readonly outlet: Outlet,
  ) {
    served.faults.subscriptions.add(this);
  }

  goesOn(): boolean {
    return this.outlet.isOpen && !this.silenced;
  }

  get isLive(): boolean {
    return this.caughtUp;
  }

  silence(): void {
    this.silenced = true;
  }

  dropAsTooSlow(): void {
    this.outlet.fail(consumerTooSlow());
  }

  confirm(): Promise<void> {
    return this.outlet.send(toConfirmation(randomUUID()));
  }

  async send(event: LoggedEvent): Promise<void> {
    if (this.goesOn()) await this.outlet.send(toReadResponse(event));
  }

  async checkpoint(position: bigint): Promise<void> {
    if (this.goesOn()) await this.outlet.send(toCheckpoint(position));
  }

  async catchUp(): Promise<void> {
    if (this.caughtUp || !this.goesOn()) return;
    this.caughtUp = true;
    await this.outlet.send(toCaughtUp());
  }

  close(): void {
    this.served.faults.subscriptions.delete(this);
  }
}
