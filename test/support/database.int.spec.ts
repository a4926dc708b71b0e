import { Client } from 'pg';
import { freshDatabase } from './database.js';

describe('A fresh database', () => {
  it('is empty, and nobody else has the same', async () => {
    const one = await freshDatabase();
    const other = await freshDatabase();
    try {
      await ask(one.url, 'create table mine ()');
      expect(await tablesIn(one.url)).toEqual(['mine']);
      expect(await tablesIn(other.url)).toEqual([]);
    } finally {
      await one.drop();
      await other.drop();
    }
  });

  it('is dropped although somebody is still connected, and dropping it twice is harmless', async () => {
    const fresh = await freshDatabase();
    const client = new Client({ connectionString: fresh.url });
    const ended = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await fresh.drop();
    await ended;
    await fresh.drop();
    await expect(ask(fresh.url, 'select 1')).rejects.toThrow('does not exist');
  });
});

async function tablesIn(url: string): Promise<unknown[]> {
  const rows = await ask(url, `select tablename from pg_tables where schemaname = 'public'`);
  return rows.map((row) => row['tablename']);
}

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}
