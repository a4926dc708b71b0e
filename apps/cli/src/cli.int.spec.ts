import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { StoredEvent } from '#event-sourcing';
import { PostgresEventStore } from '#event-store';
import { maturityModelV1 } from '#maturity-models';
import type { Environment } from '#settings';
import { isoDate, onDay } from '#vocabulary';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { startEventStoreDb } from '../../../test/support/eventstoredb/index.js';
import { run } from './run.js';

describe('The command line', () => {
  it('shows what there is when it is asked, or called without a word', async () => {
    for (const words of [[], ['--help'], ['log', '--help'], ['log', 'move', '--help']]) {
      expect(await cli(...words)).toMatchObject({
        code: 0,
        out: expect.stringContaining('log move --from URL --to URL') as unknown,
      });
    }
  });

  it.each([
    [['lock'], /no command "lock"/],
    [['log', 'delete'], /no command "log delete"; there is export, import, move, digest/],
    [['log', 'export'], /"log export" needs --to/],
    [['log', 'move', '--from', 'postgres://a/b'], /"log move" needs --to/],
    [['log', 'digest', '--of'], /"log digest": .*--of/],
    [['log', 'digest', '--fast'], /"log digest": Unknown option '--fast'\./],
    [['log', 'digest', 'all'], /"log digest": Unexpected argument 'all'/],
    [['projections', 'rebuild', '--json=no'], /"projections rebuild": .*--json/],
    [['log', 'digest', '--of', 'mysql://u:secret@h/d'], /--of must be an address like postgres/],
    [['log', 'digest', '--of', 'esdb://u:secret@h/path'], /^--of must name an EventStoreDB/],
  ])('refuses %j as usage', async (words, sentence) => {
    const { code, out, error } = await cli(...words);
    expect(error).toMatch(sentence);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).not.toContain('secret');
  });

  it('says that nothing answers, without the password', async () => {
    const url = 'postgres://somebody:secret@127.0.0.1:1/tracker?application_name=x';
    const { code, error } = await cli('log', 'digest', '--of', url);
    expect(code).toBe(7);
    expect(error).toContain(
      'postgres://127.0.0.1:1/tracker cannot be opened: connect ECONNREFUSED 127.0.0.1:1. Check --of.',
    );
    expect(error).not.toContain('secret');
    expect(await cliOn(url, 'projections', 'status')).toMatchObject({
      code: 7,
      error: expect.stringMatching(/^The database cannot be used: (?!.*secret)/) as unknown,
    });
  });
});

describe('Moving a log by the command line', () => {
  it('exports, imports, moves and digests to the same sum', async () => {
    const [first, second, third] = [await database(LOG), await database([]), await database([])];
    const file = join(folder, 'log.ndjson');
    const { out } = await cliOn(first, 'log', 'digest', '--json');
    const { sha256 } = JSON.parse(out) as { sha256: string };
    for (const [url, words] of [
      [first, ['log', 'export', '--to', file]],
      [second, ['log', 'import', '--from', file]],
      [first, ['log', 'move', '--from', second, '--to', third]],
      [first, ['log', 'digest', '--of', third]],
      [first, ['log', 'digest', '--of', file]],
    ] as const) {
      const told = await cliOn(url, ...words);
      expect(told).toMatchObject({ code: 0 });
      expect(told.out).toContain(`Digest: ${sha256}`);
      expect(told.out).toContain('301 entries');
      expect(told.out + told.error).not.toContain(passwordOf(first));
    }
  });

  it('refuses a target that is not empty, and a file that is there', async () => {
    const [first, second] = [await database(LOG), await database(LOG.slice(0, 1))];
    const file = join(folder, 'log.ndjson');
    await writeFile(file, 'mine');
    expect(await cliOn(first, 'log', 'move', '--from', first, '--to', second)).toMatchObject({
      code: 1,
      error: expect.stringContaining('holds entries already') as unknown,
    });
    expect(await cliOn(first, 'log', 'export', '--to', file)).toMatchObject({ code: 1 });
    expect(await readFile(file, 'utf8')).toBe('mine');
    expect(await cliOn(await database([]), 'log', 'import', '--from', file)).toMatchObject({
      code: 1,
      error: expect.stringContaining(file) as unknown,
    });
  });

  it('refuses a log that is being filled from another one, and writes no file', async () => {
    const server = await startEventStoreDb();
    try {
      await server.setMetadataBehindOurBack('tracker-standing', { standing: 'restoring' });
      const file = join(folder, 'log.ndjson');
      for (const words of [
        ['digest', '--of', server.url],
        ['export', '--from', server.url, '--to', file],
        ['move', '--from', server.url, '--to', await database([])],
      ]) {
        const { code, out, error } = await cli('log', ...words);
        expect({ code, out }).toEqual({ code: 1, out: '' });
        expect(error).toContain('is being filled from another one');
      }
      await expect(readFile(file)).rejects.toThrow('ENOENT');
    } finally {
      await server.stop();
    }
  });

  it('takes a file from where npm was called, and names a folder that is not there', async () => {
    const environment = { DATABASE_URL: await database(LOG), INIT_CWD: folder };
    const { signal } = new AbortController();
    const at = (file: string) => runIn(environment, signal, 'log', 'export', '--to', file);
    expect(await at('log.ndjson')).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, 'log.ndjson'), 'utf8')).toContain('ImportStarted');
    expect(await at('none/log.ndjson')).toMatchObject({
      code: 1,
      error: expect.stringContaining(`The folder ${join(folder, 'none')} is not there.`) as unknown,
    });
  });

  it('is interrupted with a code of its own, and goes on when it is called again', async () => {
    const url = await database(LOG);
    const file = join(folder, 'log.ndjson');
    const stopping = AbortSignal.abort();
    expect(await called(url, stopping, 'log', 'export', '--to', file)).toMatchObject({ code: 130 });
    await expect(readFile(file)).rejects.toThrow('ENOENT');
    expect(await cliOn(url, 'log', 'export', '--to', file)).toMatchObject({ code: 0 });
  });
});

describe('Importing by the command line', () => {
  it('checks, records, shows the first result, reports and withdraws, each with its code', async () => {
    const url = await database([MODEL, TRUST]);
    const file = join(folder, 'measured.csv');
    const of = ['--organisation', 'RXX', '--register', 'adoption-measurements', '--file', file];
    const run = (...words: string[]) =>
      cliOn(url, 'import', 'run', ...of, '--actor', 'p-1', ...words);
    const right = 'C105,2026-09-01,2026-09-30,1,2,Report,Return\n';
    await writeFile(file, `${HEADINGS}${right}C106,2026-09-01,2026-09-30,3,2,Report,Return\n`);
    expect(await cliOn(url, 'import', 'check', ...of)).toMatchObject({
      code: 3,
      out: expect.stringContaining(
        'Row 3, numerator “3”, denominator “2”: Numerator must be',
      ) as unknown,
    });
    expect(await run()).toMatchObject({ code: 3 });
    expect(await cliOn(url, 'import', 'resume', ...of, '--actor', 'p-1')).toMatchObject({
      code: 6,
    });
    const [rejected, problems] = [join(folder, 'rejected.csv'), join(folder, 'problems.csv')];
    expect(await run('--partial', '--rejected', rejected, '--problems', problems)).toMatchObject({
      code: 9,
    });
    expect(await readFile(rejected, 'utf8')).toContain('C106,2026-09-01,2026-09-30,3,2');
    expect(await readFile(problems, 'utf8')).toContain('part-above-whole');

    await writeFile(file, `${HEADINGS}${right}C106,2026-09-01,2026-09-30,2,3,Report,Return\n`);
    expect(await run()).toMatchObject({ code: 0 });
    const { code, out } = await run('--json');
    expect(code).toBe(0);
    const { importId, ...report } = JSON.parse(out) as { importId: string };
    expect(report).toMatchObject({ repeated: true, totals: { new: 1, identical: 1 } });
    const named = ['--organisation', 'RXX', '--id', importId];
    expect(await cliOn(url, 'import', 'report', ...named)).toMatchObject({ code: 0 });
    const why = ['--reason', 'It was the wrong file', '--actor', 'p-1'];
    expect(await cliOn(url, 'import', 'withdraw', ...named, ...why, '--json')).toMatchObject({
      code: 0,
      out: '{"withdrawn":1,"restored":0,"left":0}\n',
    });
    await writeFile(file, `${HEADINGS}C105,2026-09-30,2026-10-31,1,2,Report,Return\n`);
    expect(await run()).toMatchObject({ code: 4 });
    const other = ['--organisation', 'RYY', '--id', importId];
    expect(await cliOn(url, 'import', 'report', ...other)).toMatchObject({ code: 6 });
  });

  it('says what a file would correct, and which numbers are far from the last', async () => {
    const url = await database([MODEL, TRUST]);
    const file = join(folder, 'again.csv');
    const of = ['--organisation', 'RXX', '--register', 'adoption-measurements', '--file', file];
    const day = (n: number) => `2026-09-${String(n).padStart(2, '0')}`;
    const rows = (used: number, source: string) =>
      Array.from(
        { length: 12 },
        (_, n) =>
          `C105,${day(n + 1)},${day(n + 1)},${String(n === 11 ? used : 8400)},10000,Report,${source}\n`,
      ).join('');
    await writeFile(file, HEADINGS + rows(8400, 'Return'));
    expect(await cliOn(url, 'import', 'run', ...of, '--actor', 'p-1')).toMatchObject({ code: 0 });
    await writeFile(file, HEADINGS + rows(84, 'Audit log'));
    const { out } = await cliOn(url, 'import', 'check', ...of);
    const lines = out.split('\n').map((line) => line.trim().split(/ {2,}/).join('|'));
    expect(lines.slice(2)).toEqual([
      expect.stringMatching(
        /^Row 13: numerator 84 is at least 10 times lower than the last, 8,400,/,
      ),
      'Corrections (row 1 has the headings):',
      'Row|What|Column|Says now|Would say',
      ...Array.from(
        { length: 11 },
        (_, n) => `${String(n + 2)}|C105, ${day(n + 1)}, ${day(n + 1)}|source|Return|Audit log`,
      ),
      `13|C105, ${day(12)}, ${day(12)}|numerator|8400|84`,
      `13|C105, ${day(12)}, ${day(12)}|source|Return|Audit log`,
      '',
    ]);
    const done = await cliOn(url, 'import', 'run', ...of, '--actor', 'p-1');
    expect(done.out).toMatch(/Row +What +Column +Said before +Says now/);
  });

  it.each([
    [['--register', 'beds'], /--register must be one of: adoption-measurements/],
    [['--organisation', 'nobody!'], /--organisation must be an ODS code/],
    [['--file', 'nowhere.csv'], /--file must name a file that can be read: nowhere.csv/],
  ])('refuses %j as usage', async (change, sentence) => {
    const usual = { organisation: 'RXX', register: 'go-lives', file: 'nowhere.csv' };
    const [flag = '', value = ''] = change;
    const all = Object.entries({ ...usual, [flag.slice(2)]: value });
    const words = all.flatMap(([name, given]) => [`--${name}`, given]);
    const { code, error } = await cli('import', 'check', ...words);
    expect(error).toMatch(sentence);
    expect(code).toBe(2);
  });
});

describe('The read models by the command line', () => {
  it('are rebuilt, shown and compared; a row altered by hand is named', async () => {
    const url = await database(LOG);
    expect((await cliOn(url, 'projections', 'status')).out).toContain('nothing yet');
    expect(await cliOn(url, 'projections', 'rebuild')).toMatchObject({
      code: 0,
      out: 'Rebuilt, and in use: the read models include entry 301.\n',
      error: expect.stringContaining('Reading the log: 301 of 301 entries, 100 %') as unknown,
    });
    const { code, out } = await cliOn(url, 'projections', 'status', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ...{ entry: 301, position: '301', lagEntries: 0, lagSeconds: 0 },
      ...{ leader: null, isLive: true, alarm: null },
    });
    expect(await cliOn(url, 'projections', 'compare')).toMatchObject({
      code: 0,
      out: 'Every row is as the log says.\n',
    });

    await alter(url);
    const { code: differs, out: said } = await cliOn(url, 'projections', 'compare');
    expect(differs).toBe(8);
    expect(said).toMatch(/^entries: 1 row differs from what the log says\.\n {2}entry 7\n$/);
    expect(JSON.parse((await cliOn(url, 'projections', 'compare', '--json')).out)).toEqual({
      same: false,
      differences: [{ table: 'entries', columns: ['entry'], rows: 1, keys: [['7']] }],
    });
    expect(await cliOn(url, 'projections', 'rebuild')).toMatchObject({ code: 0 });
    expect(await cliOn(url, 'projections', 'compare')).toMatchObject({ code: 0 });
  });
});

describe('Comparing read models', () => {
  it('is refused where there are none, or where another version made them', async () => {
    const url = await database(LOG.slice(0, 1));
    expect(await cliOn(url, 'projections', 'compare')).toEqual({
      code: 1,
      out: '',
      error: 'There are no read models yet: run "projections rebuild".\n',
    });
    await cliOn(url, 'projections', 'rebuild');
    await inDatabase(url, `update projections.checkpoint set shape = 'of an older build'`);
    expect(await cliOn(url, 'projections', 'compare')).toEqual({
      code: 1,
      out: '',
      error:
        'The read models are of another version of the tracker: run "projections rebuild" first.\n',
    });
  });
});

const MODEL: StoredEvent = {
  ...{ stream: `model-${maturityModelV1.model}`, revision: 0, position: 1n },
  ...stored('MaturityModelPublished', {
    effective: onDay(isoDate('2026-01-01')),
    model: maturityModelV1.model,
    content: maturityModelV1,
  }),
};

const HEADINGS = 'capability,period_from,period_to,numerator,denominator,method,source\n';
const TRUST: StoredEvent = {
  ...{ stream: 'organisation-RXX', revision: 0, position: 2n },
  ...stored('OrganisationRegistered', {
    ...{ organisation: 'RXX', kind: 'trust', name: 'Trust RXX', trustType: 'Acute' },
    effective: onDay(isoDate('1991-04-01')),
  }),
};

const LOG: readonly StoredEvent[] = [
  MODEL,
  ...Array.from({ length: 300 }, (_, n): StoredEvent => ({
    ...{ stream: `import-${String(n)}`, revision: 0, position: BigInt(n + 2) },
    ...stored('ImportStarted', { importId: String(n) }),
  })),
];

function stored(type: string, data: object) {
  return {
    id: randomUUID(),
    type,
    data: JSON.stringify(data),
    metadata: JSON.stringify({
      ...{
        actor: 'loader',
        role: 'reference-loader',
        organisation: 'X26',
        command: 'c',
        digest: '',
      },
      ...{ correlation: 'c', causation: 'c', schemaVersion: 1 },
    }),
    recordedAt: '2026-11-01T09:00:00.000Z',
  };
}

let folder: string;
let databases: FreshDatabase[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
});

afterEach(async () => {
  for (const each of databases) await each.drop();
  databases = [];
  await rm(folder, { recursive: true });
});

async function database(entries: readonly StoredEvent[]): Promise<string> {
  const fresh = await freshDatabase();
  databases.push(fresh);
  const store = await PostgresEventStore.open({ connectionString: fresh.url });
  await store.restore(entries);
  await store.close();
  return fresh.url;
}

const alter = (url: string) =>
  inDatabase(url, `update read_models.entries set actor = 'somebody else' where entry = 7`);

async function inDatabase(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const passwordOf = (url: string): string => new URL(url).password || 'no password';

const cli = (...words: string[]) => cliOn('postgres://nobody@127.0.0.1:1/none', ...words);
const cliOn = (url: string, ...words: readonly string[]) =>
  called(url, new AbortController().signal, ...words);

const called = (url: string, signal: AbortSignal, ...words: readonly string[]) =>
  runIn({ DATABASE_URL: url }, signal, ...words);

async function runIn(environment: Environment, signal: AbortSignal, ...words: readonly string[]) {
  let out = '';
  let error = '';
  const code = await run(words, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (error += text) },
    environment,
    signal,
  });
  return { code, out, error };
}
