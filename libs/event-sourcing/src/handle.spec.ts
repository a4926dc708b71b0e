import { InMemoryEventStore } from '#event-store';
import {
  accept,
  handle,
  refuse,
  StoreUnavailable,
  UnknownOutcome,
  type AppendOutcome,
  type Asker,
  type Decide,
  type Decider,
  type EventStore,
  type MessagesOf,
  type Receipt,
  type Request,
} from '#event-sourcing';

describe('A command', () => {
  it('is decided on the history of its stream and recorded after it', async () => {
    const store = new InMemoryEventStore();
    const first = await handle(store, ward, open(10));
    expect(first).toEqual({
      outcome: 'accepted',
      stream: 'ward-7',
      events: [{ id: expect.any(String) as unknown, type: 'WardOpened', revision: 0 }],
      revision: 0,
      position: 1n,
      repeated: false,
    });
    expect(await handle(store, ward, admit(4))).toMatchObject({ outcome: 'accepted', revision: 1 });
    expect(await handle(store, ward, admit(7))).toEqual(refuse('not-enough-beds', { free: '6' }));
    expect(await store.readStream('ward-7')).toHaveLength(2);
  });

  it('is recorded with who asked, for whom, as part of what, under which model', async () => {
    const store = new InMemoryEventStore();
    await handle(store, ward, { ...open(10), modelVersion: 'model-1' });
    const [stored] = await store.readStream('ward-7');
    expect(JSON.parse(stored?.metadata ?? '')).toEqual({
      actor: 'a-1',
      role: 'trust-recorder',
      organisation: 'RXX',
      command: open(10).asker.commandId,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      correlation: 'c-1',
      causation: open(10).asker.commandId,
      schemaVersion: 1,
      modelVersion: 'model-1',
    });
  });

  it('that leads to nothing new is accepted without an event', async () => {
    const store = new InMemoryEventStore();
    expect(await handle(store, ward, admit(0))).toMatchObject({
      outcome: 'accepted',
      events: [],
      revision: undefined,
      position: undefined,
    });
    await handle(store, ward, open(10));
    expect(await handle(store, ward, admit(0))).toMatchObject({ events: [], revision: 0 });
    expect(await store.readStream('ward-7')).toHaveLength(1);
  });
});

describe('Asking twice', () => {
  it('answers the first receipt, whatever has happened since', async () => {
    const store = new InMemoryEventStore();
    const first = await handle(store, ward, open(10));
    await handle(store, ward, admit(10));
    expect(await handle(store, ward, open(10))).toEqual({ ...first, repeated: true });
    expect(await store.readStream('ward-7')).toHaveLength(2);
  });

  it('answers the first receipt although the rules would now refuse', async () => {
    const store = new InMemoryEventStore();
    await handle(store, ward, open(10));
    const admitted = await handle(store, ward, admit(6));
    expect(await handle(store, ward, admit(6))).toEqual({ ...admitted, repeated: true });
  });

  it('at the same moment records once', async () => {
    const store = new InMemoryEventStore();
    await handle(store, ward, open(10));
    const answers = await Promise.all([1, 2, 3].map(() => handle(store, ward, admit(6))));
    expect(answers.map((answer) => answer.outcome)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(new Set(answers.map((answer) => (answer as Receipt).position))).toEqual(new Set([2n]));
    expect(await store.readStream('ward-7')).toHaveLength(2);
  });

  it('under the same id for something else is refused', async () => {
    const store = new InMemoryEventStore();
    await handle(store, ward, open(10));
    const reused = { ...admit(1), asker: open(10).asker };
    expect(await handle(store, ward, reused)).toEqual(refuse('command-id-reused'));
    expect(await store.readStream('ward-7')).toHaveLength(1);
  });

  it('under the same id in another stream is refused', async () => {
    const store = new InMemoryEventStore();
    await handle(store, ward, open(10));
    const elsewhere = { ...open(11), stream: 'ward-8' };
    expect(await handle(store, ward, elsewhere)).toEqual(refuse('command-id-reused'));
    expect(await store.readStream('ward-8')).toEqual([]);
  });

  it('answers the first receipt under the If-Match of the first time, which is stale by now', async () => {
    const store = new InMemoryEventStore();
    const first = await handle(store, ward, { ...open(10), ifRevision: 'no-stream' });
    expect(await handle(store, ward, { ...open(10), ifRevision: 'no-stream' })).toEqual({
      ...first,
      repeated: true,
    });
  });

  it('answers the first receipt when the order of the fields differs', async () => {
    const store = new InMemoryEventStore();
    const request = transfer({ from: 'A', to: 'B' });
    const first = await handle(store, ward, request);
    const other = transfer({ to: 'B', from: 'A' });
    expect(await handle(store, ward, other)).toEqual({ ...first, repeated: true });
  });
});

describe('When somebody else writes first', () => {
  it('the command is decided anew on what is there now', async () => {
    const store = new InMemoryEventStore();
    await handle(store, ward, open(10));
    const crowded = interrupted(store, 1, () => handle(store, ward, admit(8)));
    expect(await handle(crowded, ward, admit(3))).toEqual(refuse('not-enough-beds', { free: '2' }));
    expect(await handle(crowded, ward, admit(2))).toMatchObject({
      outcome: 'accepted',
      revision: 2,
    });
  });

  it('the circumstances are read anew as well', async () => {
    const store = new InMemoryEventStore();
    let readings = 0;
    const crowded = interrupted(store, 2, (n) => handle(store, ward, rename(n)));
    const request = { ...open(10), circumstances: () => ({ closed: ++readings > 2 }) };
    expect(await handle(crowded, ward, request)).toEqual(refuse('hospital-closed'));
    expect(readings).toBe(3);
  });

  it('it gives up the fourth time and says so', async () => {
    const store = new InMemoryEventStore();
    const crowded = interrupted(store, Infinity, (n) => handle(store, ward, rename(n)));
    expect(await handle(crowded, ward, open(10))).toEqual({ outcome: 'conflict' });
    expect(await store.readStream('ward-7')).toHaveLength(4);
  });

  it('the third new attempt still counts', async () => {
    const store = new InMemoryEventStore();
    const crowded = interrupted(store, 3, (n) => handle(store, ward, rename(n)));
    expect(await handle(crowded, ward, open(10))).toMatchObject({
      outcome: 'accepted',
      revision: 3,
    });
  });

  it('a revision named by the caller is stale at once', async () => {
    const store = new InMemoryEventStore();
    await handle(store, ward, open(10));
    await handle(store, ward, rename(1));
    expect(await handle(store, ward, { ...admit(1), ifRevision: 0 })).toEqual({
      outcome: 'stale',
      current: 1,
    });
    expect(await handle(store, ward, { ...admit(1), ifRevision: 1 })).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('a revision named by the caller is stale when it is overtaken before the append', async () => {
    const store = new InMemoryEventStore();
    await handle(store, ward, open(10));
    const crowded = interrupted(store, 1, () => handle(store, ward, rename(1)));
    expect(await handle(crowded, ward, { ...admit(1), ifRevision: 0 })).toEqual({
      outcome: 'stale',
      current: 1,
    });
  });

  it('with the very same command, its receipt is the answer', async () => {
    const store = new InMemoryEventStore();
    await handle(store, ward, open(10));
    const crowded = interrupted(store, 1, () => handle(store, ward, admit(6)));
    expect(await handle(crowded, ward, admit(6))).toMatchObject({ revision: 1, repeated: true });
    expect(await store.readStream('ward-7')).toHaveLength(2);
  });

  it.each([20, 100])('each of %d commands that are accepted at once is stored', async (many) => {
    const store = new InMemoryEventStore();
    await handle(store, ward, open(1_000));
    const answers = await Promise.all(
      Array.from({ length: many }, (_, n) => handle(store, ward, rename(n))),
    );
    const accepted = answers.filter((answer) => answer.outcome === 'accepted');
    const stored = (await store.readStream('ward-7')).slice(1);
    expect(stored.map(({ id }) => id).sort()).toEqual(
      accepted.flatMap((receipt) => receipt.events.map(({ id }) => id)).sort(),
    );
    expect(answers.every(({ outcome }) => ['accepted', 'conflict'].includes(outcome))).toBe(true);
  });
});

describe('When the outcome of an append is unknown', () => {
  it('the very same append is repeated, and finds that it had been written', async () => {
    const store = new InMemoryEventStore();
    const flaky = losing(store, ['after']);
    const answer = await handle(flaky.store, ward, open(10));
    expect(answer).toMatchObject({ outcome: 'accepted', revision: 0, repeated: true });
    expect(flaky.asked).toHaveLength(2);
    expect(flaky.asked[1]).toEqual(flaky.asked[0]);
    expect(await store.readStream('ward-7')).toHaveLength(1);
  });

  it('the very same append is repeated, and written if it had not been', async () => {
    const store = new InMemoryEventStore();
    const flaky = losing(store, ['before', 'before']);
    expect(await handle(flaky.store, ward, open(10))).toMatchObject({
      outcome: 'accepted',
      repeated: false,
    });
    expect(new Set(flaky.asked.map((asked) => JSON.stringify(asked))).size).toBe(1);
    expect(await store.readStream('ward-7')).toHaveLength(1);
  });

  it('three repeats are enough; the asker learns that it is still unknown', async () => {
    const flaky = losing(new InMemoryEventStore(), ['before', 'before', 'before', 'before']);
    await expect(handle(flaky.store, ward, open(10))).rejects.toThrow(UnknownOutcome);
    expect(flaky.asked).toHaveLength(4);
  });

  it('a store that is not there by then is asked again, and finds that it had been written', async () => {
    const store = new InMemoryEventStore();
    const flaky = losing(store, ['after', 'unavailable']);
    const answer = await handle(flaky.store, ward, open(10));
    expect(answer).toMatchObject({ outcome: 'accepted', revision: 0, repeated: true });
    expect(flaky.asked).toHaveLength(3);
    expect(await store.readStream('ward-7')).toHaveLength(1);
  });

  it('a store that stays away does not turn it into nothing written', async () => {
    const away = ['after', 'unavailable', 'unavailable', 'unavailable'] as const;
    const flaky = losing(new InMemoryEventStore(), away);
    await expect(handle(flaky.store, ward, open(10))).rejects.toThrow(UnknownOutcome);
    expect(flaky.asked).toHaveLength(4);
  });

  it('a store that is not there is not asked again', async () => {
    const flaky = losing(new InMemoryEventStore(), ['unavailable']);
    await expect(handle(flaky.store, ward, open(10))).rejects.toThrow(StoreUnavailable);
    expect(flaky.asked).toHaveLength(1);
  });
});

type WardEvent = MessagesOf<{
  WardOpened: { beds: number };
  PatientsAdmitted: { count: number };
  WardRenamed: { number: number };
  PatientTransferred: { from: string; to: string };
}>;

type WardCommand = MessagesOf<{
  OpenWard: { beds: number };
  AdmitPatients: { count: number };
  RenameWard: { number: number };
  TransferPatient: { from: string; to: string };
}>;

type Free = Readonly<{ free: number }>;
type Hospital = Readonly<{ closed: boolean }>;
type WardRefusal = 'not-enough-beds' | 'hospital-closed';

const decide: Decide<WardCommand, Free, WardEvent, WardRefusal, Hospital> = {
  OpenWard(_, { beds }, { closed }) {
    if (closed) return refuse('hospital-closed');
    return accept({ type: 'WardOpened', data: { beds } });
  },
  AdmitPatients({ free }, { count }) {
    if (count === 0) return accept();
    if (count > free) return refuse('not-enough-beds', { free: String(free) });
    return accept({ type: 'PatientsAdmitted', data: { count } });
  },
  RenameWard: (_, { number }) => accept({ type: 'WardRenamed', data: { number } }),
  TransferPatient: (_, { from, to }) => accept({ type: 'PatientTransferred', data: { from, to } }),
};

const ward: Decider<WardCommand, Free, WardEvent, WardRefusal, Hospital> = {
  initial: { free: 0 },
  evolve: {
    WardOpened: (_, { beds }) => ({ free: beds }),
    PatientsAdmitted: ({ free }, { count }) => ({ free: free - count }),
    WardRenamed: (state) => state,
    PatientTransferred: (state) => state,
  },
  decide,
};

/** The n-th command of each kind carries an id of its own, and the same one each time. */
const request = (
  command: WardCommand,
  kind: number,
  n: number,
): Request<WardCommand, Hospital> => ({
  stream: 'ward-7',
  command,
  asker: asker(
    `00000000-0000-4000-8${String(kind).padStart(3, '0')}-${String(n).padStart(12, '0')}`,
  ),
  circumstances: () => ({ closed: false }),
});

const asker = (commandId: string): Asker => ({
  commandId,
  actor: 'a-1',
  role: 'trust-recorder',
  organisation: 'RXX',
  correlation: 'c-1',
});

const open = (beds: number) => request({ type: 'OpenWard', data: { beds } }, 1, 1);
const admit = (count: number) => request({ type: 'AdmitPatients', data: { count } }, 2, count);
const rename = (n: number) => request({ type: 'RenameWard', data: { number: n } }, 3, n);
const transfer = (data: { from: string; to: string }) =>
  request({ type: 'TransferPatient', data }, 4, 1);

/** The same store, before whose first appends something else happens. */
function interrupted(
  store: EventStore,
  times: number,
  happens: (n: number) => Promise<unknown>,
): EventStore {
  let n = 0;
  return overriding(store, async (...append) => {
    if (n < times) await happens(++n);
    return store.append(...append);
  });
}

type Loss = 'before' | 'after' | 'unavailable';

/** The same store behind a line that fails in a given way at each of its first appends. */
function losing(store: EventStore, losses: readonly Loss[]) {
  const asked: Parameters<EventStore['append']>[] = [];
  const flaky = overriding(store, async (...append) => {
    asked.push(append);
    const loss = losses[asked.length - 1];
    if (loss === undefined) return store.append(...append);
    if (loss === 'unavailable') throw new StoreUnavailable('The store is not there.');
    if (loss === 'after') await store.append(...append);
    throw new UnknownOutcome('The line went dead.');
  });
  return { store: flaky, asked };
}

const overriding = (
  store: EventStore,
  append: (...args: Parameters<EventStore['append']>) => Promise<AppendOutcome>,
): EventStore => ({
  append,
  readStream: (...args) => store.readStream(...args),
  readAll: (...args) => store.readAll(...args),
  at: (position) => store.at(position),
  subscribeToAll: (options) => store.subscribeToAll(options),
  head: () => store.head(),
  now: () => store.now(),
  restore: (entries) => store.restore(entries),
  standing: () => store.standing(),
  seal: () => store.seal(),
  close: () => store.close(),
});
