import pg from 'pg';
import { board } from './board.bench.js';
import { adapters } from './eventstoredb.bench.js';
import { tableOf, type Line } from './figures.js';
import { forecasting } from './forecast.bench.js';
import { importing } from './imports.bench.js';
import { ledger } from './ledger.bench.js';
import { growth, postgresSettings, sizesUpTo, type Grown } from './growth.bench.js';
import { pages } from './pages.bench.js';
import { peer } from './peer.bench.js';
import { projecting } from './projections.bench.js';
import { ceilings, store, type Ceilings } from './store.bench.js';

/** Prints a table of speeds and memory; never fails the build. */
const { DATABASE_URL = '' } = process.env;
const milliseconds = 1_500;
/** `npm run bench -- --facts=5000000 --events=1000000` measures at other sizes. */
const facts = sizeOf('facts', 1_000_000);
const events = sizeOf('events', 100_000);
const rows = sizeOf('rows', 50_000);
/** `--only=ceilings,store` measures some parts. */
const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');

/** `--growth` measures how speeds change with the size of the log, and nothing else. */
const growing = process.argv.some((argument) => /^--growth(=|$)/.test(argument));
const largest = sizeOf('growth', 1_000_000);

let ceiling: Ceilings | undefined;
const ours: { appendsAt32?: number; rebuiltPerSecond?: number } = {};

type Part = readonly [name: string, run: (url: string) => Promise<Line[]>];
const parts: readonly Part[] = growing
  ? [
      ['settings', postgresSettings],
      ['growth', () => grownTo(sizesUpTo(largest))],
    ]
  : [
      ['ceilings', (url) => ceilings(url, (found) => (ceiling = found))],
      ['store', (url) => store(url, milliseconds, ceiling, (found) => (ours.appendsAt32 = found))],
      ['projecting', (url) => projecting(url, events, (found) => (ours.rebuiltPerSecond = found))],
      ['ledger', (url) => ledger(url, facts)],
      ['board', board],
      ['pages', (url) => pages(url, facts)],
      ['forecast', forecasting],
      ['imports', (url) => importing(url, rows, 'CSV')],
      ['workbooks', (url) => importing(url, rows, 'XLSX')],
      ['peer', (url) => peer(url, milliseconds, ours)],
      // Last, as what a store in memory leaves behind would count to the memory of the others.
      ['adapters', (url) => adapters(url, milliseconds)],
    ];

const names = parts.map(([name]) => name);
const unknown = only?.filter((name) => !names.includes(name)) ?? [];
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join()}. Parts are: ${names.join(', ')}.\n`);
  process.exit(1);
}

const lines: Line[] = [];
for (const [name, run] of parts) {
  if (only?.includes(name) === false) continue;
  process.stderr.write(`measuring: ${name}\n`);
  try {
    lines.push(...(await inDatabase(`bench_${name}`, run)));
  } catch (error) {
    lines.push({ what: `${name}: not measured`, median: '', detail: reasonOf(error) });
  }
}
process.stdout.write(`${tableOf(lines)}\n`);

/** Of a child process the last error it wrote: its command line holds the password of the database. */
function reasonOf(error: unknown): string {
  const errors = String(error).match(/^\w*Error: .*$/gm);
  return errors?.at(-1)?.slice(0, 200) ?? 'unknown';
}

/** Growth, with a database for each of the sizes that are still to come. */
function grownTo(
  [size, ...larger]: readonly number[],
  grown: readonly Grown[] = [],
): Promise<Line[]> {
  if (size === undefined) return growth(grown, milliseconds);
  return inDatabase(`bench_growth_${String(size)}`, (url) =>
    grownTo(larger, [...grown, { size, url }]),
  );
}

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
