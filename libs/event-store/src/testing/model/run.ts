import type { Scheduler } from 'fast-check';
import { StoreUnavailable, UnknownOutcome, type EventStore, type NewEvent } from '#event-sourcing';
import { idOf, wholeLog, type LogUnderTest } from '../log-under-test.js';
import type { AppendCall, History, ReadCall, Subscriber } from './history.js';
import { STORES, STREAMS, type Act, type Misuse, type Plan } from './plan.js';
import type { Intent } from './reference.js';

/** So often a subscriber may hear that nothing is new before it counts as stalled. */
const PATIENCE = 3;

/** Plays a plan on a log and writes down what was asked and answered. */
export class Run {
  private readonly appends: AppendCall[] = [];
  private readonly reads: ReadCall[] = [];
  private readonly intents: Intent[] = [];
  private readonly subscriptions: Subscription[] = [];
  private readonly stores: EventStore[] = [];
  /** What the workers believe the revisions to be. */
  private readonly heads = new Map<string, number>();
  private readonly positions: bigint[] = [];
  private tick = 0;
  private ids = 0;

  constructor(
    private readonly log: LogUnderTest,
    private readonly scheduler: Scheduler,
  ) {}

  /** The order in which acts begin is the scheduler's; how they go on together is the store's. */
  async play(plan: Plan): Promise<History> {
    for (let n = 0; n < STORES; n++) this.stores.push(await this.log.open());
    const workers = plan.map(async (acts, worker) => {
      for (const act of acts) {
        await this.scheduler.schedule(Promise.resolve(), `worker ${String(worker)}: ${act.act}`);
        await this.perform(act);
      }
    });
    await this.scheduler.waitFor(Promise.all(workers));
    return this.settle();
  }

  /** Asks again for all that is still unknown, then looks at everything with other eyes. */
  private async settle(): Promise<History> {
    const store = await insistently(() => this.log.open());
    for (const intent of this.intents) {
      while (this.isUnknown(intent)) await this.append(store, intent);
    }
    const log = await insistently(() => wholeLog(store, 7));
    await Promise.all(this.subscriptions.map((each) => each.finish(log.at(-1)?.position)));
    const streams = await Promise.all(
      STREAMS.map(async (stream) => ({
        stream,
        events: await insistently(() => store.readStream(stream)),
      })),
    );
    const { appends, reads, subscriptions: subscribers } = this;
    return { appends, reads, subscribers, log, streams };
  }

  private isUnknown(intent: Intent): boolean {
    const outcomes = this.appends.filter((call) => call.intent === intent);
    const isKnown = outcomes.some(({ answer }) => !answer.outcome.startsWith('un'));
    return !isKnown && outcomes.some(({ answer }) => answer.outcome === 'unknown');
  }

  private async perform(act: Act): Promise<void> {
    switch (act.act) {
      case 'append':
        return this.append(this.storeOf(act), this.intend(act));
      case 'repeat':
      case 'misuse': {
        const earlier = this.intents[act.earlier % (this.intents.length || 1)];
        if (earlier === undefined) return;
        const intent = act.act === 'repeat' ? earlier : this.misuse(earlier, act.how);
        return this.append(this.storeOf(act), intent);
      }
      case 'read-stream': {
        const stream = STREAMS[act.stream] ?? '';
        return this.read({
          what: `${stream} from revision ${String(act.from)}`,
          of: (log) => log.filter((event) => event.stream === stream).slice(act.from),
          ask: () => this.storeOf(act).readStream(stream, act.from),
        });
      }
      case 'read-all': {
        const after = this.positionAt(act.after);
        return this.read({
          what: `${String(act.limit)} events after ${String(after)}`,
          of: (log) => log.filter(({ position }) => position > (after ?? -1n)).slice(0, act.limit),
          ask: () => this.storeOf(act).readAll(after, act.limit),
        });
      }
      case 'head':
        return this.readHead(this.storeOf(act));
      case 'subscribe': {
        const { batchSize, store } = act;
        const source = () => this.stores[store];
        const now = () => (this.tick += 1);
        const options = { after: this.positionAt(act.after), batchSize };
        this.subscriptions.push(new Subscription(options, source, now));
        return;
      }
      case 'resubscribe':
        this.subscriptions[act.which % (this.subscriptions.length || 1)]?.beginAgain();
        return;
      case 'restart': {
        const before = this.storeOf(act);
        const store = await insistently(() => this.log.open());
        this.stores[act.store] = store;
        // Where the store is the log itself, it ends with the log.
        if (store !== before) await before.close();
        return;
      }
      case 'fault': {
        const faults = Object.values(this.log.faults ?? {});
        await faults[act.which % (faults.length || 1)]?.();
      }
    }
  }

  private async append(store: EventStore, intent: Intent): Promise<void> {
    const { stream, expected, events } = intent;
    const began = (this.tick += 1);
    let answer: AppendCall['answer'];
    try {
      answer = await store.append(stream, expected, events);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      answer = { outcome: error instanceof UnknownOutcome ? 'unknown' : 'unavailable' };
    }
    this.appends.push({ intent, answer, began, ended: (this.tick += 1) });
    if (answer.outcome === 'appended' || answer.outcome === 'duplicate') {
      this.heads.set(stream, Math.max(this.heads.get(stream) ?? -1, answer.revision));
      this.positions.push(answer.position);
    } else if (answer.outcome === 'wrong-revision') {
      this.heads.set(stream, answer.current === 'no-stream' ? -1 : answer.current);
    }
  }

  private async read({ ask, ...call }: Asking): Promise<void> {
    const began = (this.tick += 1);
    try {
      const answer = await ask();
      this.reads.push({ ...call, answer, began, ended: (this.tick += 1) });
      this.positions.push(...answer.map(({ position }) => position));
    } catch (error) {
      // Whoever can't read was told nothing, and so nothing wrong.
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }

  /** The head tells three things of an event; the rest is read at its position. */
  private async readHead(store: EventStore): Promise<void> {
    let seen: bigint | undefined;
    await this.read({
      what: 'the head',
      of: (log) => log.slice(-1).filter(({ position }) => position === seen),
      ask: async () => {
        const head = await store.head();
        seen = head?.position;
        if (head === undefined) return [];
        const log = await wholeLog(store);
        return log.filter(({ position, id, recordedAt }) => {
          return position === seen && id === head.id && recordedAt === head.recordedAt;
        });
      },
    });
  }

  private intend({ stream, count, expects }: Extract<Act, { act: 'append' }>): Intent {
    const name = STREAMS[stream] ?? '';
    const head = this.heads.get(name) ?? -1;
    const revision = { right: head, stale: head - 1, ahead: head + 2 }[expects];
    return this.keep({
      stream: name,
      expected: revision < 0 ? 'no-stream' : revision,
      events: Array.from({ length: count }, () => this.newEvent()),
    });
  }

  private misuse({ stream, expected, events }: Intent, how: Misuse): Intent {
    switch (how) {
      case 'other data':
        return this.keep({
          ...{ stream, expected },
          events: events.map((event) => ({ ...event, data: '{"other":true}' })),
        });
      case 'other stream':
        return this.keep({
          ...{ events, expected },
          stream: STREAMS.find((other) => other !== stream) ?? '',
        });
      case 'more events':
        return this.keep({ stream, expected, events: [...events, this.newEvent()] });
    }
  }

  /** Metadata names the append, so that each event of the log tells where it came from. */
  private keep({ stream, expected, events }: Omit<Intent, 'number'>): Intent {
    const number = this.intents.length;
    const metadata = `{"append":${String(number)}}`;
    const intent = {
      ...{ number, stream, expected },
      events: events.map((event) => ({ ...event, metadata })),
    };
    this.intents.push(intent);
    return intent;
  }

  private newEvent(): NewEvent {
    const n = (this.ids += 1);
    const data = DATA[n % DATA.length] ?? '';
    return { id: idOf(n), type: 'AdoptionMeasured', data, metadata: '' };
  }

  private storeOf({ store }: Readonly<{ store: number }>): EventStore {
    const found = this.stores[store];
    if (found === undefined) throw new Error(`There is no store ${String(store)}.`);
    return found;
  }

  /** The beginning, or some position that somebody has seen. */
  private positionAt(n: number): bigint | undefined {
    const seen = n % (this.positions.length + 1);
    return seen === 0 ? undefined : this.positions[seen - 1];
  }
}

type Asking = Pick<ReadCall, 'what' | 'of'> & Readonly<{ ask: () => Promise<ReadCall['answer']> }>;

/** JSON whose bytes a careless store would change: spaces, order, numbers, letters, repeated keys. */
const DATA = [
  '{"numerator":1,"denominator":100}',
  '{ "b" : 1.0, "a" : -0 }',
  '{"text":"Zoë – ✓ \\u00e9","list":[1, 2,  3]}',
  '{"key":1,"key":2}',
  '12345678901234567890.10',
] as const;

/** Follows in the background, from whichever store stands at its place at the moment. */
class Subscription implements Subscriber {
  readonly deliveries: { at: number; events: History['log'] }[] = [];
  isStalled = false;
  readonly after: bigint | undefined;
  readonly batchSize: number;
  private last: bigint | undefined;
  private leaving = new AbortController();
  private readonly following: Promise<void>;
  /** Where the log ends, once nothing is written any more. */
  private end: Readonly<{ position: bigint | undefined }> | undefined;
  private silences = 0;

  constructor(
    { after, batchSize }: Pick<Subscriber, 'after' | 'batchSize'>,
    private readonly source: () => EventStore | undefined,
    private readonly now: () => number,
  ) {
    this.after = this.last = after;
    this.batchSize = batchSize;
    this.following = this.follow();
    // Its failure is told to who awaits the end; until then nobody does.
    this.following.catch(() => undefined);
  }

  beginAgain(): void {
    this.leaving.abort();
  }

  finish(position: bigint | undefined): Promise<void> {
    this.end = { position };
    return this.following;
  }

  private async follow(): Promise<void> {
    while (!this.isOver()) {
      this.leaving = new AbortController();
      try {
        await this.followOnce(this.leaving.signal);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  }

  private async followOnce(signal: AbortSignal): Promise<void> {
    const { batchSize, last: after } = this;
    for await (const { events, caughtUp } of this.source()?.subscribeToAll({
      ...{ batchSize, after, signal },
    }) ?? []) {
      if (events.length > 0) this.deliveries.push({ at: this.now(), events });
      this.last = events.at(-1)?.position ?? this.last;
      if (this.end !== undefined && caughtUp && events.length === 0) this.silences += 1;
      if (this.isOver()) return;
    }
  }

  private isOver(): boolean {
    if (this.end === undefined) return false;
    if ((this.last ?? 0n) >= (this.end.position ?? 0n)) return true;
    this.isStalled = this.silences >= PATIENCE;
    return this.isStalled;
  }
}

/** After a fault, a store may be out of reach for a moment. */
async function insistently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
