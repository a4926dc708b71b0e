import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { PostgresEventStore } from '#event-store';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { BuiltCheckout } from '../support/kill/built-checkout.js';
import { freePort } from '../support/kill/free-port.js';
import { Launched } from '../support/kill/launched.js';
import { processesOf } from '../support/kill/processes.js';
import { StubbornClient } from '../support/kill/stubborn-client.js';

describe('A server on a database of its own', () => {
  let checkout: BuiltCheckout;
  let database: FreshDatabase;
  let admin: Client;
  let url: string;
  const launches: Launched[] = [];

  beforeAll(async () => {
    checkout = await BuiltCheckout.make();
  });

  beforeEach(async () => {
    database = await freshDatabase();
    admin = new Client({ connectionString: database.url });
    await admin.connect();
    url = `http://127.0.0.1:${String(await freePort())}`;
  });

  afterEach(async () => {
    for (const launched of launches.splice(0)) {
      if (!launched.hasEnded) launched.signal('SIGTERM');
      await launched.end();
    }
    await admin.end();
    await database.drop();
  });

  afterAll(() => {
    checkout.remove();
  });

  const start = (at = url, databaseUrl = database.url): Launched => {
    const launched = new Launched(checkout, {
      environment: { DATABASE_URL: databaseUrl, PORT: new URL(at).port, LOG_LEVEL: 'info' },
    });
    launches.push(launched);
    return launched;
  };

  describe('whose log holds an event of a type that this build does not know', () => {
    it('logs an alarm, and says what stands still instead of being open', async () => {
      const first = start();
      await first.serves(url);
      await first.hasWritten('The tracker is open');
      await appendUnknown();
      await first.hasWritten('"alarm":"unknown-event"');
      expect(alarmsIn(first.output)).toEqual([{ level: 50, alarm: 'unknown-event' }]);
      first.signal('SIGTERM');
      await first.end();

      const second = start();
      await second.hasWritten('The tracker answers at');
      expect(alarmsIn(second.output)).toEqual([{ level: 50, alarm: 'unknown-event' }]);
      expect(second.output).toContain('The read models have stopped: ');
      expect(second.output).not.toContain('The tracker is open');
      expect((await fetch(`${url}/health/ready`)).status).toBe(503);
    });
  });

  describe('that is told to end', () => {
    it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
      'by %s finishes the request under way first',
      async (signal) => {
        const launched = start();
        await launched.serves(url);
        await until(async () => (await tablesOfFacts()) > 0);
        await admin.query('begin');
        await admin.query('lock table read_models.facts in access exclusive mode');
        const answer = fetch(`${url}/api/v1/organisations`);
        await until(async () => (await waitingForLock()) > 0);
        tellServer(signal);
        await launched.hasWritten(`Ending after ${signal}`);
        await admin.query('commit');
        const { status } = await answer;
        expect(status).toBe(200);
        expect(await launched.end()).toBe(0);
      },
    );
  });

  it('runs under a role with the rights that the README grants, and cannot change the log', async () => {
    const role = `tracker_${database.url.slice(-12)}`;
    const name = new URL(database.url).pathname.slice(1);
    await (await PostgresEventStore.open({ connectionString: database.url })).close();
    await admin.query(`create role ${role} login password 'r'`);
    try {
      await admin.query(
        grantsOfReadme
          .replaceAll('to tracker;', `to ${role};`)
          .replace('database tracker', `database ${name}`),
      );
      const address = new URL(database.url);
      address.username = role;
      address.password = 'r';
      const launched = start(url, address.href);
      await launched.serves(url);
      const loader = { person: 'reference-loader-1' };
      const client = new StubbornClient({ url }, loader, new AbortController().signal);
      await client.record('/api/v1/organisations/RXX/registrations', 'register-RXX', {
        kind: 'trust',
        name: 'Example NHS Trust',
        trustType: 'Acute',
        sinceBeforeRecords: true,
        source: { name: 'Organisation Data Service' },
      });
      expect(await counted('from es.event')).toBe(1);
      await admin.query(`set role ${role}`);
      for (const change of ['delete from es.event', 'select es.seal()']) {
        await expect(admin.query(change)).rejects.toMatchObject({ code: '42501' });
      }
      await admin.query('reset role');
      launched.signal('SIGTERM');
      await launched.end();
    } finally {
      await admin.query(`reset role; drop owned by ${role} cascade; drop role ${role}`);
    }
  });

  it('and another open one that is empty at the same time, and migrate it once', async () => {
    const beside = `http://127.0.0.1:${String(await freePort())}`;
    await Promise.all([url, beside].map((at) => start(at).serves(at)));
    expect(await counted('from es.migration')).toBe(1);
    expect(await counted('from es.log')).toBe(1);
  });

  /** Only the server is told, as the launcher would tell it by a signal of its own. */
  function tellServer(signal: NodeJS.Signals): void {
    const server = processesOf(checkout.folder).find(({ command }) =>
      command.includes('dist/apps/server'),
    );
    process.kill(server?.pid ?? Number.NaN, signal);
  }

  /** An empty log is served before there are any. */
  const tablesOfFacts = () =>
    counted(`from pg_views where schemaname = 'read_models' and viewname = 'facts'`);

  const waitingForLock = () =>
    counted(`from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'
          and application_name = 'tracker reading'`);

  async function counted(from: string): Promise<number> {
    const { rows } = await admin.query<{ count: number }>(`select count(*)::int as count ${from}`);
    return rows[0]?.count ?? 0;
  }

  async function appendUnknown(): Promise<void> {
    await admin.query(
      `select es.append_batch(array['note-1'], array[-1], array[1], array[null]::timestamptz[],
         array[$1]::uuid[], array['NoteShredded'], array['{}'], array['{}'])`,
      [randomUUID()],
    );
  }
});

/** Run as they stand there, but for the names of the role and of the database. */
const grantsOfReadme =
  /```sql\n(.+?)```/s.exec(readFileSync('libs/event-store/README.md', 'utf8'))?.[1] ?? '';

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20);
}

const alarmsIn = (output: string) =>
  output
    .split('\n')
    .filter((line) => line.includes('"alarm":'))
    .map((line) => {
      const { level, alarm } = JSON.parse(line) as { level: number; alarm: string };
      return { level, alarm };
    });
