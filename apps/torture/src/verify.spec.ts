import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InMemoryEventStore } from '#event-store';
import { LedgerWriter, readLedgers, type Entry } from './ledger.js';
import { eventsOf, ownStreams, type Intent } from './measurements.js';
import { verifyLog } from './verify.js';

describe('Holding the log against the ledger', () => {
  it('finds nothing where each acknowledged append is there once', async () => {
    const { faults, events } = await verifyLog(await storeWith(one, three), told(one, three), []);
    expect({ faults, events }).toEqual({ faults: [], events: 5 });
  });

  it('names an acknowledged append that is lost', async () => {
    expect(await faultsOf(await storeWith(one), told(one, three))).toEqual([
      '0.1.2: acknowledged, and 0 of 3 are there',
    ]);
  });

  it('names an append that was refused and is there', async () => {
    const refused = new Map<string, Entry>([[one.command, { ...one, refused: true }]]);
    expect(await faultsOf(await storeWith(one), refused)).toEqual([
      '0.1.1: refused, and yet written',
    ]);
  });

  it('names an append that was acknowledged elsewhere', async () => {
    const [[, entry] = []] = told(one);
    const moved = { ...entry, ...one, place: { revision: 0, position: 9n } };
    expect(await faultsOf(await storeWith(one), new Map([[one.command, moved]]))).toEqual([
      '0.1.1: acknowledged at 9, but is not there',
    ]);
  });

  it('names an event that nobody meant', async () => {
    const [fault] = await faultsOf(await storeWith(one), new Map());
    expect(fault).toMatch('nobody meant it');
  });

  it('names an append whose outcome stayed unknown, and one that HTTP acknowledged', async () => {
    const open = new Map<string, Entry>([[one.command, { ...one }]]);
    const receipt = {
      events: [{ id: 'lost', type: 'DriverMeasured', revision: 0 }],
      position: '9',
    };
    expect((await verifyLog(await storeWith(one), open, [receipt])).faults).toEqual([
      '0.1.1: never settled',
      'lost: acknowledged by HTTP, and lost',
    ]);
  });
});

describe('The ledger', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('passes over half a line that a killed writer left, and knows what its next life did', async () => {
    const path = join(folder, 'writer-0.ledger');
    writeFileSync(path, `I 0.1.1 -1 1 ${one.stream};\nA 0.1.1 0 1`);
    const next = new LedgerWriter(path);
    await next.note('0.1.1', 'writer-killed');
    await next.note('0.1.1', 'duplicate', { revision: 0, position: 7n });
    await next.close();
    expect(readLedgers(folder).get('0.1.1')).toEqual({
      ...one,
      unknown: 'writer-killed',
      hadBeenWritten: true,
      place: { revision: 0, position: 7n },
    });
  });
});

const [stream = '', other = ''] = ownStreams;
const one: Intent = { command: '0.1.1', stream, expected: -1, count: 1 };
const three: Intent = { command: '0.1.2', stream: other, expected: -1, count: 3 };

/** The first event of a run is the model's, which no writer meant. */
async function storeWith(...intents: readonly Intent[]): Promise<InMemoryEventStore> {
  const store = new InMemoryEventStore();
  const [first] = eventsOf({ ...one, command: 'first' });
  await store.append('model-nhs-epr', 'no-stream', first === undefined ? [] : [first]);
  for (const intent of intents) await store.append(intent.stream, 'no-stream', eventsOf(intent));
  return store;
}

/** A ledger in which they were acknowledged one after another. */
function told(...intents: readonly Intent[]): Map<string, Entry> {
  let position = 1n;
  return new Map(
    intents.map((intent) => {
      position += BigInt(intent.count);
      return [intent.command, { ...intent, place: { revision: intent.count - 1, position } }];
    }),
  );
}

const faultsOf = async (store: InMemoryEventStore, ledger: Map<string, Entry>) =>
  (await verifyLog(store, ledger, [])).faults;
