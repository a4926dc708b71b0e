import { Client } from 'pg';
import { checkAgainstModel, type LogUnderTest } from '#event-store/testing';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { lineTo } from '../testing/faults.js';
import { PostgresEventStore } from './postgres-event-store.js';

/** So many questions to the database long are answers lost, before the connection breaks. */
const QUESTIONS = 5;

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

checkAgainstModel('PostgreSQL', async (): Promise<LogUnderTest> => {
  const line = await lineTo(database.url);
  const admin = new Client({ connectionString: database.url });
  await admin.connect();
  const stores: PostgresEventStore[] = [];
  return {
    open: async (options = {}) => {
      const connectionString = line.url;
      const store = await PostgresEventStore.open({ ...options, connectionString, pollEvery: 20 });
      stores.push(store);
      return store;
    },
    dispose: async () => {
      await Promise.all(stores.map((store) => store.close()));
      await line.close();
      await admin.query('drop schema es cascade');
      await admin.end();
    },
    faults: {
      'the server ends all connections': async () => {
        await admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()`,
        );
      },
      'the line breaks': () => {
        line.cut();
        return Promise.resolve();
      },
      'answers are lost, then the line breaks': async () => {
        line.loseAnswers();
        for (let n = 0; n < QUESTIONS; n++) await admin.query('select from es.log');
        line.cut();
      },
    },
  };
});
