import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { addDays, isoDate } from '#vocabulary';
import { ms, thousands, timed as took, type Line } from './figures.js';
import { fillLedger, percentilesOf, timed, type Percentiles } from './ledger-speed.js';
import { nationalPages, PROGRAMME } from './national-pages.js';
import { fillBeside, fillLog } from './national-world.js';
import { recordMeasurement } from './new-entry.js';
import { serve, signedIn, type Served } from './served.js';

const TRUSTS = 230;
/** About the last day of which a million facts speak. */
const LAST_DAY = isoDate('2025-05-15');
const AGAIN = 25;
/** Each on a day that no page was asked about before, so that nothing is kept of it. */
const FIRST = 8;
/** Each after one more fact of a trust that has no page of its own here. */
const AFTER = 20;
const OTHER_TRUST = 'R002';

/**
 * What each page takes over HTTP at national size: asked again; asked for the same day after one more
 * entry, as all day long while trusts record; and first asked on a day, with nothing kept of it.
 */
export async function pages(url: string, facts: number): Promise<Line[]> {
  await fillLedger(url, facts, {
    trusts: TRUSTS,
    more: async (client) => {
      await fillBeside(client, TRUSTS);
      await fillLog(url, client);
    },
  });
  await analyse(url);
  const { address, stop, used } = await serve(url);
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    const cookies = new Map<string, string>();
    const lines: Line[] = [];
    let days = 0;
    const aheadTook = await took(() => readingAheadIsOver(address, used));
    for (const { path, person } of nationalPages) {
      const cookie = cookies.get(person) ?? (await signedIn(address, person));
      cookies.set(person, cookie);
      const ask = (turn: number) =>
        read(`${address}${path}?asOf=${addDays(LAST_DAY, -turn)}`, cookie);
      // The first page of all opens connections and reads what is held in memory.
      await ask(0);
      const again = await timed(AGAIN, () => ask(0));
      const after: number[] = [];
      for (let turn = 0; turn < AFTER; turn++) {
        await recordMeasurement(client, OTHER_TRUST);
        after.push(await took(() => ask(0)));
      }
      const afterwards = spread('after a new entry', percentilesOf(after));
      // Last, as they push out what is kept of the day that is asked about all along.
      const first = spread('first asked on a day', await timed(FIRST, () => ask((days += 1))));
      lines.push({
        what: `pages: ${path} asked again, ${String(TRUSTS)} trusts, ${thousands(facts)} facts`,
        median: ms(again.p50),
        detail: `asked again p95 ${ms(again.p95)}, p99 ${ms(again.p99)}; ${afterwards}; ${first}`,
        aim: 'p95 under 100 ms',
      });
    }
    lines.push({
      what: 'pages: until reading ahead is over, before the first page is measured',
      median: ms(aheadTook),
      detail:
        'one run, after the start: all other lines are of a server that holds what it reads ahead',
    });
    return lines;
  } finally {
    await client.end();
    await stop();
  }
}

/** The pages wait for parts that the server reads ahead; what it reads of measurements nobody waits for. */
async function readingAheadIsOver(address: string, used: Served['used']): Promise<void> {
  const cookie = await signedIn(address, 'auditor-1');
  for (const path of [`/programmes/${PROGRAMME}/data-quality`, '/audit/segregation']) {
    await read(`${address}${path}?asOf=${LAST_DAY}`, cookie);
  }
  for (let before = -1; (used() ?? before) - before > IDLE_SECONDS;) {
    before = used() ?? 0;
    await wait(1_000);
  }
}

/** Of a second: what a server takes that reads nothing. */
const IDLE_SECONDS = 0.1;

const spread = (when: string, { p50, p95 }: Percentiles): string =>
  `${when} p50 ${ms(p50)}, p95 ${ms(p95)}`;

async function read(url: string, cookie: string): Promise<void> {
  const answer = await fetch(url, { headers: { cookie, accept: 'text/html' } });
  await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${String(answer.status)}`);
}

async function analyse(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}
