import fs from 'node:fs';
import { run } from './children.mjs';
import { inCheckout, ROOT } from './checkout.mjs';
import { onDatabase, openDatabase } from './database.mjs';
import { PlainFailure } from './plain-failure.mjs';
import { isAlive } from './processes.mjs';

/** These databases are thrown away, so they need not survive a power cut. */
const QUICK = { fsync: 'off', full_page_writes: 'off' };

/** Runs jest on a database server, passing the arguments on. */
export async function test(args, stop) {
  const database = await openDatabase({
    variable: 'TEST_DATABASE_URL',
    folder: 'test-db',
    settings: QUICK,
  });
  try {
    if (!database.attached) await dropLeftovers(database.url);
    return await runJest(args, database.url, stop);
  } finally {
    await database.close();
  }
}

/** Makes a picture of every page, wide and narrow, in the folder `gallery`. */
export function screenshots(args, stop) {
  const browser = process.env.CHROMIUM;
  if (!browser || !fs.existsSync(browser)) {
    throw new PlainFailure(
      'CHROMIUM must name the program of a Chromium: CHROMIUM=/usr/bin/chromium npm run screenshots',
    );
  }
  return test(['--testMatch=**/*.gallery.ts', ...args], stop);
}

function runJest(args, url, stop) {
  const jest = inCheckout('node_modules/jest/bin/jest.js');
  return run(process.execPath, ['--experimental-vm-modules', '--no-warnings', jest, ...args], {
    stop,
    cwd: ROOT,
    env: { ...process.env, TEST_DATABASE_URL: url },
  });
}

/** Databases of runs that were killed; their names carry the id of the process (see test/support). */
async function dropLeftovers(url) {
  await onDatabase(url, async (client) => {
    const { rows } = await client.query(
      `select datname as name from pg_database where datname like 'test\\_%'`,
    );
    for (const { name } of rows) {
      if (!isAlive(Number(name.split('_')[1]))) {
        await client.query(`drop database if exists "${name}" with (force)`);
      }
    }
  });
}
