import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { BuiltCheckout } from '../support/kill/built-checkout.js';
import { freePort } from '../support/kill/free-port.js';
import { Launched } from '../support/kill/launched.js';

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

  const start = (): Launched => {
    const launched = new Launched(checkout, {
      environment: { DATABASE_URL: database.url, PORT: new URL(url).port, LOG_LEVEL: 'info' },
    });
    launches.push(launched);
    return launched;
  };

  describe('whose log holds an event of a type that this build does not know', () => {
    it('logs an alarm, and says what stands still instead of being open', async () => {
      const first = start();
      await first.serves(url);
      expect(first.output).toContain('The tracker is open');
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

  async function appendUnknown(): Promise<void> {
    await admin.query(
      `select es.append_batch(array['note-1'], array[-1], array[1], array[null]::timestamptz[],
         array[$1]::uuid[], array['NoteShredded'], array['{}'], array['{}'])`,
      [randomUUID()],
    );
  }
});

const alarmsIn = (output: string) =>
  output
    .split('\n')
    .filter((line) => line.includes('"alarm":'))
    .map((line) => {
      const { level, alarm } = JSON.parse(line) as { level: number; alarm: string };
      return { level, alarm };
    });
