import { setImmediate } from 'node:timers/promises';
import { ask, replay, type Decider, type Standing } from './decider.js';
import {
  read,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type Recorded,
} from './event-store.js';
import {
  appendSurely,
  DECIDED_ANEW,
  firstReceipt,
  identified,
  newEvents,
  nothingToRecord,
  reused,
  type Asker,
  type Handled,
} from './handle.js';
import { digestOf, eventIdOf } from './identity.js';
import type { AnyMessage } from './message.js';

/** Orders to one stream, put in their order: each is decided on what the ones before it led to. */
export type Series<Command extends AnyMessage, Circumstances> = Readonly<{
  stream: string;
  orders: readonly Readonly<{ command: Command; asker: Asker }>[];
  /** Read once for all orders, and anew where others wrote first; what each order is judged by follows. */
  circumstances: () => Promise<(command: Command) => Circumstances>;
  /** The rules are asked, and nothing is appended. */
  rehearsal?: boolean | undefined;
  /** Told how many orders are answered for good, after each append. */
  onAnswered?: ((count: number) => void) | undefined;
  /** Aborts between two appends; what was appended stays. */
  signal?: AbortSignal | undefined;
}>;

/** An append is ended by either: the smallest limit of a store is one megabyte. */
const MOST_EVENTS = 1_000;
const MOST_BYTES = 500_000;
/** Decided between two breaths, so that whoever else this process serves is not kept waiting. */
const AT_A_STRETCH = 100;

/**
 * What `handle` does for one command, for many on one stream: it is read once, not once for each.
 * Answers stand in the order of the orders. The position in a receipt is that of its append's last
 * event. Rejects as the store does; a series that was cut off is put again and finds what it led to.
 */
export async function handleSeries<
  C extends AnyMessage,
  State,
  E extends AnyMessage,
  R extends string,
  Circumstances,
>(
  store: EventStore,
  decider: Decider<C, State, E, R, Circumstances>,
  series: Series<C, Circumstances>,
): Promise<readonly Handled<R>[]> {
  const run = new Run(store, decider, series);
  for (let overtaken = 0; overtaken <= DECIDED_ANEW;) {
    const answered = run.answers.length;
    if (await run.advance()) return run.answers;
    overtaken = run.answers.length > answered ? 1 : overtaken + 1;
  }
  const left = series.orders.slice(run.answers.length);
  return [...run.answers, ...left.map(() => ({ outcome: 'conflict' }) as const)];
}

class Run<C extends AnyMessage, State, E extends AnyMessage, R extends string, Circumstances> {
  readonly answers: Handled<R>[] = [];
  /** Commands whose id stands in another stream. */
  private readonly taken = new Set<string>();

  constructor(
    private readonly store: EventStore,
    private readonly decider: Decider<C, State, E, R, Circumstances>,
    private readonly series: Series<C, Circumstances>,
  ) {}

  /** Answers what is left, as far as nobody else writes; false where somebody did. */
  async advance(): Promise<boolean> {
    const { stream, orders, rehearsal = false } = this.series;
    const history = (await this.store.readStream(stream)).map((stored) => read<E>(stored));
    const obeyed = byCommand(history);
    const circumstancesOf = await this.series.circumstances();
    let state = replay(this.decider, history as unknown as readonly (E & Standing)[]);
    let batch = new Batch<R>(history.at(-1)?.revision ?? 'no-stream');
    for (const [index, { command, asker }] of orders.slice(this.answers.length).entries()) {
      const before = obeyed.get(asker.commandId);
      const earlier = this.taken.has(asker.commandId)
        ? reused()
        : before && firstReceipt(before, { stream, asker }, digestOf(command));
      const decision = earlier ?? ask(this.decider, state, command, circumstancesOf(command));
      if (decision.outcome === 'refused' || 'stream' in decision) {
        batch.answer(decision);
      } else {
        const standing = batch.standing(decision.events, asker);
        state = replay(this.decider, standing, state);
        batch.add(stream, standing);
        if (!rehearsal) {
          batch.write(newEvents(standing, { asker }, digestOf(command)));
        }
      }
      if (index % AT_A_STRETCH === 0) await setImmediate();
      if (!batch.isFull) continue;
      if (!(await this.append(batch))) return false;
      batch = new Batch<R>(batch.last);
    }
    return this.append(batch);
  }

  private async append(batch: Batch<R>): Promise<boolean> {
    const { stream, rehearsal = false, signal, onAnswered } = this.series;
    signal?.throwIfAborted();
    if (batch.events.length === 0 || rehearsal) {
      this.answers.push(...batch.answers);
    } else {
      const outcome = await appendSurely(this.store, stream, batch.expected, batch.events);
      if (outcome.outcome === 'wrong-revision') return false;
      if (outcome.outcome === 'id-conflict') {
        this.taken.add(this.ownerOf(outcome.id));
        return false;
      }
      this.answers.push(...batch.answered(outcome.position, outcome.outcome === 'duplicate'));
    }
    onAnswered?.(this.answers.length);
    return true;
  }

  private ownerOf(eventId: string): string {
    const ids = this.series.orders.map(({ asker }) => asker.commandId);
    const owner = ids.find((id) => eventIdOf(id, 0) === eventId || eventIdOf(id, 1) === eventId);
    if (owner === undefined) throw new Error(`No order of this series leads to ${eventId}.`);
    return owner;
  }
}

/** What is decided and not yet appended. */
class Batch<R extends string> {
  readonly answers: Handled<R>[] = [];
  readonly events: NewEvent[] = [];
  private bytes = 0;

  /** `last`: the revision after what is decided so far. */
  constructor(
    readonly expected: ExpectedRevision,
    public last = expected,
  ) {}

  get isFull(): boolean {
    return this.events.length >= MOST_EVENTS || this.bytes >= MOST_BYTES;
  }

  answer(answer: Handled<R>): void {
    this.answers.push(answer);
  }

  write(events: readonly NewEvent[]): void {
    this.events.push(...events);
    for (const { data, metadata } of events) {
      this.bytes += Buffer.byteLength(data) + Buffer.byteLength(metadata);
    }
  }

  /** Events as they will stand in the stream. */
  standing<E extends AnyMessage>(events: readonly E[], asker: Asker): readonly (E & Standing)[] {
    const first = this.last === 'no-stream' ? 0 : this.last + 1;
    return identified(events, asker).map((event, index) => ({
      ...event,
      revision: first + index,
      metadata: asker,
    }));
  }

  add(stream: string, events: readonly (AnyMessage & Standing)[]): void {
    this.last = events.at(-1)?.revision ?? this.last;
    const named = events.map(({ id, type, revision }) => ({ id, type, revision }));
    this.answer({ ...nothingToRecord(stream, this.last), events: named });
  }

  /** The answers, now that the events stand at a position. */
  answered(position: bigint, repeated: boolean): readonly Handled<R>[] {
    return this.answers.map((answer) =>
      answer.outcome === 'accepted' && answer.events.length > 0 && answer.position === undefined
        ? { ...answer, position, repeated }
        : answer,
    );
  }
}

function byCommand<E extends AnyMessage>(
  history: readonly Recorded<E>[],
): ReadonlyMap<string, readonly Recorded<E>[]> {
  const found = new Map<string, Recorded<E>[]>();
  for (const event of history) {
    const { command } = event.metadata;
    const events = found.get(command);
    if (events === undefined) found.set(command, [event]);
    else events.push(event);
  }
  return found;
}
