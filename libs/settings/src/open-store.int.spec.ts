import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { freshDatabase } from '../../../test/support/database.js';
import { openStore } from './open-store.js';
import { readStoreSettings } from './store-settings.js';

describe('Opening the store that the settings name', () => {
  it('opens PostgreSQL', async () => {
    const database = await freshDatabase();
    const store = await openStore(readStoreSettings({ DATABASE_URL: database.url }));
    expect(await store.head()).toBeUndefined();
    await store.close();
    await database.drop();
  });

  it('says in a sentence that nothing answers at DATABASE_URL', async () => {
    const DATABASE_URL = `postgres://somebody:secret@127.0.0.1:${await closedPort()}/tracker`;
    const sentence =
      /^The database cannot be used: connect ECONNREFUSED .*\. Check DATABASE_URL\.$/;
    await expect(openStore(readStoreSettings({ DATABASE_URL }))).rejects.toThrow(sentence);
    const beside = { DATABASE_URL, EVENTSTORE_URL: 'esdb://127.0.0.1:2113' };
    await expect(openStore(readStoreSettings(beside))).rejects.toThrow(sentence);
  });

  it('says in a sentence that EventStoreDB cannot be used', async () => {
    const database = await freshDatabase();
    const settings = readStoreSettings({
      DATABASE_URL: database.url,
      EVENTSTORE_URL: `esdb://somebody:secret@127.0.0.1:${await closedPort()}?tls=false`,
    });
    await expect(openStore(settings)).rejects.toThrow(
      /^EventStoreDB cannot be used: (?!.*secret).*\. Check EVENTSTORE_URL\.$/,
    );
    await database.drop();
  });
});

async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}
