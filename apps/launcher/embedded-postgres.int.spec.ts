import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

describe('The embedded database', () => {
  it('is made once, attached to by others, and stopped by the last one to close it', async () => {
    const first = await open(home);
    const second = await open(home);
    expect([first.attached, second.attached]).toEqual([false, true]);
    expect(second.port).toBe(first.port);
    await ask(first.url, 'create table kept as select 1 as one');

    await first.close();
    expect(await ask(second.url, 'select one from kept')).toEqual([{ one: 1 }]);
    await second.close();
    await expect(ask(second.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);

    const third = await open(home);
    expect(third.attached).toBe(false);
    expect(await ask(third.url, 'select one from kept')).toEqual([{ one: 1 }]);
    await third.close();
  });

  it('keeps what was committed when its server is killed', async () => {
    const before = await open(home);
    await ask(before.url, 'create table survived as select 2 as two');
    process.kill(before.pid, 'SIGKILL');

    const after = await open(home);
    expect(after.attached).toBe(false);
    expect(await ask(after.url, 'select two from survived')).toEqual([{ two: 2 }]);
    await after.close();
    await before.close();
  });

  it('is one server for two who start it at the same time', async () => {
    const both = await Promise.all([open(home), open(home)]);
    expect(both[0].port).toBe(both[1].port);
    await Promise.all(both.map((each) => each.close()));
  });

  it('says in a sentence where it cannot be kept', async () => {
    await expect(open('/dev/null/database')).rejects.toThrow(
      'The data folder /dev/null is a file and not a folder: mend that, or name another folder in DATA_FOLDER.',
    );
  });

  const folder = mkdtempSync(join(tmpdir(), 'embedded-'));
  const home = join(folder, 'db');
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
});

type Opened = Readonly<{
  url: string;
  port: number;
  pid: number;
  attached: boolean;
  close(): Promise<void>;
}>;

/** The launcher is plain JavaScript, so its types are told here. */
const launcher = './embedded-postgres.mjs' as string;

async function open(folder: string): Promise<Opened> {
  const { openEmbeddedPostgres } = (await import(launcher)) as {
    openEmbeddedPostgres: (folder: string) => Promise<Opened>;
  };
  return openEmbeddedPostgres(folder);
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}
