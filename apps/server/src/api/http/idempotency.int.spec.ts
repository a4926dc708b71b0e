import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { freshDatabase, type FreshDatabase } from '../../../../../test/support/database.js';
import { Idempotency } from './idempotency.js';

describe('Idempotency keys', () => {
  let database: FreshDatabase;
  let pool: Pool;
  const errors: unknown[] = [];

  beforeEach(async () => {
    database = await freshDatabase();
    pool = new Pool({ connectionString: database.url });
    errors.length = 0;
  });
  afterEach(async () => {
    await pool.end();
    await database.drop();
  });

  const used = (key: string, age: string) =>
    pool.query(
      `insert into edge.idempotency_keys (client, key, route, digest, used_at)
       values ('somebody', $1, 'POST /x', 'digest', now() - $2::interval)`,
      [key, age],
    );
  const keys = async () => {
    const { rows } = await pool.query<{ key: string }>(
      'select key from edge.idempotency_keys order by key',
    );
    return rows.map(({ key }) => key);
  };

  it('are forgotten after seven days, at the start and while it runs', async () => {
    const idempotency = new Idempotency(pool, (error) => errors.push(error), 5);
    await idempotency.prepare();
    await used('new', '6 days 23 hours');
    await used('old', '7 days 1 minute');
    await idempotency.onApplicationBootstrap();
    expect(await keys()).toEqual(['new']);

    await used('old too', '8 days');
    while ((await keys()).length > 1) await pause(5);
    expect(await keys()).toEqual(['new']);
    idempotency.onApplicationShutdown();
    expect(errors).toEqual([]);
  });

  it('say so where they cannot be forgotten, and go on', async () => {
    const idempotency = new Idempotency(pool, (error) => errors.push(error), 5);
    await idempotency.prepare();
    await idempotency.onApplicationBootstrap();
    await pool.query('drop table edge.idempotency_keys');
    while (errors.length < 2) await pause(5);
    idempotency.onApplicationShutdown();
    expect(errors[0]).toMatchObject({ code: '42P01' });
  });
});
