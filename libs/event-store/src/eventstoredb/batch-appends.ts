import shared from '@eventstore/db-client/generated/shared_pb.js';
import type {
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import {
  BrokenLog,
  InvalidAppend,
  StoreUnavailable,
  UnknownOutcome,
  type ExpectedRevision,
} from '#event-sourcing';
import type { Connection } from './connection.js';
import { failureOfAppend } from './failures.js';
import { appendRequest, uuidIn, type Proposal } from './wire.js';

/** What the server says of an append: written there, now or before; or that the stream is elsewhere. */
export type Verdict =
  | Readonly<{ verdict: 'written'; revision: number; position: bigint | undefined }>
  | Readonly<{ verdict: 'wrong-revision'; current: ExpectedRevision }>;

type Pending = Readonly<{
  stream: string;
  resolve: (verdict: Verdict) => void;
  reject: (reason: Error) => void;
  timer: NodeJS.Timeout;
}>;

type Line = Readonly<{
  call: ClientDuplexStream<BatchAppendReq, BatchAppendResp>;
  pending: Map<string, Pending>;
}>;

const MOST_PENDING = 10_000;

/**
 * Appends over one lasting call, answered in whatever order. The client's own would do the same,
 * but one stray or second answer ends its process, and one that stays out is waited for for ever.
 */
export class BatchAppends {
  private line: Promise<Line> | undefined;
  private count = 0;

  constructor(private readonly connection: Connection) {}

  /** Rejects with UnknownOutcome unless the append was surely not written. */
  async append(proposal: Proposal): Promise<Verdict> {
    if (this.count >= MOST_PENDING) {
      throw new StoreUnavailable('Too many appends are waiting for the store.');
    }
    this.count++;
    try {
      return await this.send(await this.open(), proposal);
    } finally {
      this.count--;
    }
  }

  private open(): Promise<Line> {
    this.line ??= this.connect().catch((error: unknown) => {
      this.line = undefined;
      throw failureOfAppend(error);
    });
    return this.line;
  }

  private async connect(): Promise<Line> {
    const call = await this.connection.open((client, metadata, options) =>
      client.batchAppend(metadata, options),
    );
    const line: Line = { call, pending: new Map() };
    const broken = (error?: unknown) => {
      this.line = undefined;
      for (const [correlation, { reject }] of line.pending) {
        settle(line, correlation);
        reject(failureOfAppend(error));
      }
    };
    call.on('data', (answer: BatchAppendResp) => {
      take(line, answer);
    });
    call.on('error', broken);
    call.on('end', () => {
      broken();
    });
    return line;
  }

  private send(line: Line, proposal: Proposal): Promise<Verdict> {
    const correlation = randomUUID();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        settle(line, correlation);
        reject(new UnknownOutcome('EventStoreDB did not answer an append in time.'));
        // Whatever else is waiting on this line has to be asked again on another one.
        line.call.cancel();
      }, this.connection.longestWait);
      line.pending.set(correlation, { stream: proposal.stream, resolve, reject, timer });
      line.call.write(appendRequest(correlation, proposal));
    });
  }
}

function settle({ pending }: Line, correlation: string): Pending | undefined {
  const found = pending.get(correlation);
  pending.delete(correlation);
  clearTimeout(found?.timer);
  return found;
}

/** An answer nobody waits for, a second or a late one, is passed over. */
function take(line: Line, answer: BatchAppendResp): void {
  const waiting = settle(line, uuidIn(answer.getCorrelationId()));
  if (waiting === undefined) return;
  const success = answer.getSuccess();
  if (success === undefined) {
    const current = currentIn(answer);
    if (current === undefined) waiting.reject(failureIn(answer, waiting.stream));
    else waiting.resolve({ verdict: 'wrong-revision', current });
    return;
  }
  const position = success.getPosition()?.getCommitPosition();
  waiting.resolve({
    verdict: 'written',
    revision: Number(success.getCurrentRevision()),
    position: position === undefined ? undefined : BigInt(position),
  });
}

/** Where the stream is, if that is what the server objects to. */
function currentIn(answer: BatchAppendResp): ExpectedRevision | undefined {
  const wrong = answer
    .getError()
    ?.getDetails()
    ?.unpack(
      (bytes) => shared.WrongExpectedVersion.deserializeBinary(bytes),
      'event_store.client.WrongExpectedVersion',
    );
  if (wrong === undefined || wrong === null) return undefined;
  return wrong.hasCurrentStreamRevision() ? Number(wrong.getCurrentStreamRevision()) : 'no-stream';
}

function failureIn(answer: BatchAppendResp, stream: string): Error {
  const refusal = answer.getError();
  const name = refusal?.getDetails()?.getTypeName().split('.').at(-1) ?? '';
  switch (name) {
    case 'MaximumAppendSizeExceeded':
      return new InvalidAppend('The events of an append are too large for EventStoreDB.');
    case 'StreamDeleted':
      return new BrokenLog(`The stream "${stream}" was deleted from the event store.`);
    case 'AccessDenied':
      return new StoreUnavailable('EventStoreDB does not let this user append.');
    default:
      return new UnknownOutcome(
        `EventStoreDB answered an append with "${refusal?.getMessage() ?? name}".`,
      );
  }
}
