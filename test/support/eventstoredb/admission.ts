import { type Log, NONE, type ProposedEvent, TOMBSTONE } from './log.js';
import { firstVisible, isSoftDeleted } from './visible.js';

export type Expected = bigint | 'any' | 'no_stream' | 'stream_exists';

export type Proposal = Readonly<{
  stream: string;
  expected: Expected;
  events: readonly ProposedEvent[];
}>;

export type Admission =
  | Readonly<{ kind: 'admitted'; undeletes: boolean }>
  | Readonly<{ kind: 'repeated'; revision: bigint; position: bigint | undefined }>
  | Readonly<{ kind: 'wrong-revision'; current: bigint }>
  | Readonly<{ kind: 'stream-deleted' }>;

/**
 * The ids written since the server started, and where: all that makes ANY and STREAM_EXISTS
 * idempotent, so they no longer are after a restart.
 */
export class RecentIds {
  private readonly places = new Map<string, Readonly<{ stream: string; revision: bigint }>>();

  note(id: string, stream: string, revision: bigint): void {
    this.places.set(id, { stream, revision });
  }

  revisionIn(stream: string, id: string): bigint | undefined {
    const place = this.places.get(id);
    return place?.stream === stream ? place.revision : undefined;
  }
}

/** Whether an append is written, was written before, or is refused: as a real server decides. */
export function admit(log: Log, recent: RecentIds, proposal: Proposal): Admission {
  const { stream, expected } = proposal;
  const current = log.lastRevision(stream);
  if (current === TOMBSTONE) return { kind: 'stream-deleted' };
  if (expected === 'stream_exists') {
    if (isSoftDeleted(log, stream)) return { kind: 'stream-deleted' };
    if (current === NONE && log.lastRevision(`$$${stream}`) === NONE) {
      return { kind: 'wrong-revision', current };
    }
  }
  if (expected === 'any' || expected === 'stream_exists') {
    return admitByRecentIds(log, recent, proposal);
  }
  const revision = expected === 'no_stream' ? NONE : expected;
  if (revision < current) return admitByHistory(log, revision, proposal);
  if (revision > current) return { kind: 'wrong-revision', current };
  // At the current revision nobody looks at the ids: the same events are written again.
  return { kind: 'admitted', undeletes: isSoftDeleted(log, stream) };
}

function admitByRecentIds(log: Log, recent: RecentIds, { stream, events }: Proposal): Admission {
  const revisions = events.map(({ id }) => recent.revisionIn(stream, id));
  if (events.length === 0 || revisions[0] === undefined) {
    return { kind: 'admitted', undeletes: isSoftDeleted(log, stream) };
  }
  const last = revisions.at(-1);
  if (last === undefined || revisions.includes(undefined)) {
    return { kind: 'wrong-revision', current: log.lastRevision(stream) };
  }
  return repeated(log, stream, last);
}

function admitByHistory(log: Log, after: bigint, { stream, events }: Proposal): Admission {
  const current = log.lastRevision(stream);
  const same = events.filter(
    ({ id }, index) => log.event(stream, after + 1n + BigInt(index))?.id === id,
  ).length;
  if (same > 0 && same === events.length) return repeated(log, stream, after + BigInt(same));
  const [first] = events;
  const differsAtOnce = first !== undefined && log.event(stream, after + 1n)?.id !== first.id;
  if (after === NONE && differsAtOnce && isSoftDeleted(log, stream)) {
    return { kind: 'admitted', undeletes: true };
  }
  return { kind: 'wrong-revision', current };
}

function repeated(log: Log, stream: string, revision: bigint): Admission {
  const seen = !isSoftDeleted(log, stream) && revision >= firstVisible(log, stream);
  const position = seen ? log.event(stream, revision)?.position : undefined;
  return { kind: 'repeated', revision, position };
}
