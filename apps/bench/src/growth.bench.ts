import pg from 'pg';
import { PostgresEventStore } from '#event-store';
import { measureAppends, type AppendSpeed } from '#event-store/testing';
import { appendsInWords, medianOf, ms, runsInWords, thousands, type Line } from './figures.js';
import { fillLedger, measureLedger, type LedgerSpeed, type Percentiles } from './ledger-speed.js';
import { worldOf } from './world.js';

const ROUNDS = 5;
const PROBES_A_ROUND = 20;
const SIZES = [100_000, 1_000_000, 10_000_000];

/** The largest, ten million, takes a quarter of an hour and some 15 GB: only who names it gets it. */
export const sizesUpTo = (largest: number): readonly number[] =>
  SIZES.filter((size) => size <= largest);

export type Grown = Readonly<{ size: number; url: string }>;

/**
 * What appending and asking cost on logs and ledgers of growing size, and against the smallest. All
 * are filled first and then measured in turns, so that whatever else the machine does befalls them
 * alike.
 */
export async function growth(grown: readonly Grown[], milliseconds: number): Promise<Line[]> {
  const stores: PostgresEventStore[] = [];
  try {
    for (const { size, url } of grown) {
      process.stderr.write(`filling: ${thousands(size)} events\n`);
      const store = await PostgresEventStore.open({ connectionString: url });
      stores.push(store);
      await store.restore(worldOf(size));
      await fillLedger(url, size);
      await settle(url);
    }
    const measured = grown.map((of, index) => ({ of, store: stores[index], ...noRuns() }));
    for (let round = 0; round < ROUNDS; round++) {
      for (const { of, store, appends, probes } of measured) {
        if (store !== undefined) {
          appends.push(await measureAppends(store, { callers: 32, milliseconds }));
        }
        probes.push(await measureLedger(of.url, PROBES_A_ROUND));
      }
    }
    return linesOf(measured);
  } finally {
    for (const store of stores) await store.close();
  }
}

type Runs = Readonly<{ appends: AppendSpeed[]; probes: LedgerSpeed[] }>;
const noRuns = (): Runs => ({ appends: [], probes: [] });

function linesOf(measured: readonly (Runs & Readonly<{ of: Grown }>)[]): Line[] {
  const medians = measured.map(({ of, appends, probes }) => ({
    size: of.size,
    perSecond: medianOf(appends.map(({ perSecond }) => perSecond)),
    appended: appendsInWords(appends),
    facts: probes[0]?.facts ?? 0,
    probe: medianOf(probes.map(({ probe }) => probe.p50)),
    probed: probesInWords(probes.map(({ probe }) => probe)),
  }));
  const [smallest] = medians;
  const against = (now: number, then: number): string =>
    `${(now / then).toFixed(2)} of that at the smallest size; 0.77 to 1.30 is asked`;
  return medians.flatMap(({ size, perSecond, appended, facts, probe, probed }) => [
    {
      what: `append, 32 callers, after ${thousands(size)} events`,
      median: `${thousands(perSecond)} events/s`,
      detail: appended,
      aim: against(perSecond, smallest?.perSecond ?? NaN),
    },
    {
      what: `ledger probe, all adoption series, ${thousands(facts)} facts`,
      median: ms(probe),
      detail: probed,
      aim: against(probe, smallest?.probe ?? NaN),
    },
  ]);
}

function probesInWords(runs: readonly Percentiles[]): string {
  const each = runsInWords(
    runs.map(({ p50 }) => p50),
    ms,
  );
  return `p95 ${ms(medianOf(runs.map(({ p95 }) => p95)))}; ${each}`;
}

/** Lets PostgreSQL do now what it would do at some time later: write back, and keep its statistics. */
async function settle(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('vacuum analyze');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

/** The settings on which growth depends most. */
export async function postgresSettings(url: string): Promise<Line[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; setting: string; unit: string | null }>(
      `select name, setting, unit from pg_settings
        where name in ('server_version', 'shared_buffers', 'work_mem', 'max_wal_size', 'fsync',
          'synchronous_commit', 'full_page_writes', 'effective_cache_size') order by name`,
    );
    return rows.map(({ name, setting, unit }) => ({
      what: `PostgreSQL ${name}`,
      median: `${setting}${unit === null ? '' : ` × ${unit}`}`,
      detail: '',
    }));
  } finally {
    await client.end();
  }
}
