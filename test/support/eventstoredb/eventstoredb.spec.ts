import {
  ANY,
  BACKWARDS,
  END,
  type EventData,
  EventStoreDBClient,
  eventTypeFilter,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  type AllStreamResolvedEvent,
  type ReadRevision,
  START,
  STREAM_EXISTS,
} from '@eventstore/db-client';
import { startEventStoreDb, type TestEventStoreDb } from './index.js';

/** Only one client may live in a process at a time: they share what awaits an answer. */
let server: TestEventStoreDb;
let client: EventStoreDBClient;

describe.each([
  ['in batches', true],
  ['one call at a time', false],
])('Appending %s', (_, offersBatches) => {
  beforeAll(() => begin({ offersBatches }));
  afterAll(end);

  it('answers the revision and the position of the last event', async () => {
    const { nextExpectedRevision, position } = await client.appendToStream(
      'first',
      [event(1), event(2)],
      { expectedRevision: NO_STREAM },
    );
    expect(nextExpectedRevision).toBe(1n);
    const written = server.events.filter(({ stream }) => stream === 'first');
    expect(position).toEqual({ commit: written[1]?.position, prepare: written[1]?.position });
  });

  it('is refused at another revision than expected', async () => {
    await client.appendToStream('taken', [event(3), event(4)], { expectedRevision: NO_STREAM });
    await expect(
      client.appendToStream('taken', event(5), { expectedRevision: 0n }),
    ).rejects.toMatchObject({
      type: 'wrong-expected-version',
      streamName: 'taken',
      expectedVersion: 0n,
      actualVersion: 1n,
    });
    await expect(
      client.appendToStream('taken', event(5), { expectedRevision: NO_STREAM }),
    ).rejects.toMatchObject({ expectedVersion: 'no_stream', actualVersion: 1n });
    await expect(
      client.appendToStream('nowhere', event(5), { expectedRevision: STREAM_EXISTS }),
    ).rejects.toMatchObject({ expectedVersion: 'stream_exists', actualVersion: 'no_stream' });
    await expect(
      client.appendToStream('nowhere', event(5), { expectedRevision: 3n }),
    ).rejects.toMatchObject({ expectedVersion: 3n, actualVersion: 'no_stream' });
  });

  it('is told again what came of the same events at the same revision', async () => {
    const events = [event(6), event(7)];
    const first = await client.appendToStream('repeated', events, { expectedRevision: NO_STREAM });
    await client.appendToStream('repeated', event(8), { expectedRevision: 1n });
    const again = await client.appendToStream('repeated', events, { expectedRevision: NO_STREAM });
    expect(again).toEqual(first);
    await server.restart();
    expect(
      await eventually(() =>
        client.appendToStream('repeated', events, { expectedRevision: NO_STREAM }),
      ),
    ).toEqual(first);
  });

  it('writes the same events again at the current revision', async () => {
    const twice = event(9);
    await client.appendToStream('twice', twice, { expectedRevision: NO_STREAM });
    const { nextExpectedRevision } = await client.appendToStream('twice', twice, {
      expectedRevision: 0n,
    });
    expect(nextExpectedRevision).toBe(1n);
    await client.appendToStream('twice', event(10), { expectedRevision: 1n });
    await client.appendToStream('twice', event(11), { expectedRevision: 2n });
    await expect(
      client.appendToStream('twice', twice, { expectedRevision: 1n }),
    ).rejects.toMatchObject({ type: 'wrong-expected-version', actualVersion: 3n });
  });

  it.each([
    ['ANY', ANY],
    ['STREAM_EXISTS', STREAM_EXISTS],
  ] as const)('forgets at a restart what was written under %s', async (name, expectedRevision) => {
    const stream = `cached-${name}`;
    await client.appendToStream(stream, event(12), { expectedRevision: NO_STREAM });
    const cached = event(13);
    const first = await client.appendToStream(stream, cached, { expectedRevision });
    expect(await client.appendToStream(stream, cached, { expectedRevision })).toEqual(first);
    await server.restart();
    const after = await eventually(() =>
      client.appendToStream(stream, cached, { expectedRevision }),
    );
    expect(after.nextExpectedRevision).toBe(2n);
  });

  it('takes 1,048,576 bytes of data and no more', async () => {
    await client.appendToStream('full', event(14, 1_048_576), { expectedRevision: NO_STREAM });
    await expect(
      client.appendToStream('full', event(15, 1_048_577), { expectedRevision: 0n }),
    ).rejects.toMatchObject({ type: 'maximum-append-size-exceeded', maxAppendSize: 1_048_576 });
    expect(server.events.filter(({ stream }) => stream === 'full')).toHaveLength(1);
  });
});

describe('Reading', () => {
  beforeAll(async () => {
    await begin();
    await client.appendToStream('a', [event(1), event(2)], { expectedRevision: NO_STREAM });
    await client.appendToStream('b', [event(3)], { expectedRevision: NO_STREAM });
    await client.appendToStream('a', [event(4)], { expectedRevision: 1n });
  });
  afterAll(end);

  it('a stream gives its events from a revision on, that one included', async () => {
    expect(await readNumbers('a', START)).toEqual([1, 2, 4]);
    expect(await readNumbers('a', 1n)).toEqual([2, 4]);
    expect(await readNumbers('a', 9n)).toEqual([]);
  });

  it('a stream backwards begins with the revision asked for', async () => {
    expect(await readNumbers('a', END, BACKWARDS)).toEqual([4, 2, 1]);
    expect(await readNumbers('a', 1n, BACKWARDS)).toEqual([2, 1]);
  });

  it('a stream that is not there is an error of its own', async () => {
    await expect(readNumbers('none', START)).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it('$all includes the event at a position forwards and leaves it out backwards', async () => {
    const all = await readAll({ fromPosition: START });
    expect(numbersOf(all)).toEqual([1, 2, 3, 4]);
    const third = positionOf(all, 3);
    expect(numbersOf(await readAll({ fromPosition: third }))).toEqual([3, 4]);
    expect(numbersOf(await readAll({ direction: BACKWARDS, fromPosition: third }))).toEqual([2, 1]);
    expect(
      numbersOf(await readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 })),
    ).toEqual([4]);
  });

  it('refuses nothing, the end forwards, and a position that is not an event’s', async () => {
    await expect(readNumbers('a', START, FORWARDS, 0)).rejects.toMatchObject({ type: 'unknown' });
    await expect(readNumbers('a', END)).rejects.toMatchObject({ type: 'unknown' });
    const commit = positionOf(await readAll({ fromPosition: START }), 3).commit + 1n;
    await expect(readAll({ fromPosition: { commit, prepare: commit } })).rejects.toMatchObject({
      type: 'unknown',
      code: 2,
    });
  });
});

describe('A subscription to $all', () => {
  beforeAll(async () => {
    await begin();
    await client.appendToStream('a', numbered(1, 40), { expectedRevision: NO_STREAM });
  });
  afterAll(end);

  it('begins after its position, tells when it has caught up, and goes on', async () => {
    const from = positionOf(await readAll({ fromPosition: START }), 38);
    const seen: number[] = [];
    let caughtUp = 0;
    const subscription = client.subscribeToAll({ fromPosition: from, filter: ours() });
    subscription.on('data', ({ event: it }) => seen.push(numberOf(it)));
    subscription.on('caughtUp', () => (caughtUp += 1));
    await until(() => caughtUp === 1);
    expect(seen).toEqual([39, 40]);
    await client.appendToStream('a', event(41), { expectedRevision: 39n });
    await until(() => seen.includes(41));
    await subscription.unsubscribe();
  });

  it('tells how far it has searched', async () => {
    const checkpoints: bigint[] = [];
    let caughtUp = false;
    const subscription = client.subscribeToAll({
      fromPosition: START,
      filter: eventTypeFilter({
        prefixes: ['nothing like this'],
        checkpointReached: (_, { commit }) => Promise.resolve(void checkpoints.push(commit)),
      }),
    });
    subscription.on('data', () => undefined).on('caughtUp', () => (caughtUp = true));
    await until(() => caughtUp);
    expect(checkpoints).toEqual([0n]);
    await subscription.unsubscribe();
  });
});

type Numbered = AllStreamResolvedEvent['event'];

async function begin(options: Parameters<typeof startEventStoreDb>[0] = {}): Promise<void> {
  server = await startEventStoreDb(options);
  client = EventStoreDBClient.connectionString(server.url);
}

async function end(): Promise<void> {
  await client.dispose();
  await server.stop();
}

function event(number: number, size = 0): EventData {
  const empty = JSON.stringify({ number, pad: '' }).length;
  return jsonEvent({
    type: 'Numbered',
    data: { number, pad: 'x'.repeat(Math.max(0, size - empty)) },
  });
}

const numbered = (from: number, to: number): EventData[] =>
  Array.from({ length: to - from + 1 }, (_, index) => event(from + index));

const ours = () => eventTypeFilter({ prefixes: ['Numbered'] });

const numberOf = (it: Numbered): number => (it?.data as { number: number }).number;

const numbersOf = (events: readonly AllStreamResolvedEvent[]): number[] =>
  events.filter((it) => it.event?.type === 'Numbered').map((it) => numberOf(it.event));

function positionOf(events: readonly AllStreamResolvedEvent[], number: number) {
  const found = events.find((it) => it.event?.type === 'Numbered' && numberOf(it.event) === number);
  if (found?.event === undefined) throw new Error(`No event ${number}.`);
  return found.event.position;
}

async function readAll(
  options: Parameters<EventStoreDBClient['readAll']>[0],
): Promise<AllStreamResolvedEvent[]> {
  return collect(client.readAll({ maxCount: 1_000, ...options }));
}

async function readNumbers(
  stream: string,
  fromRevision: ReadRevision,
  direction: typeof FORWARDS | typeof BACKWARDS = FORWARDS,
  maxCount = 1_000,
): Promise<number[]> {
  const events = await collect(client.readStream(stream, { fromRevision, direction, maxCount }));
  return events.map((it) => (it.event?.data as { number: number }).number);
}

async function collect<T>(events: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const it of events) collected.push(it);
  return collected;
}

/** A client whose server came back needs a moment, and some errors, to see it. */
async function eventually<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
