import { DataSource } from 'typeorm';
import fc from 'fast-check';
import { histories, TRUSTS } from '../../../../test/oracle/histories.js';
import { londonDay } from '#vocabulary';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import { Ledger } from './snapshot.js';

describe('Reading ahead', () => {
  const [entries = []] = fc.sample(histories(120, 'promising'), { numRuns: 1, seed: 11 });
  const asOf = londonDay(entries.at(-1)?.recordedAt ?? '');
  let world: RecordedWorld;
  let source: DataSource;

  beforeEach(async () => {
    world = await RecordedWorld.open();
    await world.record(...entries.map(recordingOf));
    // One connection alone, which knows how often each of its statements was run.
    source = new DataSource({ type: 'postgres', url: world.databaseUrl, poolSize: 1 });
    await source.initialize();
  });
  afterEach(async () => {
    await source.destroy();
    await world.close();
  });

  const answersOf = (ledger: Ledger) =>
    ledger.at(undefined, async (at) => [
      await at.claimsOf([TRUSTS], asOf),
      await at.judgedActuals(),
    ]);

  /** How often whole tables were read into memory: by all statements that begin after an entry. */
  const readings = async (): Promise<number> => {
    const [{ times }] = await source.query<[{ times: number }]>(
      `select coalesce(sum(generic_plans + custom_plans), 0)::int as times
       from pg_prepared_statements where statement ~ '(recorded|entry) > \\$1'`,
    );
    return times;
  };

  it('leaves nothing to be read by the questions after it, and the same answers', async () => {
    const ledger = new Ledger(source);
    await ledger.readAhead(() => false);
    const ahead = await readings();
    const answers = await answersOf(ledger);
    expect(await readings()).toBe(ahead);
    expect(answers).toEqual(await answersOf(world.ledger));
    expect(answers[1]).not.toEqual([]);
    // A ledger that was not read ahead reads as it is asked.
    await answersOf(new Ledger(source));
    expect(await readings()).toBeGreaterThan(ahead);
  });

  it('ends between two parts once it is over', async () => {
    const ledger = new Ledger(source);
    await ledger.readAhead(() => true);
    expect(await readings()).toBe(0);
  });

  it('shares what it reads with a question that comes meanwhile', async () => {
    const ledger = new Ledger(source);
    const [, answers] = await Promise.all([ledger.readAhead(() => false), answersOf(ledger)]);
    const once = await readings();
    expect(answers).toEqual(await answersOf(ledger));
    expect(await readings()).toBe(once);
  });
});
