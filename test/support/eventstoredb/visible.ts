import { isMetastream, type Log, type LoggedEvent, metastreamOf, NONE, TOMBSTONE } from './log.js';

export type StreamRead =
  | Readonly<{ kind: 'events'; events: readonly LoggedEvent[] }>
  | Readonly<{ kind: 'not-found' }>
  | Readonly<{ kind: 'deleted' }>;

/** The events of a stream that its metadata still let a reader see, oldest first. */
export function readStream(log: Log, stream: string): StreamRead {
  const last = log.lastRevision(stream);
  if (last === TOMBSTONE) return { kind: 'deleted' };
  if (last === NONE || isSoftDeleted(log, stream)) return { kind: 'not-found' };
  const first = firstVisible(log, stream);
  const events = log.stream(stream);
  return {
    kind: 'events',
    events: first <= 0n ? events : events.filter(({ revision }) => revision >= first),
  };
}

export function isSoftDeleted(log: Log, stream: string): boolean {
  return limitsOf(log, stream).truncateBefore >= SOFT_DELETED;
}

export function firstVisible(log: Log, stream: string): bigint {
  const { truncateBefore, maxCount } = limitsOf(log, stream);
  const byCount = maxCount === undefined ? 0n : log.lastRevision(stream) - maxCount + 1n;
  return byCount > truncateBefore ? byCount : truncateBefore;
}

/** What a soft delete writes into the metastream: truncate before the greatest revision. */
export const SOFT_DELETE_METADATA = `{"$tb":${TOMBSTONE.toString()}}`;

type Limits = Readonly<{ truncateBefore: bigint; maxCount?: bigint }>;

// JSON.parse rounds the greatest revision; nothing smaller comes near it.
const SOFT_DELETED = BigInt(Number.MAX_SAFE_INTEGER);

function limitsOf(log: Log, stream: string): Limits {
  if (isMetastream(stream)) return { truncateBefore: 0n, maxCount: 1n };
  const latest = log.stream(metastreamOf(stream)).at(-1);
  return latest === undefined ? { truncateBefore: 0n } : parseLimits(latest.data);
}

function parseLimits(data: Uint8Array): Limits {
  const { $tb, $maxCount } = parseObject(data);
  return {
    truncateBefore: typeof $tb === 'number' ? BigInt($tb) : 0n,
    ...(typeof $maxCount === 'number' && { maxCount: BigInt($maxCount) }),
  };
}

function parseObject(data: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    return typeof parsed === 'object' && parsed !== null
      ? (parsed as Readonly<Record<string, unknown>>)
      : {};
  } catch {
    return {};
  }
}
