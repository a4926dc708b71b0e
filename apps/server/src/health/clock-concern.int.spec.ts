import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { PostgresEventStore } from '#event-store';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { clockConcern } from './clock-concern.js';

describe('The concern about the clock of the database', () => {
  let database: FreshDatabase;
  let pool: Pool;
  let store: PostgresEventStore;

  beforeEach(async () => {
    database = await freshDatabase();
    pool = new Pool({ connectionString: database.url, max: 1 });
    store = await PostgresEventStore.open({ connectionString: database.url });
  });

  afterEach(async () => {
    await store.close();
    await pool.end();
    await database.drop();
  });

  it('is none while the log is not ahead of it', async () => {
    const warnings: string[] = [];
    const concern = clockConcern(pool, (sentence) => warnings.push(sentence));
    expect(await concern()).toBeUndefined();
    await append();
    expect(await concern()).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  it('is that it was set back, with a warning about what was recorded meanwhile', async () => {
    const warnings: string[] = [];
    const concern = clockConcern(pool, (sentence) => warnings.push(sentence));
    await append();
    await pool.query(`update es.log set last_recorded_at = '2999-12-31T23:59:59.000Z'`);
    const ahead = /^The clock of the database was set back: the log is \d+ seconds ahead of it\.$/;
    expect(await concern()).toMatch(ahead);
    expect(warnings).toEqual([]);
    await append();
    for (let twice = 0; twice < 2; twice++) expect(await concern()).toMatch(ahead);
    expect(warnings).toEqual([
      'The clock of the database was set back: entry 2 is marked, as its instant, 2999-12-31T23:59:59.000Z, was not the time.',
    ]);
  });

  const append = () =>
    store.append(`note-${randomUUID()}`, 'no-stream', [
      { id: randomUUID(), type: 'NoteOpened', data: '{}', metadata: '{}' },
    ]);
});
