import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { readLedgers } from './ledger.js';
import { readOptions } from './options.js';
import { summaryOf } from './summary.js';
import { Torture } from './torture.js';
import { caughtUp, verifyLog, verifyReadModels } from './verify.js';

const say = (sentence: string) => process.stderr.write(`${sentence}\n`);

const options = readOptions(process.argv.slice(2));
const data = resolve(process.env['DATA_FOLDER'] ?? '.data');
const folder = join(data, `torture-${String(options.seed)}-${String(process.pid)}`);

say(`Torturing with seed ${String(options.seed)}; ledgers and logs are in ${folder}.`);
const torture = await Torture.prepare(options, folder);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.exitCode = 1;
    void torture.end().finally(() => process.exit());
  });
}
try {
  await torture.run(say);
  const { url: databaseUrl, home } = torture.database;
  const store = await torture.openStore();
  say('Waiting for the read models to include the whole log.');
  await caughtUp(databaseUrl, store);
  await torture.quieten();
  say('Holding the log against the ledgers.');
  const ledger = readLedgers(folder);
  const verdict = await verifyLog(store, ledger, torture.people.receipts);
  say('Comparing the read models with a rebuild.');
  const differences = await verifyReadModels(databaseUrl, store);
  const postgres = await versionOf(databaseUrl);
  await store.close();
  await torture.end();
  const { kills, writingMs } = torture;
  const receipts = torture.people.receipts.length;
  const told = { options, kills, writingMs, receipts, ledger, verdict, differences, postgres };
  process.stdout.write(`${summaryOf(told)}\n`);
  if (verdict.faults.length + differences.length > 0) process.exitCode = 1;
  else for (const place of [home, folder]) rmSync(place, { recursive: true, force: true });
} catch (error) {
  say(`The run failed; everything is left in ${folder}.`);
  await torture.end();
  throw error;
}

async function versionOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('show server_version');
  await client.end();
  return `PostgreSQL ${rows[0]?.server_version ?? ''}`;
}
