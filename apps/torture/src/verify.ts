import { Pool } from 'pg';
import type { EventStore, StoredEvent } from '#event-sourcing';
import {
  compareWithRebuild,
  eventTypes,
  projections,
  ProjectionSet,
  ReadYourWrites,
} from '#read-models';
import type { Entry } from './ledger.js';
import { commandOf, eventsOf } from './measurements.js';
import type { Receipt } from './people.js';

/** What was found in the log, and everything that should not be so; empty when nothing was lost. */
export type Verdict = Readonly<{
  events: number;
  streams: number;
  faults: readonly string[];
}>;

const PAGE = 5_000;
const MOST_FAULTS = 50;

/** Reads the whole log once and holds it against all that was meant and acknowledged. */
export async function verifyLog(
  store: EventStore,
  ledger: ReadonlyMap<string, Entry>,
  receipts: readonly Receipt[],
): Promise<Verdict> {
  const audit = new Audit(ledger, receipts);
  let after: bigint | undefined;
  for (;;) {
    const page = await store.readAll(after, PAGE);
    for (const event of page) audit.read(event);
    after = page.at(-1)?.position ?? after;
    if (page.length < PAGE) return audit.verdict();
  }
}

class Audit {
  private readonly faults: string[] = [];
  private readonly revisions = new Map<string, number>();
  /** How many events of each command the log holds so far. */
  private readonly found = new Map<string, number>();
  private readonly receipted: Map<string, Readonly<{ revision: number }>>;
  private position = 0n;
  private instant = '';

  constructor(
    private readonly ledger: ReadonlyMap<string, Entry>,
    receipts: readonly Receipt[],
  ) {
    this.receipted = new Map(
      receipts.flatMap(({ events }) => events.map((event) => [event.id, event] as const)),
    );
  }

  read(event: StoredEvent): void {
    const { stream, revision, position, recordedAt } = event;
    const expected = this.position + 1n;
    if (position !== expected) this.fault(`position ${String(position)} after ${this.position}`);
    this.position = position;
    if (revision !== (this.revisions.get(stream) ?? -1) + 1) {
      this.fault(`${stream}: revision ${String(revision)} is out of order`);
    }
    this.revisions.set(stream, revision);
    if (recordedAt < this.instant) this.fault(`position ${String(position)}: the clock ran back`);
    this.instant = recordedAt;
    this.attribute(event);
  }

  /** Whose event is it, and is it the very one that was meant? */
  private attribute(event: StoredEvent): void {
    if (this.receipted.delete(event.id)) return;
    const command = commandOf(event.metadata);
    const entry = this.ledger.get(command);
    if (entry === undefined) {
      if (event.position > 1n) this.fault(`${event.id} on ${event.stream}: nobody meant it`);
      return;
    }
    const index = this.found.get(command) ?? 0;
    this.found.set(command, index + 1);
    const meant = eventsOf(entry)[index];
    if (
      meant?.id !== event.id ||
      meant.type !== event.type ||
      meant.data !== event.data ||
      meant.metadata !== event.metadata ||
      event.stream !== entry.stream ||
      event.revision !== entry.expected + 1 + index
    ) {
      this.fault(`${command} on ${event.stream}, revision ${String(event.revision)}: not as meant`);
    }
    if (index + 1 === entry.count && entry.place !== undefined) {
      const { place } = entry;
      if (place.position !== event.position || place.revision !== event.revision) {
        this.fault(`${command}: acknowledged at ${String(place.position)}, but is not there`);
      }
    }
  }

  verdict(): Verdict {
    for (const [command, { place, refused, count }] of this.ledger) {
      const found = this.found.get(command) ?? 0;
      if (place !== undefined && found !== count) {
        this.fault(`${command}: acknowledged, and ${String(found)} of ${String(count)} are there`);
      }
      if (refused === true && found > 0) this.fault(`${command}: refused, and yet written`);
      if (place === undefined && refused === undefined) this.fault(`${command}: never settled`);
    }
    for (const id of this.receipted.keys()) this.fault(`${id}: acknowledged by HTTP, and lost`);
    return { events: Number(this.position), streams: this.revisions.size, faults: this.faults };
  }

  private fault(sentence: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push(sentence);
  }
}

/** Waits until the read models include the whole log. */
export async function caughtUp(databaseUrl: string, store: EventStore): Promise<void> {
  const head = await store.head();
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  try {
    const readModels = new ReadYourWrites(pool);
    while (head !== undefined && !(await readModels.waitFor(head.position)));
  } finally {
    await pool.end();
  }
}

/** Folds the whole log again beside the live read models; names what differs. */
export async function verifyReadModels(
  databaseUrl: string,
  store: EventStore,
): Promise<readonly string[]> {
  const differences = await compareWithRebuild({
    databaseUrl,
    store,
    set: new ProjectionSet(projections, eventTypes),
    positions: 'gapless',
    signal: new AbortController().signal,
  });
  return differences.map(
    ({ table, rows, keys }) =>
      `read model ${table}: ${String(rows)} rows differ, as ${JSON.stringify(keys.slice(0, 3))}`,
  );
}
