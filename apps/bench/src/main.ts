import pg from 'pg';
import { adapters } from './eventstoredb.bench.js';
import { tableOf, type Line } from './figures.js';
import { ledger } from './ledger.bench.js';
import { peer } from './peer.bench.js';
import { projecting } from './projections.bench.js';
import { ceilings, store } from './store.bench.js';

/** Prints a table of speeds and memory; never fails the build. */
const { DATABASE_URL = '' } = process.env;
const milliseconds = 2_000;
/** `npm run bench -- --facts=5000000 --events=1000000` measures at other sizes. */
const facts = sizeOf('facts', 1_000_000);
const events = sizeOf('events', 200_000);
/** `--only=ledger` measures one part. */
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice(7);

const lines: Line[] = [];
for (const [name, run] of [
  ['ceilings', ceilings],
  ['store', (url: string) => store(url, milliseconds)],
  ['adapters', (url: string) => adapters(url, milliseconds)],
  ['projecting', (url: string) => projecting(url, events)],
  ['ledger', (url: string) => ledger(url, facts)],
  ['peer', (url: string) => peer(url, milliseconds)],
] as const) {
  if (only !== undefined && only !== name) continue;
  process.stderr.write(`measuring: ${name}\n`);
  try {
    lines.push(...(await inDatabase(`bench_${name}`, run)));
  } catch (error) {
    lines.push({ what: `${name}: not measured`, median: '', detail: String(error).slice(0, 200) });
  }
}
process.stdout.write(`${tableOf(lines)}\n`);

function sizeOf(option: string, usual: number): number {
  const given = new RegExp(`^--${option}=(\\d+)$`);
  const size = process.argv.map((argument) => given.exec(argument)?.[1]).find(Boolean);
  return size === undefined ? usual : Number(size);
}

/** A database of its own for each part, dropped afterwards. */
async function inDatabase(name: string, run: (url: string) => Promise<Line[]>): Promise<Line[]> {
  const url = new URL(DATABASE_URL);
  url.pathname = `/${name}`;
  await administer(`drop database if exists ${name} with (force)`, `create database ${name}`);
  try {
    return await run(url.href);
  } finally {
    await administer(`drop database if exists ${name} with (force)`);
  }
}

async function administer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: DATABASE_URL });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
