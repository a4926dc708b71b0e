import pg from 'pg';
import { PostgresEventStore } from '#event-store';
import { measureAppends } from '#event-store/testing';
import { medianOf, ms, thousands, type Line } from './figures.js';
import { fillLedger, measureLedger } from './ledger-speed.js';
import { worldOf } from './world.js';

const RUNS = 3;
const SIZES = [100_000, 1_000_000, 10_000_000];

/** The largest, ten million, takes most of an hour and some 20 GB: only who names it gets it. */
export const sizesUpTo = (largest: number): readonly number[] =>
  SIZES.filter((size) => size <= largest);

/** What appending and asking cost on logs and ledgers of growing size, and against the smallest. */
export class Growth {
  private smallest: Readonly<{ appends: number; probe: number }> | undefined;

  constructor(private readonly milliseconds: number) {}

  async at(url: string, size: number): Promise<Line[]> {
    const runs = await this.appendsOn(url, size);
    const appends = medianOf(runs.map(({ perSecond }) => perSecond));
    await fillLedger(url, size);
    const { probe, facts } = await measureLedger(url);
    this.smallest ??= { appends, probe: probe.p95 };
    const against = (ratio: number): string =>
      `${ratio.toFixed(2)} of that at the smallest size; 0.77 to 1.30 is asked`;
    return [
      {
        what: `append, 32 callers, after ${thousands(size)} events`,
        median: `${thousands(appends)} events/s`,
        detail: `p50 ${ms(medianOf(runs.map(({ p50 }) => p50)))}, p99 ${ms(medianOf(runs.map(({ p99 }) => p99)))}`,
        aim: against(appends / this.smallest.appends),
      },
      {
        what: `ledger probe, all adoption series, ${thousands(facts)} facts`,
        median: ms(probe.p50),
        detail: `p95 ${ms(probe.p95)}`,
        aim: against(probe.p95 / this.smallest.probe),
      },
    ];
  }

  private async appendsOn(url: string, size: number) {
    const store = await PostgresEventStore.open({ connectionString: url });
    try {
      await store.restore(worldOf(size));
      const runs = [];
      for (let run = 0; run < RUNS; run++) {
        const { milliseconds } = this;
        runs.push(await measureAppends(store, { callers: 32, milliseconds }));
      }
      return runs;
    } finally {
      await store.close();
    }
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
