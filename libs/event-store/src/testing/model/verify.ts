import { isDeepStrictEqual } from 'node:util';
import type { StoredEvent } from '#event-sourcing';
import type { AppendCall, History, ReadCall } from './history.js';
import { firstRevision, judge } from './reference.js';

/** What an adapter promises beyond what all do. */
export type Promises = Readonly<{
  /** Whether positions are 1, 2, 3 … or only grow. */
  positions: 'gapless' | 'growing';
  /** Whether an id that is there with other content is refused. */
  refusesMisuse: boolean;
  /** Whether a repeat is told that it is one; otherwise it may be answered as the first was. */
  tellsRepeats: boolean;
}>;

/**
 * Every way in which a history differs from what one log, changed in one instant at a time, could
 * have given. The log found at the end says in which order; each answer must be what the reference
 * model answers at some point of it that lies between the question and the answer.
 */
export function faultsOf(history: History, promises: Promises): string[] {
  const window = windowsOf(history);
  return [
    ...shapeFaults(history, promises),
    ...originFaults(history, promises),
    ...history.appends.flatMap((call) => appendFault(call, history.log, window(call), promises)),
    ...history.reads.flatMap((call) => readFault(call, history.log, window(call))),
    ...subscriptionFaults(history),
  ];
}

function shapeFaults({ log, streams }: History, { positions }: Promises): string[] {
  const faults: string[] = [];
  const next = new Map<string, number>();
  let last: StoredEvent | undefined;
  for (const event of log) {
    const { stream, revision, position, recordedAt } = event;
    if (revision !== (next.get(stream) ?? 0)) faults.push(`out of order: ${placeOf(event)}`);
    next.set(stream, revision + 1);
    const isNext =
      positions === 'gapless'
        ? position === (last?.position ?? 0n) + 1n
        : last === undefined || position > last.position;
    if (!isNext) faults.push(`position ${String(position)} after ${String(last?.position)}`);
    if (last !== undefined && recordedAt < last.recordedAt) {
      faults.push(`the clock ran back at ${placeOf(event)}`);
    }
    last = event;
  }
  for (const { stream, events } of streams) {
    const inLog = log.filter((event) => event.stream === stream);
    if (!isDeepStrictEqual(events, inLog)) faults.push(`${stream} read alone is not as in the log`);
  }
  return faults;
}

/** Every event in the log comes, whole and once, from an append that may have been written. */
function originFaults({ appends, log }: History, { tellsRepeats }: Promises): string[] {
  const faults: string[] = [];
  const found = groupBy(log, ({ metadata }) => metadata);
  for (const [intent, calls] of groupBy(appends, (call) => call.intent)) {
    const name = `append ${String(intent.number)}`;
    const events = found.get(intent.events[0]?.metadata ?? '') ?? [];
    found.delete(intent.events[0]?.metadata ?? '');
    const acknowledged = calls.filter(({ answer }) => answer.outcome === 'appended');
    if (acknowledged.length > 1 && tellsRepeats) faults.push(`${name} was appended twice`);
    if (events.length === 0) {
      if (acknowledged.length > 0) faults.push(`${name} was acknowledged, and is lost`);
      continue;
    }
    const first = log.findIndex(({ metadata }) => metadata === intent.events[0]?.metadata);
    const asMeant = intent.events.map((event, n) => ({
      ...event,
      stream: intent.stream,
      revision: firstRevision(intent) + n,
    }));
    const asFound = log.slice(first, first + events.length).map(withoutPlace);
    if (events.length !== asMeant.length) {
      faults.push(`${name} has ${String(events.length)} of its ${String(asMeant.length)} events`);
    } else if (!isDeepStrictEqual(asFound, asMeant)) {
      faults.push(`${name} is there otherwise than meant`);
    }
    const mayBe = calls.some(({ answer }) => /appended|unknown/.test(answer.outcome));
    if (!mayBe) faults.push(`${name} was refused, and is there`);
  }
  for (const events of found.values()) faults.push(`nobody meant ${events.map(placeOf).join()}`);
  return faults;
}

const withoutPlace = ({ id, type, data, metadata, stream, revision }: StoredEvent) => ({
  ...{ id, type, data, metadata, stream, revision },
});

/** The lengths the log may have had while a call was under way. */
type Window = Readonly<{ from: number; to: number }>;

function windowsOf({ appends, reads, subscribers, log }: History) {
  const index = new Map(log.map(({ id }, n) => [id, n]));
  const lengthWith = (id: string | undefined) => (index.get(id ?? '') ?? -1) + 1;
  /** When somebody knew that the log is at least so long. */
  const known = [
    ...appends
      .filter(({ answer }) => answer.outcome === 'appended' || answer.outcome === 'duplicate')
      .map(({ ended, intent }) => ({ at: ended, length: lengthWith(intent.events.at(-1)?.id) })),
    ...reads.map(({ ended, answer }) => ({ at: ended, length: lengthWith(answer.at(-1)?.id) })),
    ...subscribers.flatMap(({ deliveries }) =>
      deliveries.map(({ at, events }) => ({ at, length: lengthWith(events.at(-1)?.id) })),
    ),
  ];
  /** When each event was asked for first. */
  const asked = new Map<string, number>();
  for (const { began, intent } of appends) {
    const { metadata = '' } = intent.events[0] ?? {};
    asked.set(metadata, Math.min(began, asked.get(metadata) ?? Infinity));
  }
  return ({ began, ended }: Readonly<{ began: number; ended: number }>): Window => {
    const from = known.reduce((most, { at, length }) => Math.max(most, at < began ? length : 0), 0);
    const later = log.findIndex(({ metadata }) => (asked.get(metadata) ?? 0) > ended);
    return { from, to: later < 0 ? log.length : later };
  };
}

function appendFault(
  { intent, answer }: AppendCall,
  log: readonly StoredEvent[],
  { from, to }: Window,
  { tellsRepeats }: Promises,
): string[] {
  if (answer.outcome === 'unknown' || answer.outcome === 'unavailable') return [];
  for (let length = from; length <= to; length++) {
    const right = judge(log.slice(0, length), intent);
    const isRepeat = right.outcome === 'duplicate' && answer.outcome === 'appended';
    if (right.outcome !== answer.outcome && !(isRepeat && !tellsRepeats)) continue;
    if (answer.outcome === 'id-conflict') return [];
    if (answer.outcome === 'wrong-revision') {
      if (right.outcome === 'wrong-revision' && right.current === answer.current) return [];
      continue;
    }
    const last = log.find(({ id }) => id === intent.events.at(-1)?.id);
    const isFirst = log[length]?.id === intent.events[0]?.id || right.outcome === 'duplicate';
    if (isFirst && last?.position === answer.position && last.revision === answer.revision) {
      return [];
    }
  }
  return [
    `append ${String(intent.number)} to ${intent.stream} after ${String(intent.expected)} was ` +
      `answered ${textOf(answer)}, which the log allows at no length from ${String(from)} to ${String(to)}`,
  ];
}

function readFault(
  { what, of, answer }: ReadCall,
  log: readonly StoredEvent[],
  { from, to }: Window,
): string[] {
  for (let length = from; length <= to; length++) {
    if (isDeepStrictEqual(of(log.slice(0, length)), answer)) return [];
  }
  return [
    `${what} gave ${answer.map(placeOf).join() || 'nothing'}, ` +
      `which the log allows at no length from ${String(from)} to ${String(to)}`,
  ];
}

function subscriptionFaults({ subscribers, log }: History): string[] {
  return subscribers.flatMap(({ after, batchSize, deliveries, isStalled }) => {
    const name = `a subscription after ${String(after ?? 'nothing')}`;
    const given = deliveries.flatMap(({ events }) => events);
    const due = log.filter(({ position }) => position > (after ?? -1n));
    const faults: string[] = [];
    if (!isDeepStrictEqual(given, due.slice(0, given.length))) {
      faults.push(`${name} was given ${given.map(placeOf).join()} of ${due.map(placeOf).join()}`);
    } else if (isStalled) {
      faults.push(`${name} stopped after ${String(given.length)} of ${String(due.length)} events`);
    }
    if (deliveries.some(({ events }) => events.length > batchSize)) {
      faults.push(`${name} was given more than ${String(batchSize)} events at once`);
    }
    return faults;
  });
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

const placeOf = ({ position, stream, revision }: StoredEvent): string =>
  `${String(position)} (${stream} ${String(revision)})`;

export const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
