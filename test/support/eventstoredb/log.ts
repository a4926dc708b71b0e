/** What a caller hands in to be written. */
export type ProposedEvent = Readonly<{
  id: string;
  type: string;
  json: boolean;
  data: Uint8Array;
  metadata: Uint8Array;
}>;

/** An event as the log holds it. */
export type LoggedEvent = ProposedEvent &
  Readonly<{
    stream: string;
    revision: bigint;
    position: bigint;
    /** Ticks of 100 nanoseconds since 1970, as the protocol counts them. */
    created: bigint;
  }>;

/** The revision of the one event that a tombstone leaves; nothing can follow it. */
export const TOMBSTONE = 2n ** 63n - 1n;

export const NONE = -1n;

const METASTREAM = '$$';

export const metastreamOf = (stream: string): string => METASTREAM + stream;

export const isMetastream = (stream: string): boolean => stream.startsWith(METASTREAM);

/** Every event in the order in which it was written, and where to find those of one stream. */
export class Log {
  private readonly all: LoggedEvent[] = [];
  private readonly streams = new Map<string, LoggedEvent[]>();
  private gap = 0n;

  constructor(events: Iterable<LoggedEvent> = []) {
    for (const event of events) this.keep(event);
  }

  get events(): readonly LoggedEvent[] {
    return this.all;
  }

  /** Where the next event will begin; positions count bytes, so few numbers are positions. */
  get end(): bigint {
    const last = this.all.at(-1);
    return this.gap + (last === undefined ? 0n : last.position + sizeOnDisk(last));
  }

  /** What a server writes for itself and shows to nobody, for instance whenever it starts. */
  leaveGap(bytes: bigint): void {
    this.gap += bytes;
  }

  stream(name: string): readonly LoggedEvent[] {
    return this.streams.get(name) ?? [];
  }

  lastRevision(stream: string): bigint {
    if (isMetastream(stream) && this.isTombstoned(stream.slice(METASTREAM.length))) {
      return TOMBSTONE;
    }
    return this.stream(stream).at(-1)?.revision ?? NONE;
  }

  isTombstoned(stream: string): boolean {
    return this.lastRevision(stream) === TOMBSTONE;
  }

  event(stream: string, revision: bigint): LoggedEvent | undefined {
    const events = this.stream(stream);
    const there = events[Number(revision)];
    // Only a damaged log has events that do not stand at their revision.
    return there?.revision === revision ? there : events.find((it) => it.revision === revision);
  }

  append(stream: string, events: readonly ProposedEvent[], created: bigint): LoggedEvent[] {
    let revision = this.lastRevision(stream);
    return events.map((event) => {
      revision += 1n;
      return this.keep({ ...event, stream, revision, position: this.end, created });
    });
  }

  bury(stream: string, event: ProposedEvent, created: bigint): LoggedEvent {
    return this.keep({ ...event, stream, revision: TOMBSTONE, position: this.end, created });
  }

  /** The number of events before a position, or undefined inside one: nothing begins there. */
  indexOf(position: bigint): number | undefined {
    if (position === 0n) return 0;
    if (position >= this.end) return this.all.length;
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.all[middle]?.position ?? 0n) < position) low = middle + 1;
      else high = middle;
    }
    return this.all[low]?.position === position ? low : undefined;
  }

  private keep(event: LoggedEvent): LoggedEvent {
    this.all.push(event);
    this.gap = 0n;
    const stream = this.streams.get(event.stream);
    if (stream === undefined) this.streams.set(event.stream, [event]);
    else stream.push(event);
    return event;
  }
}

/** About what the record of an event takes in the files of a real server. */
function sizeOnDisk({ stream, type, data, metadata }: LoggedEvent): bigint {
  const fixed = 90;
  return BigInt(
    fixed +
      Buffer.byteLength(stream) +
      Buffer.byteLength(type) +
      data.byteLength +
      metadata.byteLength,
  );
}
