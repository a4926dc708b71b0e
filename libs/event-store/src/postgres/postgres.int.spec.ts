import { Client } from 'pg';
import { describeEventStore, type LogUnderTest } from '#event-store/testing';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { PostgresEventStore } from './postgres-event-store.js';

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

describeEventStore('PostgreSQL', async (): Promise<LogUnderTest> => {
  const admin = new Client({ connectionString: database.url });
  await admin.connect();
  const stores: PostgresEventStore[] = [];
  return {
    open: async (options = {}) => {
      const store = await PostgresEventStore.open({
        ...options,
        connectionString: database.url,
        pollEvery: 20,
      });
      stores.push(store);
      return store;
    },
    dispose: async () => {
      await Promise.all(stores.map((store) => store.close()));
      await admin.query('drop schema es cascade');
      await admin.end();
    },
  };
});
