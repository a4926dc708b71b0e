import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { BuiltCheckout } from '../support/kill/built-checkout.js';
import { DatabaseGuard } from '../support/kill/database-guard.js';
import { freePort } from '../support/kill/free-port.js';
import { Launched } from '../support/kill/launched.js';
import { processesOf } from '../support/kill/processes.js';
import { StubbornClient } from '../support/kill/stubborn-client.js';

describe('Starting the tracker', () => {
  let checkout: BuiltCheckout | undefined;
  let guard: DatabaseGuard | undefined;
  let port: number;
  let url: string;
  const launches: Launched[] = [];

  beforeAll(async () => {
    checkout = await BuiltCheckout.make();
    guard = new DatabaseGuard(checkout.in('.data/db/cluster/postmaster.pid'));
    port = await freePort();
    url = `http://127.0.0.1:${String(port)}`;
  });

  afterEach(async () => {
    for (const launched of launches.splice(0)) {
      if (!launched.hasEnded) launched.signal('SIGTERM');
      await launched.end();
    }
  });

  afterAll(async () => {
    await guard?.end();
    checkout?.remove();
  });

  describe('says in one sentence why it cannot, and ends', () => {
    it('when the port is in use', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const taken = String((other.address() as AddressInfo).port);
      try {
        await expectRefusal(
          { PORT: taken },
          `Port ${taken} is already in use: choose another, for example PORT=3000 npm start.`,
        );
      } finally {
        other.close();
      }
    });

    it('when nothing answers where DATABASE_URL leads', async () => {
      const closed = String(await freePort());
      await expectRefusal(
        { DATABASE_URL: `postgres://somebody:secret@127.0.0.1:${closed}/tracker` },
        `The database that DATABASE_URL names cannot be used (connect ECONNREFUSED 127.0.0.1:${closed}): check the address, or unset DATABASE_URL to use the embedded one.`,
      );
    });

    it('when DATABASE_URL is no address of a PostgreSQL', async () => {
      await expectRefusal(
        { DATABASE_URL: 'mysql://127.0.0.1/tracker' },
        'DATABASE_URL is not an address of the form postgres://user:password@host:5432/database.',
      );
    });

    it('when the data folder cannot be written', async () => {
      // Root may write everywhere, except below a file.
      const file = inCheckout('a-file');
      writeFileSync(file, '');
      await expectRefusal(
        { DATA_FOLDER: file },
        `The data folder ${file} is a file and not a folder: mend that, or name another folder in DATA_FOLDER.`,
      );
    });

    it.each([
      [
        'LOG_LEVEL',
        'loud',
        'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.',
      ],
      ['PORT', 'harbour', 'PORT must be a whole number from 0 to 65535, like 3000.'],
      [
        'TRACKER_LOG',
        'on',
        'There is no setting named TRACKER_LOG: the README lists the settings, none of which begins with TRACKER_.',
      ],
    ])('when %s is set to "%s"', async (name, value, sentence) => {
      await expectRefusal({ [name]: value }, sentence);
    });

    it('when Node is too old', async () => {
      await expectRefusal(
        {},
        'Node 20.19 or newer is needed, and this is Node 20.18.3: install a newer one from https://nodejs.org and try again.',
        `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.3' } });`,
      );
    });

    it('when there is no PostgreSQL for the platform', async () => {
      await expectRefusal(
        {},
        'There is no embedded PostgreSQL for sunos on sparc: set DATABASE_URL to a PostgreSQL 15 or newer, or PG_BIN to the folder of its programs.',
        `import fs from 'node:fs';
        const { existsSync } = fs;
        fs.existsSync = (path) => path !== '/usr/lib/postgresql' && existsSync(path);
        Object.defineProperty(process, 'platform', { value: 'sunos' });
        Object.defineProperty(process, 'arch', { value: 'sparc' });`,
      );
    });
  });

  describe('leaves no process behind', () => {
    it('when Ctrl-C comes before the server listens', async () => {
      const launched = start();
      await launched.hasWritten('Starting the server');
      launched.signal('SIGINT');
      expect(await launched.end()).not.toBe(0);
      expect(ours()).toEqual([]);
    });

    it('when Ctrl-C ends it', async () => {
      const launched = start();
      await launched.serves(url);
      await register();
      launched.signal('SIGINT');
      expect(await launched.end()).toBe(0);
      expect(ours()).toEqual([]);
    });

    it('when SIGTERM ends its second start, which has kept the data', async () => {
      const launched = start();
      await launched.serves(url);
      expect(await whatIsKnown()).toContain('Example NHS Trust');
      launched.signal('SIGTERM');
      expect(await launched.end()).toBe(0);
      expect(ours()).toEqual([]);
    });

    it('when its server is killed', async () => {
      const launched = start();
      await launched.serves(url);
      process.kill(server()?.pid ?? Number.NaN, 'SIGKILL');
      expect(await launched.end()).toBe(1);
      expect(ours()).toEqual([]);
    });

    it('but the database when it is killed, and then the next start ends that too', async () => {
      const killed = start();
      await killed.serves(url);
      killed.signal('SIGKILL');
      await killed.end();
      while (server() !== undefined) await sleep(20);

      const next = start();
      await next.serves(url);
      expect(next.output).toContain('already running');
      expect(await whatIsKnown()).toContain('Example NHS Trust');
      next.signal('SIGTERM');
      expect(await next.end()).toBe(0);
      expect(ours()).toEqual([]);
    });
  });

  async function expectRefusal(
    environment: Readonly<Record<string, string>>,
    sentence: string,
    pretending?: string,
  ): Promise<void> {
    const launched = start(environment, pretending);
    expect(await launched.end()).toBe(1);
    const said = launched.output.trimEnd().split('\n');
    expect(said.at(-1)).toBe(sentence);
    expect(said.filter((line) => !isProgress.test(line))).toEqual([sentence]);
    expect(ours()).toEqual([]);
  }

  function start(environment: Readonly<Record<string, string>> = {}, pretending?: string) {
    if (checkout === undefined) throw new Error('There is no checkout to start.');
    const launched = new Launched(checkout, {
      environment: { PORT: String(port), ...environment },
      ...(pretending === undefined ? {} : { pretending }),
    });
    launches.push(launched);
    return launched;
  }

  const inCheckout = (name: string): string => checkout?.in(name) ?? '';

  const ours = () => processesOf(inCheckout(''));

  const server = () => ours().find(({ command }) => command.includes('dist/apps/server'));

  async function register(): Promise<void> {
    const loader = new StubbornClient(
      { url },
      { person: 'reference-loader-1' },
      new AbortController().signal,
    );
    await loader.record('/api/v1/organisations/RXX/registrations', 'register-the-trust', {
      kind: 'trust',
      name: 'Example NHS Trust',
      trustType: 'Acute',
      sinceBeforeRecords: true,
      source: { name: 'Organisation Data Service' },
    });
  }

  async function whatIsKnown(): Promise<string> {
    const answer = await fetch(`${url}/api/v1/organisations/RXX`);
    return answer.text();
  }
});

/** What it says while it works, before anything goes wrong. */
const isProgress = /^(Database: embedded PostgreSQL on |Starting the server; )/;
