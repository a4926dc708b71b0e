import { randomUUID } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';

/** A database of one's own; drop it when the suite is over. */
export type FreshDatabase = Readonly<{ url: string; drop(): Promise<void> }>;

/**
 * Creates an empty database on the server the tests run against. The process id in the name lets
 * the launcher tell what a killed run left behind.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = testServer();
  const name = `test_${process.pid.toString()}_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${escapeIdentifier(name)} template template0`);
  return {
    url: withDatabase(server, name),
    drop: async () => {
      await untilLeft(server, name);
      await onServer(server, `drop database if exists ${escapeIdentifier(name)} with (force)`);
    },
  };
}

/**
 * A pool has ended before its connections have, and one that is thrown out meanwhile raises an error
 * that nobody hears: whoever is leaving is given the time to.
 */
async function untilLeft(server: string, name: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [
        name,
      ]);
      if (rowCount === 0) return;
      await client.query('select pg_sleep(0.02)');
    }
  } finally {
    await client.end();
  }
}

const ATTEMPTS = 100;

function testServer(): string {
  const server = process.env['TEST_DATABASE_URL'] ?? process.env['DATABASE_URL'];
  if (server === undefined || server === '') {
    throw new Error(
      'This test needs a PostgreSQL server: run it by "npm test -- <path>", or set TEST_DATABASE_URL.',
    );
  }
  return server;
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
