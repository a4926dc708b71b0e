import type { Metadata, ServiceError } from '@grpc/grpc-js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type {
  DeleteReq,
  DeleteResp,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import type { Expected } from '../admission.js';
import type { Answer } from '../writer.js';
import { expectedRevision } from './append.js';
import { streamDeleted, wrongRevisionToDelete } from './errors.js';
import { streamName } from './messages.js';
import { refusal, type Served } from './served.js';

type Settle<Response> = (error: ServiceError | null, response?: Response) => void;
type Call<Request> = Readonly<{ request: Request; metadata: Metadata }>;

export function serveDelete(
  served: Served,
  call: Call<DeleteReq>,
  settle: Settle<DeleteResp>,
): void {
  const response = new streamsPb.DeleteResp();
  const position = new streamsPb.DeleteResp.Position();
  remove(served, call, (stream, expected) => served.writer.softDelete(stream, expected), {
    fail: settle,
    succeed: (at) =>
      settle(
        null,
        at === undefined
          ? response.setNoPosition(new sharedPb.Empty())
          : response.setPosition(position.setCommitPosition(at).setPreparePosition(at)),
      ),
  });
}

export function serveTombstone(
  served: Served,
  call: Call<TombstoneReq>,
  settle: Settle<TombstoneResp>,
): void {
  const response = new streamsPb.TombstoneResp();
  const position = new streamsPb.TombstoneResp.Position();
  remove(served, call, (stream, expected) => served.writer.tombstone(stream, expected), {
    fail: settle,
    succeed: (at) =>
      settle(
        null,
        at === undefined
          ? response.setNoPosition(new sharedPb.Empty())
          : response.setPosition(position.setCommitPosition(at).setPreparePosition(at)),
      ),
  });
}

type Ending = Readonly<{
  fail: (error: ServiceError) => void;
  succeed: (position: string | undefined) => void;
}>;

function remove(
  served: Served,
  { request, metadata }: Call<DeleteReq | TombstoneReq>,
  act: (stream: string, expected: Expected) => Promise<Answer>,
  { fail, succeed }: Ending,
): void {
  const options = request.getOptions();
  const refused = refusal(served, metadata, 'write');
  if (refused !== undefined || options === undefined) {
    if (refused !== undefined) fail(refused);
    return;
  }
  const stream = streamName(options.getStreamIdentifier());
  const expected = expectedRevision(options);
  void act(stream, expected).then(({ outcome }) => {
    if (outcome.kind === 'stream-deleted') {
      fail(streamDeleted(stream));
      return;
    }
    if (outcome.kind === 'written') {
      succeed(outcome.position?.toString());
      return;
    }
    fail(wrongRevisionToDelete(stream, asNumber(expected), outcome.current));
  });
}

function asNumber(expected: Expected): bigint {
  if (typeof expected === 'bigint') return expected;
  return { no_stream: -1n, any: -2n, stream_exists: -4n }[expected];
}
