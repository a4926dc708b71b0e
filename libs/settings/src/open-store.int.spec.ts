import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Client } from 'pg';
import { freshDatabase } from '../../../test/support/database.js';
import { openStore } from './open-store.js';
import { PlainFailure } from './plain-failure.js';
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

  it('says in a sentence which right the role lacks', async () => {
    const database = await freshDatabase();
    const admin = new Client({ connectionString: database.url });
    await admin.connect();
    const role = `reader_${database.url.slice(-12)}`;
    await admin.query(`create role ${role} login password 'r'`);
    const address = new URL(database.url);
    address.username = role;
    address.password = 'r';
    const opening = () => openStore(readStoreSettings({ DATABASE_URL: address.href }));
    const name = address.pathname.slice(1);
    await expect(opening()).rejects.toThrow(
      new PlainFailure(
        `The database cannot be used by the role that DATABASE_URL names (permission denied for database ${name}): it needs the right CREATE on the database ${name}.`,
      ),
    );
    await (await openStore(readStoreSettings({ DATABASE_URL: database.url }))).close();
    await expect(opening()).rejects.toThrow(
      'The database cannot be used by the role that DATABASE_URL names (permission denied for schema es): name the role that owns what earlier starts created, or let it grant that.',
    );
    await admin.query(`drop role ${role}`);
    await admin.end();
    await database.drop();
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
