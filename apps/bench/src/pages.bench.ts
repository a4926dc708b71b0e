import { Client } from 'pg';
import { addDays, isoDate } from '#vocabulary';
import { ms, thousands, type Line } from './figures.js';
import { fillLedger, timed } from './ledger-speed.js';
import { nationalPages } from './national-pages.js';
import { fillBeside, fillLog } from './national-world.js';
import { serve, signedIn } from './served.js';

const TRUSTS = 230;
/** Within the months that are filled. */
const LAST_DAY = isoDate('2025-09-30');
const AGAIN = 25;
/** Each on another day, so that no figure is kept from the one before. */
const FIRST = 8;

/**
 * What each page takes over HTTP at national size, asked again, and first asked on a day: with the
 * figures worked out anew, as after every new entry.
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
  const { address, stop } = await serve(url);
  try {
    const cookies = new Map<string, string>();
    const lines: Line[] = [];
    for (const { path, person } of nationalPages) {
      const cookie = cookies.get(person) ?? (await signedIn(address, person));
      cookies.set(person, cookie);
      const ask = (turn: number) =>
        read(`${address}${path}?asOf=${addDays(LAST_DAY, -turn)}`, cookie);
      // The first page of all opens connections and reads what is held in memory.
      await ask(0);
      const first = await timed(FIRST, (turn) => ask(turn + 1));
      const again = await timed(AGAIN, () => ask(0));
      lines.push({
        what: `pages: ${path}, ${String(TRUSTS)} trusts, ${thousands(facts)} facts`,
        median: ms(again.p50),
        detail: `p95 ${ms(again.p95)}, p99 ${ms(again.p99)}; first asked on a day p50 ${ms(first.p50)}, p95 ${ms(first.p95)}`,
        aim: 'p95 under 100 ms',
      });
    }
    return lines;
  } finally {
    await stop();
  }
}

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
