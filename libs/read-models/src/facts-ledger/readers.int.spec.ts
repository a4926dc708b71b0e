import { DataSource } from 'typeorm';
import fc from 'fast-check';
import { histories, TRUSTS } from '../../../../test/oracle/histories.js';
import { londonDay } from '#vocabulary';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import { both } from './readers.js';
import { Ledger } from './snapshot.js';

/* Fails, as it never ends, where every question may take a second connection. */
describe('Questions that read over two connections', () => {
  let world: RecordedWorld;
  beforeEach(async () => {
    world = await RecordedWorld.open();
  });
  afterEach(() => world.close());

  const [entries = []] = fc.sample(histories(40), { numRuns: 1, seed: 11 });
  const asOf = londonDay(entries.at(-1)?.recordedAt ?? '');
  const valuesIn = (ledger: Ledger) =>
    ledger.at(undefined, async (at) => [
      ...(await at.cohortValuesAt(TRUSTS, asOf, ['adoption', 'realisation'])),
    ]);

  it('are all answered, and alike, by a pool that has only two', async () => {
    await world.record(...entries.map(recordingOf));
    const source = new DataSource({ type: 'postgres', url: world.databaseUrl, poolSize: 2 });
    await source.initialize();
    try {
      const ledger = new Ledger(source);
      const answers = await Promise.all(Array.from({ length: 12 }, () => valuesIn(ledger)));
      const [first] = answers;
      expect(first?.flatMap(([, values]) => values).length).toBeGreaterThan(0);
      expect(answers).toEqual(answers.map(() => first));
    } finally {
      await source.destroy();
    }
  });

  it('stand at one entry on both, whatever is recorded in between', async () => {
    await world.record(...entries.slice(0, 20).map(recordingOf));
    const before = await valuesIn(world.ledger);
    const during = await world.ledger.at(undefined, async (at) => {
      await world.record(...entries.slice(20).map(recordingOf));
      return [...(await at.cohortValuesAt(TRUSTS, asOf, ['adoption', 'realisation']))];
    });
    expect(during).toEqual(before);
    expect(await valuesIn(world.ledger)).not.toEqual(before);
  });
});

describe('Waiting for both of two', () => {
  it('fails as one does, once the other has ended', async () => {
    let ended = false;
    const slow = new Promise<void>((resolve) => {
      setTimeout(() => {
        ended = true;
        resolve();
      }, 20);
    });
    await expect(both(Promise.reject(new Error('no')), slow)).rejects.toThrow('no');
    expect(ended).toBe(true);
  });
});
