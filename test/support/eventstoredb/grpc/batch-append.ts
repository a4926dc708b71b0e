import type { ServerDuplexStream } from '@grpc/grpc-js';
import codePb from '@eventstore/db-client/generated/code_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { Code } from '@eventstore/db-client/generated/code_pb.js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import type {
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Expected } from '../admission.js';
import { NONE, type ProposedEvent } from '../log.js';
import type { Outcome } from '../writer.js';
import { streamName, toIdentifier, toProposedEvent, toUuid, uuidText } from './messages.js';
import { isAnonymous, notAuthenticated, notLeading, type Served } from './served.js';

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

type Pending = { stream: string; expected: Expected; events: ProposedEvent[]; size: number };

/** The usual way to append: one long stream of appends and answers for all of a client. */
export function serveBatchAppend(served: Served, call: Call): void {
  const refused = notAuthenticated(served, call.metadata);
  if (refused !== undefined) {
    call.emit('error', refused);
    return;
  }
  const appends = new BatchAppends(served, call);
  call.on('error', () => undefined);
  call.on('end', () => call.end());
  call.on('data', (message: BatchAppendReq) => appends.take(message));
}

/** How long a real server keeps an append that it could not make sense of. */
const WRITE_TIMEOUT = 2_000;

class BatchAppends {
  private readonly pending = new Map<string, Pending>();

  constructor(
    private readonly served: Served,
    private readonly call: Call,
  ) {}

  take(message: BatchAppendReq): void {
    const id = uuidText(message.getCorrelationId());
    const refused = this.refuse(message);
    if (refused !== undefined) {
      this.answer(id, this.streamOf(id, message), refused);
      return;
    }
    this.open(id, message);
    const append = this.pending.get(id);
    if (append === undefined) return;
    try {
      this.fill(append, message);
    } catch (error) {
      this.answer(id, append.stream, toBadRequest(String(error)));
      this.answerAgainInTime(id);
      return;
    }
    if (append.size > this.served.maxAppendSize) {
      this.pending.delete(id);
      this.answer(id, append.stream, toTooLarge(this.served.maxAppendSize));
      return;
    }
    if (message.getIsFinal()) this.write(id, append);
  }

  private refuse(message: BatchAppendReq): Status | undefined {
    const options = message.getOptions();
    if (options === undefined) return undefined;
    if (isAnonymous(this.served, this.call.metadata)) return toAccessDenied();
    const deadline = options.getDeadline()?.toDate();
    return deadline !== undefined && deadline.getTime() <= Date.now() ? toTimeout() : undefined;
  }

  private open(id: string, message: BatchAppendReq): void {
    const options = message.getOptions();
    if (options === undefined || this.pending.has(id)) return;
    this.pending.set(id, {
      stream: streamName(options.getStreamIdentifier()),
      expected: expectedPosition(options),
      events: [],
      size: 0,
    });
  }

  private fill(append: Pending, message: BatchAppendReq): void {
    for (const proposed of message.getProposedMessagesList()) {
      const event = toProposedEvent(proposed);
      append.events.push(event);
      append.size += event.data.byteLength;
    }
  }

  private write(id: string, append: Pending): void {
    this.pending.delete(id);
    const { leader } = this.served.faults;
    if (leader === 'none') {
      this.answer(id, append.stream, toNotReady());
      return;
    }
    const elsewhere = notLeading(this.served, this.call.metadata, 'write');
    if (elsewhere !== undefined) {
      this.call.emit('error', elsewhere);
      return;
    }
    void this.served.writer.append(append).then(({ outcome, copies }) => {
      for (let copy = 0; copy < copies; copy += 1) {
        this.send(id, append.stream, toResponse(outcome, append));
      }
    });
  }

  /** A second answer that nobody awaits, which a client of this version does not survive. */
  private answerAgainInTime(id: string): void {
    const timer = setTimeout(() => {
      const append = this.pending.get(id);
      if (append !== undefined) this.answer(id, append.stream, toTimeout());
      this.pending.delete(id);
    }, WRITE_TIMEOUT);
    this.served.clearTimersWhenDead(timer);
  }

  private streamOf(id: string, message: BatchAppendReq): string {
    return this.pending.get(id)?.stream ?? streamName(message.getOptions()?.getStreamIdentifier());
  }

  private answer(id: string, stream: string, status: Status): void {
    this.send(id, stream, new streamsPb.BatchAppendResp().setError(status));
  }

  private send(id: string, stream: string, response: BatchAppendResp): void {
    if (this.call.cancelled || this.call.destroyed) return;
    const correlation: UUID = toUuid(id);
    this.call.write(
      response.setCorrelationId(correlation).setStreamIdentifier(toIdentifier(stream)),
    );
  }
}

function expectedPosition(options: BatchAppendReq.Options): Expected {
  if (options.hasStreamPosition()) return BigInt(options.getStreamPosition());
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : 'any';
}

function toResponse(outcome: Outcome, { stream, expected }: Pending): BatchAppendResp {
  const response = new streamsPb.BatchAppendResp();
  switch (outcome.kind) {
    case 'written':
      return response.setSuccess(toSuccess(outcome));
    case 'wrong-revision':
      return response.setError(toWrong(outcome.current, expected));
    case 'stream-deleted':
      return response.setError(toStreamDeleted(stream));
  }
}

function toSuccess({
  revision,
  position,
}: Extract<Outcome, { kind: 'written' }>): BatchAppendResp.Success {
  const success = new streamsPb.BatchAppendResp.Success();
  if (revision === NONE) success.setNoStream(new emptyPb.Empty());
  else success.setCurrentRevision(revision.toString());
  if (position === undefined) return success.setNoPosition(new emptyPb.Empty());
  return success.setPosition(
    new sharedPb.AllStreamPosition()
      .setCommitPosition(position.toString())
      .setPreparePosition(position.toString()),
  );
}

function toWrong(current: bigint, expected: Expected): Status {
  const wrong = new sharedPb.WrongExpectedVersion();
  if (current === NONE) wrong.setCurrentNoStream(new emptyPb.Empty());
  else wrong.setCurrentStreamRevision(current.toString());
  if (expected === 'any') wrong.setExpectedAny(new emptyPb.Empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new emptyPb.Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new emptyPb.Empty());
  else wrong.setExpectedStreamPosition(expected.toString());
  return toStatus(codePb.Code.ALREADY_EXISTS, 'WrongExpectedVersion', wrong);
}

const toStreamDeleted = (stream: string): Status =>
  toStatus(
    codePb.Code.NOT_FOUND,
    'StreamDeleted',
    new sharedPb.StreamDeleted().setStreamIdentifier(toIdentifier(stream)),
  );

const toTooLarge = (limit: number): Status =>
  toStatus(
    codePb.Code.INVALID_ARGUMENT,
    'MaximumAppendSizeExceeded',
    new sharedPb.MaximumAppendSizeExceeded().setMaxappendsize(limit),
  );

const toBadRequest = (message: string): Status =>
  toStatus(
    codePb.Code.INVALID_ARGUMENT,
    'BadRequest',
    new sharedPb.BadRequest().setMessage(message),
  );

const toTimeout = (): Status =>
  toStatus(codePb.Code.DEADLINE_EXCEEDED, 'Timeout', new sharedPb.Timeout());

const toAccessDenied = (): Status =>
  toStatus(codePb.Code.PERMISSION_DENIED, 'AccessDenied', new sharedPb.AccessDenied());

/** A real server gives no code here, and details that the client does not know. */
function toNotReady(): Status {
  const details = new anyPb.Any();
  details.pack(new emptyPb.Empty().serializeBinary(), 'google.protobuf.Empty');
  return new statusPb.Status().setMessage('Server Is Not Ready').setDetails(details);
}

function toStatus(
  code: Code,
  name: string,
  message: Readonly<{ serializeBinary(): Uint8Array }>,
): Status {
  const details = new anyPb.Any();
  details.pack(message.serializeBinary(), `event_store.client.${name}`);
  return new statusPb.Status().setCode(code).setMessage(name).setDetails(details);
}
