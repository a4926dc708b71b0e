import {
  END,
  EventStoreDBClient,
  NO_STREAM,
  type AllStreamSubscription,
  START,
} from '@eventstore/db-client';
import { collect, event, eventually, numbered, numberOf, ours, until } from './examples.js';
import { startEventStoreDb, type TestEventStoreDb } from './index.js';

let server: TestEventStoreDb;
let client: EventStoreDBClient;

describe.each([
  ['in batches', true],
  ['one call at a time', false],
])('An append, sent %s,', (_, offersBatches) => {
  beforeEach(() => begin({ offersBatches }));
  afterEach(end);

  it('may be written when the server died, and is repeated without harm', async () => {
    server.faults.dieHavingWrittenTheNextAppend();
    const once = event(1);
    await expect(append('unknown', once)).rejects.toMatchObject({ type: 'unavailable' });
    expect(written()).toEqual(['unknown/0']);
    await server.restart();
    expect(await eventually(() => append('unknown', once))).toBe(0n);
    expect(written()).toEqual(['unknown/0']);
  });

  it('may not be written when the server died', async () => {
    server.faults.dieWithoutWritingTheNextAppend();
    await expect(append('lost', event(2))).rejects.toMatchObject({ type: 'unavailable' });
    expect(written()).toEqual([]);
    await server.restart();
    expect(await eventually(() => append('lost', event(2)))).toBe(0n);
  });

  it('may never be answered', async () => {
    server.faults.neverAnswerTheNextAppendHavingWritten();
    const unanswered = settled(append('silent', event(3)));
    await until(() => written().includes('silent/0'));
    server.faults.neverAnswerTheNextAppendWithoutWriting();
    const ignored = settled(append('ignored', event(4)));
    await append('answered', event(5));
    expect(written()).toEqual(['silent/0', 'answered/0']);
    expect([unanswered.done, ignored.done]).toEqual([false, false]);
  });

  it('may be answered late', async () => {
    const held = server.faults.answerTheNextAppendLate();
    const late = settled(append('late', event(6)));
    await held.written;
    await append('meanwhile', event(7));
    expect(late.done).toBe(false);
    held.release();
    await until(() => late.done);
  });

  it('is refused while there is no leader', async () => {
    await append('before', event(8));
    server.faults.loseTheLeader();
    await expect(append('leaderless', event(9))).rejects.toThrow('Server Is Not Ready');
    server.faults.leadAgain();
    await eventually(() => append('leaderless', event(9)));
  });
});

describe('A subscription', () => {
  let seen: number[];
  let errors: { type?: string; code?: number; message: string }[];
  let subscription: AllStreamSubscription;

  beforeEach(async () => {
    await begin();
    seen = [];
    errors = [];
    subscription = client.subscribeToAll({ fromPosition: START, filter: ours() });
    subscription.on('data', ({ event: it }) => void seen.push(numberOf(it)));
    subscription.on('error', (error) => void errors.push(error));
    await append('followed', event(1));
    await until(() => seen.length === 1);
  });
  afterEach(end);

  it('may fall silent without an error', async () => {
    server.faults.silenceSubscriptions();
    const other: number[] = [];
    const fresh = client.subscribeToAll({ fromPosition: END, filter: ours() });
    fresh.on('data', ({ event: it }) => void other.push(numberOf(it)));
    await new Promise((resolve) => fresh.once('caughtUp', resolve));
    await append('unseen', event(2));
    await until(() => other.includes(2));
    expect(seen).toEqual([1]);
    expect(errors).toEqual([]);
  });

  it('may be dropped as too slow', async () => {
    server.faults.dropSubscriptionsAsTooSlow();
    await until(() => errors.length === 1);
    expect(errors).toMatchObject([{ type: 'timeout', code: 10 }]);
    expect(errors[0]?.message).toContain('Client resubscription required');
    await append('goes on', event(3));
  });

  it('ends with one error when the server dies', async () => {
    await server.kill();
    await until(() => errors.length > 0);
    expect(errors).toMatchObject([{ type: 'unavailable', code: 14 }]);
  });
});

describe('Reads', () => {
  beforeEach(() => begin());
  afterEach(end);

  it('may hang until they are let go', async () => {
    await append('read', event(1));
    server.faults.hangReads();
    const read = settled(collect(client.readStream('read')));
    await append('written', event(2));
    expect(read.done).toBe(false);
    server.faults.resumeReads();
    await until(() => read.done);
  });

  it('are refused to everyone on demand', async () => {
    server.faults.refuseEveryone();
    await expect(collect(client.readStream('read'))).rejects.toMatchObject({
      type: 'access-denied',
    });
  });
});

describe('Connections that are cut', () => {
  beforeEach(() => begin());
  afterEach(end);

  it('leave a server that goes on', async () => {
    await client.appendToStream('kept', numbered(1, 3), { expectedRevision: NO_STREAM });
    server.cutConnections();
    const events = await eventually(() => collect(client.readStream('kept')));
    expect(events.map((it) => numberOf(it.event))).toEqual([1, 2, 3]);
  });
});

async function begin(options: Parameters<typeof startEventStoreDb>[0] = {}): Promise<void> {
  server = await startEventStoreDb(options);
  client = EventStoreDBClient.connectionString(server.url);
}

/** The server first: what is still awaited then fails, and the client can let go of it. */
async function end(): Promise<void> {
  await server.stop();
  await client.dispose();
}

async function append(stream: string, what: ReturnType<typeof event>): Promise<bigint> {
  const options = { expectedRevision: NO_STREAM } as const;
  return (await client.appendToStream(stream, what, options)).nextExpectedRevision;
}

const written = (): string[] =>
  server.events
    .filter(({ type }) => type === 'Numbered')
    .map(({ stream, revision }) => `${stream}/${revision.toString()}`);

function settled(promise: Promise<unknown>): { readonly done: boolean } {
  const state = { done: false };
  const settle = () => (state.done = true);
  promise.then(settle, settle);
  return state;
}
