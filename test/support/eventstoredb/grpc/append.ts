import type { sendUnaryData, ServerReadableStream, ServiceError } from '@grpc/grpc-js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Expected } from '../admission.js';
import { NONE, type ProposedEvent } from '../log.js';
import type { Outcome } from '../writer.js';
import { appendTooLarge, streamDeleted, unknown } from './errors.js';
import { streamName, toProposedEvent } from './messages.js';
import { refusal, type Served } from './served.js';

/** The older way to append: a call of its own for each append. */
export function serveAppend(
  served: Served,
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
): void {
  const incoming = new IncomingAppend(served.maxAppendSize);
  call.on('data', (message: AppendReq) => incoming.take(message));
  call.on('end', () => {
    const refused = refusal(served, call.metadata, 'write') ?? incoming.refusal;
    if (refused !== undefined) {
      answer(refused);
      return;
    }
    const { stream, expected, events } = incoming;
    void served.writer
      .append({ stream, expected, events })
      .then(({ outcome }) =>
        outcome.kind === 'stream-deleted'
          ? answer(streamDeleted(stream))
          : answer(null, toResponse(outcome, expected)),
      );
  });
}

class IncomingAppend {
  stream = '';
  expected: Expected = 'any';
  events: ProposedEvent[] = [];
  refusal: ServiceError | undefined;
  private size = 0;

  constructor(private readonly limit: number) {}

  take(message: AppendReq): void {
    const options = message.getOptions();
    if (options !== undefined) {
      this.stream = streamName(options.getStreamIdentifier());
      this.expected = expectedRevision(options);
    }
    const proposed = message.getProposedMessage();
    if (proposed === undefined || this.refusal !== undefined) return;
    try {
      this.add(toProposedEvent(proposed));
    } catch {
      this.refusal = unknown('Exception was thrown by handler.');
    }
  }

  private add(event: ProposedEvent): void {
    this.events.push(event);
    this.size += event.data.byteLength;
    if (this.size > this.limit) this.refusal = appendTooLarge(this.limit);
  }
}

type ExpectedInRequest = Readonly<{
  hasRevision(): boolean;
  getRevision(): string;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}>;

export function expectedRevision(options: ExpectedInRequest): Expected {
  if (options.hasRevision()) return BigInt(options.getRevision());
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : 'any';
}

function toResponse(
  outcome: Exclude<Outcome, { kind: 'stream-deleted' }>,
  expected: Expected,
): AppendResp {
  return outcome.kind === 'written'
    ? new streamsPb.AppendResp().setSuccess(toSuccess(outcome))
    : new streamsPb.AppendResp().setWrongExpectedVersion(toWrong(outcome.current, expected));
}

function toSuccess({
  revision,
  position,
}: Extract<Outcome, { kind: 'written' }>): AppendResp.Success {
  const success = new streamsPb.AppendResp.Success();
  if (revision === NONE) success.setNoStream(new sharedPb.Empty());
  else success.setCurrentRevision(revision.toString());
  if (position === undefined) return success.setNoPosition(new sharedPb.Empty());
  return success.setPosition(
    new streamsPb.AppendResp.Position()
      .setCommitPosition(position.toString())
      .setPreparePosition(position.toString()),
  );
}

function toWrong(current: bigint, expected: Expected): AppendResp.WrongExpectedVersion {
  const wrong = new streamsPb.AppendResp.WrongExpectedVersion();
  if (current === NONE) wrong.setCurrentNoStream(new sharedPb.Empty());
  else wrong.setCurrentRevision(current.toString());
  if (expected === 'any') return wrong.setExpectedAny(new sharedPb.Empty());
  if (expected === 'no_stream') return wrong.setExpectedNoStream(new sharedPb.Empty());
  if (expected === 'stream_exists') return wrong.setExpectedStreamExists(new sharedPb.Empty());
  return wrong.setExpectedRevision(expected.toString());
}
