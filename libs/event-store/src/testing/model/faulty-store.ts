import {
  UnknownOutcome,
  type AppendOutcome,
  type Delivery,
  type StoredEvent,
} from '#event-sourcing';
import { InMemoryEventStore } from '../../in-memory/in-memory-event-store.js';
import { idOf } from '../log-under-test.js';

type Appending = Parameters<InMemoryEventStore['append']>;

/** What a store could do wrong, each once in a while; to prove that the model checker finds it. */
export const faultyStores = {
  'loses an acknowledged append': class extends InMemoryEventStore {
    override async append(...[stream, expected, events]: Appending): Promise<AppendOutcome> {
      if (!everyFourth(this)) return super.append(stream, expected, events);
      const revision = (await this.readStream(stream)).length - 1 + events.length;
      const { position } = (await this.head()) ?? { position: 0n };
      return { outcome: 'appended', revision, position: position + BigInt(events.length) };
    }
  },

  'applies an append twice': class extends InMemoryEventStore {
    override async append(...[stream, expected, events]: Appending): Promise<AppendOutcome> {
      const outcome = await super.append(stream, expected, events);
      if (outcome.outcome !== 'appended' || !everyFourth(this)) return outcome;
      const again = events.map((event) => ({ ...event, id: idOf(1e9 + turnOf(this)) }));
      await super.append(stream, outcome.revision, again.slice(0, 1));
      return outcome;
    }
  },

  'writes half of an append whose outcome is unknown': class extends InMemoryEventStore {
    override async append(...[stream, expected, events]: Appending): Promise<AppendOutcome> {
      if (!everyFourth(this)) return super.append(stream, expected, events);
      await super.append(stream, expected, events.slice(0, 1));
      throw new UnknownOutcome('The connection was lost.');
    }
  },

  'says that nothing was written, and writes': class extends InMemoryEventStore {
    override async append(...[stream, expected, events]: Appending): Promise<AppendOutcome> {
      const outcome = await super.append(stream, expected, events);
      if (outcome.outcome !== 'appended' || !everyFourth(this)) return outcome;
      return { outcome: 'wrong-revision', current: outcome.revision };
    }
  },

  'accepts a stale revision': class extends InMemoryEventStore {
    override async append(...[stream, expected, events]: Appending): Promise<AppendOutcome> {
      const outcome = await super.append(stream, expected, events);
      if (outcome.outcome !== 'wrong-revision' || expected === 'no-stream') return outcome;
      return super.append(stream, outcome.current, events);
    }
  },

  'forgets which ids it has seen': class extends InMemoryEventStore {
    override async append(...[stream, expected, events]: Appending): Promise<AppendOutcome> {
      const outcome = await super.append(stream, expected, events);
      if (outcome.outcome !== 'duplicate') return outcome;
      return { ...outcome, outcome: 'appended' };
    }
  },

  'gives subscribers no event that is committed late': class extends InMemoryEventStore {
    private readonly uncommitted = new Set<string>();

    override async append(...appending: Appending): Promise<AppendOutcome> {
      const ids = appending[2].map(({ id }) => id);
      const isKnown = (await super.readAll(undefined, 1_000)).some(({ id }) => ids.includes(id));
      if (isKnown || !everyFourth(this)) return super.append(...appending);
      for (const id of ids) this.uncommitted.add(id);
      const outcome = await super.append(...appending);
      await new Promise((resolve) => setImmediate(resolve));
      for (const id of ids) this.uncommitted.delete(id);
      return outcome;
    }

    override async *subscribeToAll(
      options: Parameters<InMemoryEventStore['subscribeToAll']>[0],
    ): AsyncGenerator<Delivery> {
      for await (const { events, caughtUp } of super.subscribeToAll(options)) {
        yield { events: events.filter(({ id }) => !this.uncommitted.has(id)), caughtUp };
      }
    }
  },

  'gives events in another order': class extends InMemoryEventStore {
    override async readAll(
      ...asked: [bigint | undefined, number]
    ): Promise<readonly StoredEvent[]> {
      const page = await super.readAll(...asked);
      const [first, second, ...rest] = page;
      const swaps = first !== undefined && second !== undefined && everyFourth(this);
      return swaps ? [second, first, ...rest] : page;
    }
  },

  'gives some events twice when it is asked to go on': class extends InMemoryEventStore {
    override subscribeToAll(
      options: Parameters<InMemoryEventStore['subscribeToAll']>[0],
    ): AsyncIterable<Delivery> {
      const { after = 0n } = options;
      return super.subscribeToAll({ ...options, after: after > 0n ? after - 1n : after });
    }
  },

  'writes JSON in its own way': class extends InMemoryEventStore {
    override async readStream(...asked: [string, number?]): Promise<readonly StoredEvent[]> {
      const events = await super.readStream(...asked);
      return events.map((event) => ({ ...event, data: JSON.stringify(JSON.parse(event.data)) }));
    }
  },

  'reads what is older than what it acknowledged': class extends InMemoryEventStore {
    override async readStream(...asked: [string, number?]): Promise<readonly StoredEvent[]> {
      const events = await super.readStream(...asked);
      return everyFourth(this) ? events.slice(0, -1) : events;
    }
  },

  'lets its clock run back': class extends InMemoryEventStore {
    override async readAll(
      ...asked: [bigint | undefined, number]
    ): Promise<readonly StoredEvent[]> {
      const page = await super.readAll(...asked);
      return page.map((event) => ({
        ...event,
        recordedAt: event.position === 4n ? '2001-01-01T00:00:00.000Z' : event.recordedAt,
      }));
    }
  },
} as const;

const turns = new WeakMap<object, number>();

const turnOf = (store: object): number => turns.get(store) ?? 0;

function everyFourth(store: object): boolean {
  turns.set(store, turnOf(store) + 1);
  return turnOf(store) % 4 === 0;
}
