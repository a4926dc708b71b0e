import { Metadata, type ServerWritableStream } from '@grpc/grpc-js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { LoggedEvent } from '../log.js';
import { readStream } from '../visible.js';
import { streamDeleted, unknown } from './errors.js';
import { streamName, toNotFound, toReadResponse } from './messages.js';
import { Outlet } from './outlet.js';
import { refusal, type Served } from './served.js';
import { followAll, followStream } from './subscription.js';

/** Reads and subscriptions are one call in this protocol. */
export async function serveRead(
  served: Served,
  call: ServerWritableStream<ReadReq, ReadResp>,
): Promise<void> {
  const outlet = new Outlet(call, () => served.news.announce());
  const refused = refusal(served, call.metadata, 'read');
  if (refused !== undefined) {
    outlet.fail(refused);
    return;
  }
  await served.faults.readsMayGoOn();
  call.sendMetadata(dated(served.faults.clockAhead));
  const options = call.request.getOptions();
  const [stream, all] = [options?.getStream(), options?.getAll()];
  if (options === undefined) {
    outlet.fail(unknown('A read without options.'));
    return;
  }
  if (options.hasSubscription()) {
    if (stream !== undefined) return followStream(served, outlet, stream);
    return followAll(served, outlet, options);
  }
  if (stream !== undefined) return readOneStream(served, outlet, options, stream);
  if (all !== undefined) return readAll(served, outlet, options, all);
}

/** A real server’s web server dates each answer, in whole seconds. */
function dated(ahead: number): Metadata {
  const headers = new Metadata();
  headers.set('date', new Date(Date.now() + ahead).toUTCString());
  return headers;
}

const isBackwards = (options: ReadReq.Options): boolean =>
  options.getReadDirection() === streamsPb.ReadReq.Options.ReadDirection.BACKWARDS;

async function readOneStream(
  { log }: Served,
  outlet: Outlet,
  options: ReadReq.Options,
  from: ReadReq.Options.StreamOptions,
): Promise<void> {
  const stream = streamName(from.getStreamIdentifier());
  const backwards = isBackwards(options);
  const count = BigInt(options.getCount());
  if (count === 0n || (from.hasEnd() && !backwards)) {
    outlet.fail(unknown('Unexpected ReadStreamResult: Error'));
    return;
  }
  const read = readStream(log, stream);
  if (read.kind === 'deleted') {
    outlet.fail(streamDeleted(stream));
    return;
  }
  if (read.kind === 'not-found') {
    await outlet.send(toNotFound(stream));
    outlet.end();
    return;
  }
  const revision = from.hasRevision() ? BigInt(from.getRevision()) : undefined;
  const events = backwards
    ? read.events.filter((event) => isUpTo(event, from.hasStart() ? 0n : revision)).reverse()
    : read.events.filter((event) => event.revision >= (revision ?? 0n));
  await sendAll(outlet, firstOf(events, count));
}

const isUpTo = ({ revision }: LoggedEvent, limit: bigint | undefined): boolean =>
  limit === undefined || revision <= limit;

async function readAll(
  { log }: Served,
  outlet: Outlet,
  options: ReadReq.Options,
  from: ReadReq.Options.AllOptions,
): Promise<void> {
  const backwards = isBackwards(options);
  const count = BigInt(options.getCount());
  // A real server reads nothing again and again, for ever.
  if (count === 0n) return;
  const position = from.getPosition()?.getCommitPosition();
  const index =
    position === undefined
      ? from.hasEnd()
        ? log.events.length
        : 0
      : log.indexOf(BigInt(position));
  const beyondTheEnd = position !== undefined && BigInt(position) > log.end;
  if (index === undefined || (backwards && beyondTheEnd)) {
    outlet.fail(unknown('Unexpected ReadAllResult: Error'));
    return;
  }
  const events = backwards ? log.events.slice(0, index).reverse() : log.events.slice(index);
  await sendAll(outlet, firstOf(events, count));
}

const firstOf = (events: readonly LoggedEvent[], count: bigint): readonly LoggedEvent[] =>
  count < BigInt(events.length) ? events.slice(0, Number(count)) : events;

async function sendAll(outlet: Outlet, events: readonly LoggedEvent[]): Promise<void> {
  for (const event of events) {
    if (!outlet.isOpen) return;
    await outlet.send(toReadResponse(event));
  }
  outlet.end();
}
