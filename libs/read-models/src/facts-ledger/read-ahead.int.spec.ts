import { DataSource } from 'typeorm';
import fc from 'fast-check';
import { histories, TRUSTS } from '../../../../test/oracle/histories.js';
import { londonDay } from '#vocabulary';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import type { LedgerAt } from './facts-ledger.query.js';
import { Ledger } from './snapshot.js';

describe('Reading ahead', () => {
  const [entries = []] = fc.sample(histories(120, 'promising'), { numRuns: 1, seed: 11 });
  const asOf = londonDay(entries.at(-1)?.recordedAt ?? '');
  let world: RecordedWorld;
  let source: DataSource;

  beforeEach(async () => {
    world = await RecordedWorld.open();
    await world.record(...entries.map(recordingOf));
    source = await connections(1);
  });
  afterEach(async () => {
    await source.destroy();
    await world.close();
  });

  const connections = (poolSize: number): Promise<DataSource> =>
    new DataSource({ type: 'postgres', url: world.databaseUrl, poolSize }).initialize();

  const answersOf = (ledger: Ledger) =>
    ledger.at(undefined, async (at) => [
      await at.claimsOf([TRUSTS], asOf),
      await at.judgedActuals(at.owners()),
      await placesSince(at, 0),
    ]);

  const placesSince = async (at: LedgerAt, entry: number) => {
    const spans = await at.spans();
    const places: number[] = [];
    spans.touches(entry, at.knowledge.entry, (place) => places.push(place));
    return places.map((place) => [spans.seriesAt(place), spans.recordedAt(place)]);
  };

  /** How often statements were run of which the text is like this; by default those that begin after an entry. */
  const readings = async (
    of = source,
    poolSize = 1,
    like = String.raw`(recorded|entry) > \$1`,
  ): Promise<number> => {
    // Each connection knows how often its own statements were run.
    const runners = Array.from({ length: poolSize }, () => of.createQueryRunner());
    await Promise.all(runners.map((runner) => runner.connect()));
    let all = 0;
    for (const runner of runners) {
      const [{ times }] = (await runner.query(
        `select coalesce(sum(generic_plans + custom_plans), 0)::int as times
         from pg_prepared_statements where statement ~ $1`,
        [like],
      )) as [{ times: number }];
      all += times;
      await runner.release();
    }
    return all;
  };

  it('leaves nothing to be read by the questions after it, and the same answers', async () => {
    const ledger = new Ledger(source);
    await ledger.readAhead(() => false);
    const ahead = await readings();
    const answers = await answersOf(ledger);
    expect(await readings()).toBe(ahead);
    expect(answers).toEqual(await answersOf(world.ledger));
    expect(answers[1]).not.toEqual([]);
    expect(answers[2]).not.toEqual([]);
    // A ledger that was not read ahead reads as it is asked.
    await answersOf(new Ledger(source));
    expect(await readings()).toBeGreaterThan(ahead);
  });

  it('leaves what is measured of trusts to be found without the database', async () => {
    const probes = () => readings(source, 1, String.raw`f.latest <= \$1`);
    const measuredIn = (ledger: Ledger) =>
      ledger.at(undefined, (at) => at.cohortValuesAt(TRUSTS, asOf, ['adoption', 'realisation']));
    const ledger = new Ledger(source);
    await measuredIn(ledger);
    const before = await probes();
    expect(before).toBeGreaterThan(0);
    await ledger.readAhead(() => false);
    const measured = await ledger.at(undefined, (at) => at.valuesAt(TRUSTS, asOf));
    expect([...measured.values()].flat().some(({ kind }) => kind === 'adoption')).toBe(true);
    await measuredIn(ledger);
    expect(await probes()).toBe(before);
  });

  it('ends between two parts once it is over', async () => {
    const ledger = new Ledger(source);
    await ledger.readAhead(() => true);
    expect(await readings()).toBe(0);
    let parts = 0;
    await ledger.readAhead(() => parts++ > 0);
    const one = await readings();
    expect(one).toBeGreaterThan(0);
    await ledger.readAhead(() => false);
    expect(await readings()).toBeGreaterThan(one);
  });

  it('shares what it reads with a question that comes meanwhile', async () => {
    await new Ledger(source).readAhead(() => false);
    const two = await connections(2);
    try {
      const ledger = new Ledger(two);
      const [, answers] = await Promise.all([ledger.readAhead(() => false), answersOf(ledger)]);
      expect(await readings(two, 2)).toBe(await readings());
      expect(answers).toEqual(await answersOf(world.ledger));
    } finally {
      await two.destroy();
    }
  });
});
