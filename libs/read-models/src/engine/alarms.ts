import type { UnreadableEvent } from '#event-sourcing';

/** Why projecting stopped; nothing is skipped, so somebody has to look. */
export class Alarm extends Error {
  constructor(
    readonly kind:
      | 'poison'
      | 'unknown-event'
      | 'unreadable-event'
      | 'log-mismatch'
      | 'newer-projections'
      | 'entries-differ'
      | 'swap-blocked',
    sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}

/** An event that a projection can't take; the checkpoint stays before it. */
export class PoisonEvent extends Alarm {
  constructor(
    readonly entry: number,
    readonly type: string,
    readonly projection: string,
    cause: unknown,
  ) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      'poison',
      `The projection "${projection}" can't take entry ${String(entry)} ("${type}"): ${why}`,
      { cause },
    );
  }
}

/** An entry whose type no part of this build knows: a newer build wrote it. */
export class UnknownEntry extends Alarm {
  constructor(
    readonly entry: number,
    readonly type: string,
    cause: unknown,
  ) {
    super(
      'unknown-event',
      `Entry ${String(entry)} is a "${type}", which this version of the tracker does not know. ` +
        'Upgrade the projector first.',
      { cause },
    );
  }
}

/** An entry that is no JSON, or that only a newer build can read. */
export class UnreadableEntry extends Alarm {
  constructor(
    readonly entry: number,
    readonly type: string,
    cause: UnreadableEvent,
  ) {
    super('unreadable-event', `Entry ${String(entry)} can't be read. ${cause.message}`, { cause });
  }
}

/** The log is not the one the read models were made from. */
export class LogMismatch extends Alarm {
  constructor(sentence: string) {
    super('log-mismatch', sentence);
  }
}

/** Someone else leads, or other tables went live: whatever was under way here must not commit. */
export class Fenced extends Error {
  constructor() {
    super('Another projector has taken over.');
  }
}
