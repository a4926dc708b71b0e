import { Pool } from 'pg';
import type { EventStore, StoredEvent } from '#event-sourcing';
import { InMemoryEventStore, PostgresEventStore } from '#event-store';
import { importOf, importsOn } from '#imports/testing';
import { BuiltCheckout } from '../support/kill/built-checkout.js';
import { MortalDatabase } from '../support/kill/mortal-database.js';
import { SharingServer, tokenOf, Watcher, writeTokens } from '../support/two-servers.js';

const ROWS = 8_000;
const REGISTER = 'driver-measurements';
const IMPORTS = 'organisations/RXX/imports';

/** The real server, a process of its own, is killed in the middle of an import and started again. */
describe('An import whose server is killed', () => {
  let checkout: BuiltCheckout | undefined;
  let database: MortalDatabase;
  let server: SharingServer;
  let watcher: Watcher;
  let pool: Pool;
  let store: EventStore & Readonly<{ close: () => Promise<void> }>;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    checkout = await BuiltCheckout.make();
    writeTokens(checkout.in('tokens.json'));
    database = await MortalDatabase.start(checkout.folder);
    ends.unshift(() => database.end());
    server = await SharingServer.make('server-one', checkout, database);
    ends.unshift(() => server.end());
    await server.process.start();
    watcher = await Watcher.open(database.url);
    ends.unshift(() => watcher.end());
    store = await PostgresEventStore.open({ connectionString: database.url });
    ends.unshift(() => store.close());
    pool = new Pool({ connectionString: database.url, max: 1 });
    ends.unshift(() => pool.end());
    await server.record('organisations/RXX/registrations', 'the-trust', trust);
  });
  afterAll(async () => {
    for (const end of ends) await end();
    checkout?.remove();
  });

  it('goes on by itself, and ends with the events of one that was not', async () => {
    const registered = await recordedRows();
    const importId = await handIn();
    await watcher.until(async () => (await recordedRows()) > registered);
    await server.process.kill();
    expect((await recordedRows()) - registered).toBeLessThan(ROWS);
    expect(await isRunning(importId)).toBe(true);
    await server.process.start();
    // It goes on before it serves; how far it came this time is up to the machine.
    await server.process.kill();
    await server.process.start();
    await watcher.until(async () => (await reportOf(importId)).stage !== 'running');

    expect(await reportOf(importId)).toMatchObject({
      stage: 'completed',
      totals: { rows: ROWS, new: ROWS, identical: 0, conflict: 0, invalid: 0 },
    });
    expect(await isRunning(importId)).toBe(false);
    expect(await rowsOf(store)).toEqual(await rowsOfUninterrupted());
  });

  it('of the same file again shows what it led to', async () => {
    const before = await recordedRows();
    // What was recorded before is found so soon that the answer may be the report itself.
    const importId = await handIn([200, 202]);
    await watcher.until(async () => (await reportOf(importId)).stage !== 'running');
    expect(await reportOf(importId)).toMatchObject({ stage: 'completed', totals: { new: ROWS } });
    expect(await recordedRows()).toBe(before);
  });

  const recordedRows = async (): Promise<number> => Number((await store.head())?.position ?? 0n);

  async function isRunning(importId: string): Promise<boolean> {
    const { rows } = await pool.query<{ isRunning: boolean }>(
      'select running is not null as "isRunning" from edge.imports where import_id = $1',
      [importId],
    );
    return rows[0]?.isRunning === true;
  }

  /** The id under which the server takes the file; it is long enough to be recorded in its own time. */
  async function handIn(answers = [202]): Promise<string> {
    const response = await fetch(`${server.process.url}/api/v1/${IMPORTS}?register=${REGISTER}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${tokenOf('recorder')}`, 'Content-Type': 'text/csv' },
      body: FILE,
    });
    expect(answers).toContain(response.status);
    await response.arrayBuffer();
    return response.headers.get('location')?.split('/').at(-1) ?? '';
  }

  async function reportOf(importId: string): Promise<Readonly<{ stage: string }>> {
    const { body } = await server.askUntilDone<Readonly<{ stage: string }>>(
      `${IMPORTS}/${importId}`,
      { as: 'recorder' },
    );
    return body;
  }
});

/** What an import that nobody cut off leads to: the same ids, on any machine. */
async function rowsOfUninterrupted(): Promise<readonly object[]> {
  const store = new InMemoryEventStore();
  const { importing, close } = await importsOn(store);
  await importing.run({ bytes: Buffer.from(FILE) }, importOf(REGISTER));
  const rows = await rowsOf(store);
  await close();
  return rows;
}

async function rowsOf(store: EventStore): Promise<readonly object[]> {
  const rows = (await store.readAll(undefined, 1_000_000)).filter(
    ({ type }) => type === 'DriverMeasured',
  );
  return rows.map(placeOf).sort((one, other) => (one.place < other.place ? -1 : 1));
}

const placeOf = ({ stream, revision, id, data }: StoredEvent) => ({
  place: `${stream} ${String(revision).padStart(6, '0')}`,
  ...{ id, data },
});

const trust = {
  ...{ kind: 'trust', name: 'Example NHS Trust', trustType: 'Acute' },
  ...{ sinceBeforeRecords: true, source: { name: 'Organisation Data Service' } },
};

const drivers = [
  'first-time-right',
  'pathway-consistency',
  'clinical-ownership',
  'interoperability',
];

/** A driver and a day for each row. */
const FILE = [
  'driver,period_from,period_to,numerator,denominator,method,source,reason',
  ...Array.from({ length: ROWS }, (_, n) => {
    const [driver = '', day] = [drivers[n % drivers.length], dayOf(Math.floor(n / drivers.length))];
    return `${driver},${day},${day},${String(n % 100)},100,EPR report,Return,Found in the archive`;
  }),
].join('\n');

function dayOf(n: number): string {
  return new Date(Date.UTC(2005, 0, 1 + n)).toISOString().slice(0, 10);
}
