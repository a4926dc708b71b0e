import {
  type AllStreamResolvedEvent,
  ANY,
  BACKWARDS,
  END,
  EventStoreDBClient,
  eventTypeFilter,
  FORWARDS,
  NO_STREAM,
  type ReadRevision,
  START,
  STREAM_EXISTS,
} from '@eventstore/db-client';
import { collect, event, eventually, numberOf, numbered, ours, until } from './examples.js';
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

describe('Streams that are cut or deleted', () => {
  beforeAll(() => begin());
  afterAll(end);

  it('show their newest events only under $maxCount, and those from $tb on', async () => {
    await client.appendToStream('cut', numbered(1, 5), { expectedRevision: NO_STREAM });
    await client.setStreamMetadata('cut', { maxCount: 2 });
    expect(await readNumbers('cut', START)).toEqual([4, 5]);
    await client.setStreamMetadata('cut', { truncateBefore: 4 });
    expect(await readNumbers('cut', START)).toEqual([5]);
    const read = await client.getStreamMetadata('cut');
    expect(read.metadata).toEqual({ truncateBefore: 4 });
    expect(await collect(client.readStream('$$cut'))).toHaveLength(1);
    expect(typesOf(await readAll({ fromPosition: START })).slice(-7)).toEqual([
      ...Array<string>(5).fill('cut Numbered'),
      ...Array<string>(2).fill('$$cut $metadata'),
    ]);
  });

  it('go on at the next revision when written after a soft delete', async () => {
    await client.appendToStream('soft', numbered(1, 3), { expectedRevision: NO_STREAM });
    await client.deleteStream('soft', { expectedRevision: 2n });
    await expect(readNumbers('soft', START)).rejects.toMatchObject({ type: 'stream-not-found' });
    await expect(
      client.appendToStream('soft', event(4), { expectedRevision: STREAM_EXISTS }),
    ).rejects.toMatchObject({ type: 'stream-deleted' });
    const { nextExpectedRevision } = await client.appendToStream('soft', event(4), {
      expectedRevision: NO_STREAM,
    });
    expect(nextExpectedRevision).toBe(3n);
    expect(await readNumbers('soft', START)).toEqual([4]);
  });

  it('refuse for ever after a tombstone, and show it in $all', async () => {
    await client.appendToStream('hard', numbered(1, 2), { expectedRevision: NO_STREAM });
    await expect(client.tombstoneStream('hard', { expectedRevision: 0n })).rejects.toMatchObject({
      type: 'wrong-expected-version',
    });
    await client.tombstoneStream('hard');
    await expect(readNumbers('hard', START)).rejects.toMatchObject({ type: 'stream-deleted' });
    await expect(
      client.appendToStream('hard', event(3), { expectedRevision: ANY }),
    ).rejects.toMatchObject({ type: 'stream-deleted', streamName: 'hard' });
    const all = await readAll({ fromPosition: START });
    expect(all.at(-1)?.event).toMatchObject({
      type: '$streamDeleted',
      streamId: 'hard',
      revision: 2n ** 63n - 1n,
    });
  });

  it('can be cut behind our back, and the log exchanged for another', async () => {
    await client.appendToStream('mine', numbered(1, 3), { expectedRevision: NO_STREAM });
    await server.setMetadataBehindOurBack('mine', { $tb: 2 });
    expect(await readNumbers('mine', START)).toEqual([3]);
    await server.softDeleteBehindOurBack('mine');
    await expect(readNumbers('mine', START)).rejects.toMatchObject({ type: 'stream-not-found' });
    await server.restartWith(server.events.filter(({ stream }) => stream === 'mine'));
    expect(await eventually(() => readNumbers('mine', START))).toEqual([1, 2, 3]);
  });
});

describe('A cluster', () => {
  let follower: TestEventStoreDb;

  beforeAll(async () => {
    server = await startEventStoreDb();
    const { port } = server;
    follower = await startEventStoreDb({
      members: () => [
        { host: '127.0.0.1', port: follower.port, state: 'follower' },
        { host: '127.0.0.1', port, state: 'leader' },
      ],
    });
    follower.faults.followLeaderAt({ host: '127.0.0.1', port });
  });
  afterAll(async () => {
    await follower.stop();
    await server.stop();
  });
  afterEach(() => client.dispose());

  it('is discovered from any member', async () => {
    const url = `esdb+discover://127.0.0.1:${follower.port}?tls=false`;
    client = EventStoreDBClient.connectionString(url);
    await client.appendToStream('discovered', event(1), { expectedRevision: NO_STREAM });
    expect(server.events.at(-1)?.stream).toBe('discovered');
  });

  it('tells a client at the wrong member where the leader is', async () => {
    client = EventStoreDBClient.connectionString(follower.url);
    const append = () =>
      client.appendToStream('redirected', event(2), { expectedRevision: NO_STREAM });
    await expect(append()).rejects.toMatchObject({
      type: 'not-leader',
      leader: { address: '127.0.0.1', port: server.port },
    });
    await eventually(append);
    expect(server.events.at(-1)?.stream).toBe('redirected');
  });
});

describe('Credentials', () => {
  beforeAll(async () => {
    server = await startEventStoreDb({ tls: true, users: { ann: 'known only to her' } });
  });
  afterAll(() => server.stop());
  afterEach(() => client.dispose());

  const append = () => client.appendToStream('hers', event(1), { expectedRevision: NO_STREAM });

  it('let in who has them', async () => {
    client = EventStoreDBClient.connectionString(server.urlAs('ann', 'known only to her'));
    await append();
    expect(await readNumbers('hers', START)).toEqual([1]);
  });

  it.each([
    ['are wrong', () => server.urlAs('ann', 'guessed')],
    ['are missing', () => server.url],
  ])('deny access when they %s', async (_, url) => {
    client = EventStoreDBClient.connectionString(url());
    await expect(append()).rejects.toMatchObject({ type: 'access-denied' });
    await expect(readNumbers('hers', START)).rejects.toMatchObject({ type: 'access-denied' });
  });
});

async function begin(options: Parameters<typeof startEventStoreDb>[0] = {}): Promise<void> {
  server = await startEventStoreDb(options);
  client = EventStoreDBClient.connectionString(server.url);
}

async function end(): Promise<void> {
  await client.dispose();
  await server.stop();
}

const numbersOf = (events: readonly AllStreamResolvedEvent[]): number[] =>
  events.filter((it) => it.event?.type === 'Numbered').map((it) => numberOf(it.event));

const typesOf = (events: readonly AllStreamResolvedEvent[]): string[] =>
  events.map((it) => `${it.event?.streamId ?? ''} ${it.event?.type ?? ''}`);

function positionOf(events: readonly AllStreamResolvedEvent[], number: number) {
  const found = events.find((it) => it.event?.type === 'Numbered' && numberOf(it.event) === number);
  if (found?.event === undefined) throw new Error(`No event ${number}.`);
  return found.event.position;
}

const readAll = (
  options: Parameters<EventStoreDBClient['readAll']>[0],
): Promise<AllStreamResolvedEvent[]> => collect(client.readAll({ maxCount: 1_000, ...options }));

async function readNumbers(
  stream: string,
  fromRevision: ReadRevision,
  direction: typeof FORWARDS | typeof BACKWARDS = FORWARDS,
  maxCount = 1_000,
): Promise<number[]> {
  const events = await collect(client.readStream(stream, { fromRevision, direction, maxCount }));
  return events.map((it) => numberOf(it.event));
}
