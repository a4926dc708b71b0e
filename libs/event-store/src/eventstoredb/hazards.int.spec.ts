import { EventStoreDBClient } from '@eventstore/db-client';
import {
  BrokenLog,
  InvalidAppend,
  StoreUnavailable,
  UnknownOutcome,
  type StoredEvent,
} from '#event-sourcing';
import {
  startEventStoreDb,
  type TestEventStoreDb,
} from '../../../../test/support/eventstoredb/index.js';
import { digestOf, entriesOf, LogUnfinished } from '../bundle/digest.js';
import {
  deliveriesUntil,
  event,
  events,
  eventsOf,
  has,
  idOf,
  idsOf,
  STREAM,
  wholeLog,
  written,
} from '../testing/log-under-test.js';
import { EventStoreDbEventStore, type EventStoreDbOptions } from './eventstoredb-event-store.js';

const OTHER = 'benefit-17';

/** What only EventStoreDB and its client can do to a log; each was seen to happen. */
describe('EventStoreDB', () => {
  let server: TestEventStoreDb;
  let store: EventStoreDbEventStore;
  const stores: EventStoreDbEventStore[] = [];

  const open = async (options: Partial<EventStoreDbOptions> = {}) => {
    const opened = await EventStoreDbEventStore.open({
      connectionString: server.url,
      pollEvery: 20,
      longestWait: 500,
      ...options,
    });
    stores.push(opened);
    return opened;
  };

  beforeEach(async () => {
    server = await startEventStoreDb();
    store = await open();
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((each) => each.close()));
    await server.stop();
  });

  describe('an append whose answer is lost', () => {
    it.each([
      ['written', true],
      ['not written', false],
    ])(
      'by a dying server, %s, is unknown, and stored once when it is repeated',
      async (_, kept) => {
        await written(store, STREAM, event(1));
        if (kept) server.faults.dieHavingWrittenTheNextAppend();
        else server.faults.dieWithoutWritingTheNextAppend();
        await expect(store.append(STREAM, 0, [event(2)])).rejects.toThrow(UnknownOutcome);
        await server.restart();
        expect(await store.append(STREAM, 0, [event(2)])).toMatchObject({ revision: 1 });
        expect(idsOf(await wholeLog(store))).toEqual([1, 2].map(idOf));
      },
    );

    it.each([
      ['written', true],
      ['not written', false],
    ])('by a server that never answers, %s, is unknown in time', async (_, kept) => {
      if (kept) server.faults.neverAnswerTheNextAppendHavingWritten();
      else server.faults.neverAnswerTheNextAppendWithoutWriting();
      await expect(store.append(STREAM, 'no-stream', [event(1)])).rejects.toThrow(UnknownOutcome);
      expect(await store.append(STREAM, 'no-stream', [event(1)])).toMatchObject({ revision: 0 });
      expect(idsOf(await wholeLog(store))).toEqual([idOf(1)]);
    });

    it('costs its neighbours no more than asking again', async () => {
      server.faults.neverAnswerTheNextAppendHavingWritten();
      const outcomes = await Promise.allSettled(
        events(1, 20).map((one, n) => store.append(`benefit-${String(n)}`, 'no-stream', [one])),
      );
      for (const [n, { status }] of outcomes.entries()) {
        if (status === 'fulfilled') continue;
        await store.append(`benefit-${String(n)}`, 'no-stream', [event(n + 1)]);
      }
      expect(new Set(idsOf(await wholeLog(store))).size).toBe(20);
      expect(await wholeLog(store)).toHaveLength(20);
    });

    it('is told late, and nobody is hurt by it', async () => {
      const held = server.faults.answerTheNextAppendLate();
      const append = store.append(STREAM, 'no-stream', [event(1)]);
      await held.written;
      await expect(append).rejects.toThrow(UnknownOutcome);
      held.release();
      expect(await store.append(STREAM, 'no-stream', [event(1)])).toMatchObject({ revision: 0 });
    });

    it('is told twice, and the second answer is passed over', async () => {
      server.faults.answerTheNextAppendTwice();
      await written(store, STREAM, event(1));
      await written(store, STREAM, event(2));
      expect(await wholeLog(store)).toHaveLength(2);
    });

    it('is repeated before a later conflict is seen', async () => {
      const other = await open();
      server.faults.neverAnswerTheNextAppendHavingWritten();
      await expect(store.append(STREAM, 'no-stream', [event(1)])).rejects.toThrow(UnknownOutcome);
      await written(other, STREAM, event(2));
      expect(await store.append(STREAM, 'no-stream', [event(1)])).toMatchObject({ revision: 0 });
      expect(idsOf(await wholeLog(store))).toEqual([1, 2].map(idOf));
    });
  });

  it('is never shown what it would refuse: the line goes on for the others', async () => {
    const large = event(2, { data: `"${'x'.repeat(600_000)}"` });
    const [before, tooLarge, after] = await Promise.allSettled([
      store.append('benefit-1', 'no-stream', [event(1)]),
      store.append('benefit-2', 'no-stream', [large, { ...large, id: idOf(3) }]),
      store.append('benefit-3', 'no-stream', [event(4)]),
    ]);
    expect([before.status, after.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(tooLarge).toMatchObject({ reason: expect.any(InvalidAppend) as unknown });
  });

  it('says so where its address cannot be read', async () => {
    await expect(
      open({ connectionString: 'esdb://one:2113?keepAliveInterval=abc' }),
    ).rejects.toThrow(/The address of EventStoreDB cannot be read: .*abc/);
  });

  it('says so where a server takes less than usual in one append', async () => {
    await server.stop();
    server = await startEventStoreDb({ maxAppendSize: 100 });
    store = await open();
    await expect(
      store.append(STREAM, 'no-stream', [event(1, { data: `"${'x'.repeat(200)}"` })]),
    ).rejects.toThrow(InvalidAppend);
  });

  describe('while it is away', () => {
    it('cannot be read, and is read again by the same store when it is back', async () => {
      await written(store, STREAM, event(1));
      await server.kill();
      await expect(store.readStream(STREAM)).rejects.toThrow(StoreUnavailable);
      await expect(store.head()).rejects.toThrow(StoreUnavailable);
      await server.restart();
      expect(await store.readStream(STREAM)).toHaveLength(1);
      await written(store, STREAM, event(2));
    });

    it('ends a subscription, which goes on after its last event', async () => {
      await written(store, STREAM, ...events(1, 3));
      const first = await deliveriesUntil(store, {}, has(3));
      await server.restart();
      await written(store, STREAM, event(4));
      const { position } = eventsOf(first).at(-1) ?? {};
      const rest = await deliveriesUntil(
        store,
        position === undefined ? {} : { after: position },
        has(1),
      );
      expect(idsOf(eventsOf(rest))).toEqual([idOf(4)]);
    });

    it('does not keep anyone waiting for ever when it hangs', async () => {
      server.faults.hangReads();
      await expect(store.readStream(STREAM)).rejects.toThrow(StoreUnavailable);
      server.faults.resumeReads();
    });

    it('cannot be opened', async () => {
      await server.kill();
      await expect(open()).rejects.toThrow(StoreUnavailable);
      await server.restart();
    });
  });

  describe('a subscription', () => {
    it.each([
      ['goes silent', () => server.faults.silenceSubscriptions()],
      ['is dropped because writers are fast', () => server.faults.dropSubscriptionsAsTooSlow()],
      ['loses its connection', () => server.cutConnections()],
    ])('that %s misses nothing', async (_, disturb) => {
      const follower = await open({ longestSilence: 50 });
      let next = 1;
      const deliveries = await deliveriesUntil(follower, {}, async (all) => {
        if (next <= 6 && eventsOf(all).length === next - 1) {
          if (next === 3) disturb();
          await written(store, STREAM, event(next++)).catch(async () => {
            await store.append(STREAM, next - 3, [event(next - 1)]);
          });
        }
        return has(6)(all);
      });
      expect(idsOf(eventsOf(deliveries))).toEqual([1, 2, 3, 4, 5, 6].map(idOf));
    });

    it('is kept while nothing comes that it could have told', async () => {
      await written(store, STREAM, event(1));
      const follower = await open({ longestSilence: 20 });
      const seen = new Set<object>();
      await deliveriesUntil(follower, {}, (all) => {
        for (const subscription of server.faults.subscriptions) seen.add(subscription);
        return all.length === 20;
      });
      expect(seen.size).toBe(1);
    });

    it('that stays silent is replaced by another one', async () => {
      const follower = await open({ longestSilence: 50 });
      const seen: number[] = [];
      let silenced = false;
      await deliveriesUntil(follower, {}, async (all) => {
        const open = server.faults.subscriptions.size;
        if (open > 0 && !silenced) {
          silenced = true;
          server.faults.silenceSubscriptions();
          await written(store, STREAM, event(1));
        }
        seen.push(open);
        return silenced && has(1)(all) && seen.includes(0) && open > 0;
      });
      expect(server.faults.subscriptions.size).toBe(1);
    });
  });

  describe('what others do to the log', () => {
    it('is not counted when the server does it for itself', async () => {
      await written(store, STREAM, event(1));
      await server.setMetadataBehindOurBack('somebody-elses', { $acl: { $r: '$admins' } });
      await written(store, STREAM, event(2));
      expect(idsOf(await wholeLog(store))).toEqual([1, 2].map(idOf));
      await server.setMetadataBehindOurBack('somebody-elses', {});
      expect((await store.head())?.id).toBe(idOf(2));
    });

    it('stops readers where a stream was deleted for good', async () => {
      await written(store, STREAM, ...events(1, 2));
      await server.tombstoneBehindOurBack(STREAM);
      await expect(store.readStream(STREAM)).rejects.toThrow(BrokenLog);
      await expect(store.append(STREAM, 1, [event(3)])).rejects.toThrow(BrokenLog);
      await expect(wholeLog(store)).rejects.toThrow(/was deleted at position/);
    });

    it('stops readers where a stream was deleted for now, and says so when it is written again', async () => {
      await written(store, STREAM, ...events(1, 2));
      await server.softDeleteBehindOurBack(STREAM);
      await expect(wholeLog(store)).rejects.toThrow(/was truncated: \$tb/);
      await expect(store.append(STREAM, 'no-stream', [event(3)])).rejects.toThrow(BrokenLog);
      await expect(store.readStream(STREAM)).rejects.toThrow(/A revision .* is missing/);
    });

    it('stops who reads a stream that was deleted for now, before anything is written to it', async () => {
      await written(store, STREAM, ...events(1, 2));
      await server.softDeleteBehindOurBack(STREAM);
      const before = server.events.length;
      await expect(store.readStream(STREAM)).rejects.toThrow(
        /The stream "adoption-.*" was truncated: \$tb/,
      );
      expect(server.events).toHaveLength(before);
      expect(await store.readStream(OTHER)).toEqual([]);
    });

    it.each([{ $maxCount: 1 }, { $tb: 1 }])(
      'stops readers where %j hides events',
      async (hiding) => {
        await written(store, STREAM, ...events(1, 3));
        await server.setMetadataBehindOurBack(STREAM, hiding);
        await expect(store.readStream(STREAM)).rejects.toThrow(/A revision .* is missing/);
        await expect(wholeLog(store)).rejects.toThrow(/was truncated/);
      },
    );

    it('stops readers who stand where the log has no event', async () => {
      const { position } = await written(store, STREAM, event(1));
      await expect(store.readAll(position - 1n, 10)).rejects.toThrow(/no event at position/);
      expect(await store.at(position - 1n)).toBeUndefined();
    });

    it('is looked through once, however much of it is not ours', async () => {
      await written(store, STREAM, event(1));
      for (let n = 0; n < 100; n++) await server.setMetadataBehindOurBack('theirs', { n });
      await written(store, OTHER, event(2));
      const deliveries = await deliveriesUntil(store, { batchSize: 1 }, has(2));
      expect(idsOf(eventsOf(deliveries))).toEqual([1, 2].map(idOf));
    });
  });

  describe('the time at the server', () => {
    it('is that of the server where clocks differ', async () => {
      server.faults.clockAhead = 3_600_000;
      await written(store, STREAM, event(1));
      const { recordedAt = '' } = (await store.head()) ?? {};
      expect((await store.now()) >= recordedAt).toBe(true);
      expect(Date.parse(await store.now()) - Date.now()).toBeGreaterThan(3_590_000);
    });

    it('never lies before the last event', async () => {
      server.faults.clockAhead = 3_600_000;
      await written(store, STREAM, event(1));
      server.faults.clockAhead = 0;
      const { recordedAt = '' } = (await store.head()) ?? {};
      expect(await store.now()).toBe(recordedAt);
    });
  });

  describe('restoring, ended by the death of the server', () => {
    /** Neighbours belong to different streams, so that each is an append of its own. */
    const entries: readonly StoredEvent[] = events(0, 200).map((one, n) => ({
      ...one,
      stream: n % 2 === 0 ? STREAM : OTHER,
      revision: Math.floor(n / 2),
      position: BigInt(n + 1),
      recordedAt: `2025-03-01T09:00:00.${String(n).padStart(3, '0')}Z`,
    }));

    beforeEach(async () => {
      const restoring = store.restore(entries).catch((error: unknown) => error);
      while (server.events.length < 20) await new Promise((resolve) => setImmediate(resolve));
      server.faults.dieHavingWrittenTheNextAppend();
      expect(await restoring).toBeInstanceOf(StoreUnavailable);
      await server.restart();
      expect((await wholeLog(store)).length).toBeLessThan(entries.length);
    });

    it('goes on after what is there', async () => {
      await store.restore(entries);
      expect((await wholeLog(store)).map(withoutPosition)).toEqual(entries.map(withoutPosition));
      expect(await store.standing()).toBe('live');
      await written(store, STREAM, event(1_000));
    });

    it('tells how many are written, ends between two appends, and goes on', async () => {
      const ending = new AbortController();
      const told: number[] = [];
      const onWritten = (written: number) => {
        told.push(written);
        if (written >= 100) ending.abort();
      };
      const { signal } = ending;
      await expect(store.restore(entries, { signal, onWritten })).rejects.toThrow(/aborted/);
      expect(told.at(-1)).toBe((await wholeLog(store)).length);
      expect(told.at(-1)).toBeLessThan(entries.length);
      await store.restore(entries, { onWritten });
      expect(told.at(-1)).toBe(entries.length);
    });

    it('lets nobody else write before it is finished', async () => {
      const late = await open();
      await expect(late.append('benefit-1', 'no-stream', [event(1_000)])).rejects.toThrow(
        /being filled from another one/,
      );
    });

    it('is not read as if it were the whole log', async () => {
      expect(await store.standing()).toBe('filling');
      await expect(digestOf(entriesOf(store))).rejects.toThrow(LogUnfinished);
    });

    it('does not go on with other entries', async () => {
      const others = entries.map((entry) => ({ ...entry, metadata: '{"actor":"a-2"}' }));
      await expect(store.restore(others)).rejects.toThrow(/other entries/);
    });
  });

  describe('a cluster', () => {
    it('is found by asking its members, and its leader by being sent there', async () => {
      const leader = await startEventStoreDb();
      const members = () => [
        { host: '127.0.0.1', port: server.port, state: 'follower' as const },
        { host: '127.0.0.1', port: leader.port, state: 'leader' as const },
      ];
      const gossiping = await startEventStoreDb({ members });
      const found = await open({
        connectionString: `esdb+discover://127.0.0.1:${String(gossiping.port)}?tls=false`,
      });
      await written(found, STREAM, event(1));
      expect(leader.events.some(({ stream }) => stream === STREAM)).toBe(true);
      server.faults.followLeaderAt({ host: '127.0.0.1', port: leader.port });
      await expect(store.append(OTHER, 'no-stream', [event(2)])).rejects.toThrow(UnknownOutcome);
      expect(await store.append(OTHER, 'no-stream', [event(2)])).toMatchObject({ revision: 0 });
      await Promise.all([gossiping.stop(), found.close()]);
      await leader.stop();
    });

    it('is found by whichever of its members answers', async () => {
      const gone = await startEventStoreDb();
      await gone.stop();
      const hosts = `127.0.0.1:${String(gone.port)},127.0.0.1:${String(server.port)}`;
      const found = await open({ connectionString: `esdb+discover://${hosts}?tls=false` });
      await written(found, STREAM, event(1));
      expect(await store.readStream(STREAM)).toHaveLength(1);
    });

    it('that finds no leader when it is looked for again fails whom it fails, and nobody else', async () => {
      const unheard: unknown[] = [];
      const listen = (reason: unknown) => unheard.push(reason);
      process.on('unhandledRejection', listen);
      const hosts = `127.0.0.1:${String(server.port)}`;
      const fast = 'maxDiscoverAttempts=1&discoveryInterval=1';
      const found = await open({ connectionString: `esdb+discover://${hosts}?tls=false&${fast}` });
      await server.kill();
      const asked = Array.from({ length: 5 }, () => found.readStream(STREAM));
      for (const outcome of await Promise.allSettled(asked)) {
        expect(outcome).toMatchObject({ reason: expect.any(StoreUnavailable) as unknown });
      }
      await server.restart();
      expect(await found.readStream(STREAM)).toEqual([]);
      process.off('unhandledRejection', listen);
      expect(unheard).toEqual([]);
    });

    it('without a leader is not there', async () => {
      server.faults.loseTheLeader();
      await expect(store.readStream(STREAM)).rejects.toThrow(StoreUnavailable);
      await expect(store.append(STREAM, 'no-stream', [event(1)])).rejects.toThrow(StoreUnavailable);
      server.faults.leadAgain();
      await written(store, STREAM, event(1));
    });
  });

  it('lets in whom it knows, over TLS', async () => {
    const guarded = await startEventStoreDb({ tls: true, users: { tracker: 'p:w' } });
    try {
      const known = await open({ connectionString: guarded.urlAs('tracker', 'p:w') });
      await written(known, STREAM, event(1));
      await expect(open({ connectionString: guarded.urlAs('tracker', 'wrong') })).rejects.toThrow(
        /does not accept the user name and password/,
      );
    } finally {
      await guarded.stop();
    }
  });

  it('is not disturbed by the vendor’s own client in the same process', async () => {
    const client = EventStoreDBClient.connectionString(server.url);
    await written(store, STREAM, event(1));
    await client.dispose();
    await written(store, STREAM, event(2));
    expect(await wholeLog(store)).toHaveLength(2);
  });
});

const withoutPosition = ({ position: _, ...rest }: Readonly<{ position: bigint }>) => rest;
