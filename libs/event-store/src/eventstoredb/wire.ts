import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams, {
  type BatchAppendReq,
  type ReadReq,
  type ReadResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { isUtf8 } from 'node:buffer';
import type { NewEvent, StoredEvent } from '#event-sourcing';

/** What is read: a stream or the whole log, from where, in which direction, how much of it. */
export type Reading = Readonly<{
  /** Left out: the whole log. */
  stream?: string;
  /** Revision of a stream, position of the log; inclusive, except backwards in the log. */
  from: bigint | 'start' | 'end';
  backwards?: boolean;
  count: number;
}>;

export function readRequest({ stream, from, backwards = false, count }: Reading): ReadReq {
  const options = optionsOf(stream, from);
  const { BACKWARDS, FORWARDS } = streams.ReadReq.Options.ReadDirection;
  options.setReadDirection(backwards ? BACKWARDS : FORWARDS);
  options.setCount(String(count));
  options.setNoFilter(new shared.Empty());
  return requestOf(options);
}

/** Whatever comes from now on, except what the server notes for itself. */
export function subscribeRequest(): ReadReq {
  const options = optionsOf(undefined, 'end');
  options.setReadDirection(streams.ReadReq.Options.ReadDirection.FORWARDS);
  options.setSubscription(new streams.ReadReq.Options.SubscriptionOptions());
  const expression = new streams.ReadReq.Options.FilterOptions.Expression();
  expression.setRegex('^[^$]');
  const filter = new streams.ReadReq.Options.FilterOptions();
  filter.setEventType(expression);
  filter.setMax(1_000);
  filter.setCheckpointintervalmultiplier(1);
  options.setFilter(filter);
  return requestOf(options);
}

function optionsOf(stream: string | undefined, from: bigint | 'start' | 'end'): ReadReq.Options {
  const options = new streams.ReadReq.Options();
  if (stream === undefined) {
    const all = new streams.ReadReq.Options.AllOptions();
    if (from === 'start') all.setStart(new shared.Empty());
    else if (from === 'end') all.setEnd(new shared.Empty());
    else all.setPosition(positionOf(from));
    options.setAll(all);
  } else {
    const one = new streams.ReadReq.Options.StreamOptions();
    one.setStreamIdentifier(identifierOf(stream));
    if (from === 'start') one.setStart(new shared.Empty());
    else if (from === 'end') one.setEnd(new shared.Empty());
    else one.setRevision(String(from));
    options.setStream(one);
  }
  return options;
}

function requestOf(options: ReadReq.Options): ReadReq {
  const texts = new streams.ReadReq.Options.UUIDOption();
  texts.setString(new shared.Empty());
  options.setUuidOption(texts);
  const request = new streams.ReadReq();
  request.setOptions(options);
  return request;
}

/** Commit and prepare position of an event are the same, as no transaction spans several. */
function positionOf(position: bigint): ReadReq.Options.Position {
  const both = new streams.ReadReq.Options.Position();
  both.setCommitPosition(String(position));
  both.setPreparePosition(String(position));
  return both;
}

function identifierOf(stream: string) {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  return identifier;
}

/** An append as it goes to the server; metadata may carry a frame around our own. */
export type Proposal = Readonly<{
  stream: string;
  /** -1: the stream must not exist. */
  expected: number;
  events: readonly NewEvent[];
}>;

/** The server gives up on what it could not write by then; far off, as its clock may be another. */
const DEADLINE_MS = 3_600_000;

export function appendRequest(
  correlation: string,
  { stream, expected, events }: Proposal,
): BatchAppendReq {
  const options = new streams.BatchAppendReq.Options();
  options.setStreamIdentifier(identifierOf(stream));
  if (expected < 0) options.setNoStream(new empty.Empty());
  else options.setStreamPosition(String(expected));
  options.setDeadline(timestamp.Timestamp.fromDate(new Date(Date.now() + DEADLINE_MS)));
  const request = new streams.BatchAppendReq();
  request.setCorrelationId(uuidOf(correlation));
  request.setOptions(options);
  request.setProposedMessagesList(events.map(proposed));
  request.setIsFinal(true);
  return request;
}

function proposed({ id, type, data, metadata }: NewEvent): BatchAppendReq.ProposedMessage {
  const message = new streams.BatchAppendReq.ProposedMessage();
  message.setId(uuidOf(id));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  message.setData(Buffer.from(data));
  message.setCustomMetadata(Buffer.from(metadata));
  return message;
}

function uuidOf(text: string) {
  const uuid = new shared.UUID();
  uuid.setString(text);
  return uuid;
}

export const uuidIn = (uuid: InstanceType<typeof shared.UUID> | undefined): string => {
  if (uuid === undefined) return '';
  if (!uuid.hasStructured()) return uuid.getString();
  const halves = uuid.getStructured();
  const hex = (half: string | undefined) =>
    BigInt.asUintN(64, BigInt(half ?? 0))
      .toString(16)
      .padStart(16, '0');
  return `${hex(halves?.getMostSignificantBits())}${hex(halves?.getLeastSignificantBits())}`.replace(
    /(.{8})(.{4})(.{4})(.{4})(.{12})/,
    '$1-$2-$3-$4-$5',
  );
};

/** 100 nanoseconds, in which the server counts time. */
const TICKS_PER_MILLISECOND = 10_000n;

/** An event as the server has it, ours or its own; undefined for an answer that carries none. */
export function eventIn(answer: ReadResp): StoredEvent | undefined {
  const event = answer.getEvent()?.getEvent();
  if (event === undefined) return undefined;
  const described = event.getMetadataMap();
  const framed = jsonOf(event.getCustomMetadata_asU8());
  const created = BigInt(described.get('created') ?? 0) / TICKS_PER_MILLISECOND;
  const { metadata, recordedAt = new Date(Number(created)).toISOString() } = unframed(framed);
  return {
    id: uuidIn(event.getId()).toLowerCase(),
    stream: textOf(event.getStreamIdentifier()?.getStreamName_asU8()),
    revision: Number(event.getStreamRevision()),
    position: BigInt(event.getCommitPosition()),
    type: described.get('type') ?? '',
    data: jsonOf(event.getData_asU8()),
    metadata,
    recordedAt,
  };
}

const textOf = (bytes: Uint8Array | undefined): string =>
  bytes === undefined
    ? ''
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();

/** Bytes that are no text are shown as what is no JSON: read as text they would be others. */
const jsonOf = (bytes: Uint8Array): string =>
  isUtf8(bytes) ? textOf(bytes) : `no UTF-8: ${Buffer.from(bytes).toString('base64')}`;

/**
 * The server stamps what it stores. Where the instant is another one, from a simulated clock or
 * from the store a log came from, it stands in a line before the metadata, which are then no JSON.
 */
const FRAME = /^(?:simulated|restored) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\n/;

export const framed = (
  event: NewEvent,
  clock: 'simulated' | 'restored',
  instant: string,
): NewEvent => ({ ...event, metadata: `${clock} ${instant}\n${event.metadata}` });

function unframed(text: string): { metadata: string; recordedAt?: string } {
  const frame = FRAME.exec(text);
  if (frame?.[1] === undefined) return { metadata: text };
  return { metadata: text.slice(frame[0].length), recordedAt: frame[1] };
}

/** What the server notes in its log for itself; no entry of ours. */
export const isSystemEvent = ({ type, stream }: StoredEvent): boolean =>
  type.startsWith('$') || stream.startsWith('$');
