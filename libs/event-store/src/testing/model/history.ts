import type { AppendOutcome, StoredEvent } from '#event-sourcing';
import type { Intent } from './reference.js';

/** From when to when somebody waited, in a count that goes up with every call and every answer. */
type Span = Readonly<{ began: number; ended: number }>;

export type AppendCall = Span &
  Readonly<{
    intent: Intent;
    /** `unavailable`: the store said that nothing was written. */
    answer: AppendOutcome | Readonly<{ outcome: 'unknown' | 'unavailable' }>;
  }>;

export type ReadCall = Span &
  Readonly<{
    what: string;
    /** What this read gives of a log that holds exactly this. */
    of: (log: readonly StoredEvent[]) => readonly StoredEvent[];
    answer: readonly StoredEvent[];
  }>;

/** A subscriber with everything it was given, over all the times it began again. */
export type Subscriber = {
  readonly after: bigint | undefined;
  readonly batchSize: number;
  readonly deliveries: Readonly<{ at: number; events: readonly StoredEvent[] }>[];
  /** It was told that nothing more has come, while there was more. */
  isStalled: boolean;
};

/** All that was asked and answered, and what a store opened afterwards finds. */
export type History = Readonly<{
  appends: readonly AppendCall[];
  reads: readonly ReadCall[];
  subscribers: readonly Subscriber[];
  log: readonly StoredEvent[];
  streams: readonly Readonly<{ stream: string; events: readonly StoredEvent[] }>[];
}>;
