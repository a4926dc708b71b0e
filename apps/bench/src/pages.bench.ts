import { Client } from 'pg';
import { seriesKey } from '#read-models/testing';
import { addDays, isoDate } from '#vocabulary';
import { ms, thousands, type Line } from './figures.js';
import { fillLedger, timed } from './ledger-speed.js';
import { nationalPages, PROGRAMME } from './national-pages.js';
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
  await fillLedger(url, facts, { trusts: TRUSTS, more: fillBeside });
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
        detail: `p95 ${ms(again.p95)}; first asked on a day p50 ${ms(first.p50)}, p95 ${ms(first.p95)}`,
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

/** A programme, and the stages of every trust from month to month, as the projector would write them. */
async function fillBeside(client: Client): Promise<void> {
  const series = { owner: PROGRAMME, kind: 'programme', subject: '' } as const;
  const registered = { name: 'National programme', scopeAreas: [], demonstration: false };
  await client.query('insert into series values ($1, $2, $3, $4)', [
    ...Object.values(series),
    seriesKey(series),
  ]);
  await client.query(
    `insert into facts (recorded, series, kind, earliest, latest, precision, stated_order, first_entry,
       fact_id, event_id, value)
     values (19999, $1, 'programme', '2020-04-01', '2020-04-01', 'day', 0, 19999, gen_random_uuid(),
       gen_random_uuid(), $2)`,
    [seriesKey(series), JSON.stringify(registered)],
  );
  await client.query(
    `insert into stage_intervals (organisation, from_day, to_day, declared, evidenced_low,
       evidenced_high, validated, missing, held_for)
     select 'R' || lpad(n::text, 3, '0'), day::date, (day + interval '1 month' - interval '1 day')::date,
       2, stage, least(4, stage + n % 2), nullif(stage, 0), '[]', 0
     from generate_series(1, $1) n,
       generate_series(timestamp '2023-01-01', timestamp '2025-09-01', interval '1 month') day,
       lateral (select least(4, (n + extract(month from day)::int * (n % 3)) / 60)::int as stage) s`,
    [TRUSTS],
  );
}
