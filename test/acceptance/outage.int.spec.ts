import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { startEventStoreDb, type TestEventStoreDb } from '../support/eventstoredb/index.js';
import { BuiltCheckout } from '../support/kill/built-checkout.js';
import { freePort } from '../support/kill/free-port.js';
import { Launched } from '../support/kill/launched.js';

describe('A store that goes away while the first data are loaded', () => {
  let checkout: BuiltCheckout | undefined;
  let database: FreshDatabase;
  let store: TestEventStoreDb;
  const launches: Launched[] = [];

  beforeAll(async () => {
    checkout = await BuiltCheckout.make();
    database = await freshDatabase();
    store = await startEventStoreDb();
  });

  afterAll(async () => {
    for (const launched of launches) {
      if (!launched.hasEnded) launched.signal('SIGTERM');
      await launched.end();
    }
    await store.stop();
    await database.drop();
    checkout?.remove();
  });

  it('is waited for by the same process, which then loads the rest, and nothing twice', async () => {
    const [launched, url] = await start();
    while (store.events.length < 300) await launched.isStillThere();
    await store.kill();
    await launched.hasWritten('trying again for up to 120 seconds');
    expect((await fetch(`${url}/health/ready`)).status).toBe(503);
    await store.restart();
    await launched.serves(url);
    expect(launched.output).toContain('Public facts: ');
    expect(launched.output.match(/went away/g)).toHaveLength(1);

    const ids = store.events.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    launched.signal('SIGTERM');
    expect(await launched.end()).toBe(0);

    const [again, same] = await start();
    await again.serves(same);
    expect(again.output).toContain('Public facts: all there already.');
    expect(store.events.map(({ id }) => id)).toEqual(ids);
  });

  async function start(): Promise<readonly [Launched, string]> {
    if (checkout === undefined) throw new Error('There is no checkout to start.');
    const port = String(await freePort());
    const launched = new Launched(checkout, {
      environment: {
        DATABASE_URL: database.url,
        EVENTSTORE_URL: store.url,
        REFERENCE_DATA: 'true',
        LOG_LEVEL: 'info',
        PORT: port,
      },
    });
    launches.push(launched);
    return [launched, `http://127.0.0.1:${port}`];
  }
});
