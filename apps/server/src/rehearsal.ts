import { AsyncLocalStorage } from 'node:async_hooks';
import type {
  AppendOutcome,
  Delivery,
  EventStore,
  ExpectedRevision,
  Head,
  LogStanding,
  NewEvent,
  StoredEvent,
} from '#event-sourcing';

const rehearsals = new AsyncLocalStorage<true>();

/** Runs a command with everything it reads and nothing it would write. */
export const rehearse = <Answer>(work: () => Promise<Answer>): Promise<Answer> =>
  rehearsals.run(true, work);

/** A store that lets commands be rehearsed: the rules are asked, and no event is appended. */
export class RehearsableStore implements EventStore {
  constructor(private readonly store: EventStore) {}

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendOutcome> {
    if (rehearsals.getStore() === undefined) return this.store.append(stream, expected, events);
    const before = expected === 'no-stream' ? -1 : expected;
    return { outcome: 'appended', revision: before + events.length, position: 0n };
  }

  readStream(stream: string, fromRevision?: number): Promise<readonly StoredEvent[]> {
    return this.store.readStream(stream, fromRevision);
  }
  readAll(after: bigint | undefined, limit: number): Promise<readonly StoredEvent[]> {
    return this.store.readAll(after, limit);
  }
  at(position: bigint): Promise<StoredEvent | undefined> {
    return this.store.at(position);
  }
  subscribeToAll(options: Parameters<EventStore['subscribeToAll']>[0]): AsyncIterable<Delivery> {
    return this.store.subscribeToAll(options);
  }
  head(): Promise<Head | undefined> {
    return this.store.head();
  }
  now(): Promise<string> {
    return this.store.now();
  }
  restore(...given: Parameters<EventStore['restore']>): Promise<void> {
    return this.store.restore(...given);
  }
  standing(): Promise<LogStanding> {
    return this.store.standing();
  }
  seal(): Promise<void> {
    return this.store.seal();
  }
  close(): Promise<void> {
    return this.store.close();
  }
}
