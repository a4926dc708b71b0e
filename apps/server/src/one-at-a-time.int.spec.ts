import { Pool } from 'pg';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { oneAtATime } from './one-at-a-time.js';

describe('Loading, one server at a time', () => {
  let database: FreshDatabase;
  let pools: readonly [Pool, Pool];

  beforeAll(async () => {
    database = await freshDatabase();
    const pool = () => new Pool({ connectionString: database.url });
    pools = [pool(), pool()];
  });

  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });

  it('lets the second begin when the first is done, also when it failed', async () => {
    const done: string[] = [];
    const { signal } = new AbortController();
    const [hasBegun, begin] = promise();
    const [isWaiting, wait] = promise();
    const first = oneAtATime(pools[0], { signal, waiting: () => undefined }, async () => {
      begin();
      await isWaiting;
      done.push('first');
      throw new Error('It failed.');
    });
    await hasBegun;
    const second = oneAtATime(pools[1], { signal, waiting: wait }, () => {
      done.push('second');
      return Promise.resolve();
    });
    await expect(first).rejects.toThrow('It failed.');
    expect(await second).toBe(true);
    expect(done).toEqual(['first', 'second']);
  });

  it('stops waiting when the server ends', async () => {
    const ending = new AbortController();
    const [hasBegun, begin] = promise();
    const [isOver, end] = promise();
    const { signal } = new AbortController();
    const first = oneAtATime(pools[0], { signal, waiting: () => undefined }, () => {
      begin();
      return isOver;
    });
    await hasBegun;
    const waiting = () => {
      ending.abort();
    };
    expect(await oneAtATime(pools[1], { signal: ending.signal, waiting }, never)).toBe(false);
    end();
    expect(await first).toBe(true);
  });
});

const never = (): Promise<void> => Promise.reject(new Error('It was not to begin.'));

function promise(): readonly [Promise<void>, () => void] {
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));
  return [
    settled,
    () => {
      settle();
    },
  ];
}
