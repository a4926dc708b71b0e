import { isoDate, londonDay } from '#vocabulary';
import fc from 'fast-check';
import { histories } from '../../../../test/oracle/histories.js';
import { recordingOf, RecordedWorld } from '../testing/recorded-world.js';
import { PROGRAMME } from '../testing/reported-history.js';
import { TouchesKept } from './touches-kept.js';
import type { Since } from './touches.js';

describe('When the facts of closed times were touched', () => {
  let world: RecordedWorld;

  const [entries = []] = fc.sample(
    histories(60, 'restless').filter(({ length }) => length > 50),
    { numRuns: 1, seed: 7 },
  );
  const days = entries.map(({ recordedAt }) => londonDay(recordedAt));
  const since = (entry: number): Since => ({
    ...{ entry, day: days[entry - 1] ?? isoDate('2025-01-01'), programme: PROGRAMME },
  });
  const times = [since(10), since(20), since(30)];

  beforeAll(async () => {
    world = await RecordedWorld.open();
    await world.record(...entries.map(recordingOf));
  });
  afterAll(() => world.close());

  const ask = (touched: TouchesKept, time: Since, most?: number) =>
    world.ledger.at(undefined, async (ledger) => {
      const touches = await touched.at(ledger, time, most);
      return { days: touches.days(), last: touches.lastOf(() => true) };
    });

  it('is the same where there is no room to keep it, and only what was asked for last is held', async () => {
    const [roomy, cramped] = [new TouchesKept(), new TouchesKept()];
    for (const time of [...times, ...times]) {
      const answer = await ask(roomy, time);
      expect(answer.days.length).toBeGreaterThan(0);
      expect(await ask(cramped, time, 0)).toEqual(answer);
      const alone = new TouchesKept();
      await ask(alone, time);
      expect(cramped.held).toBe(alone.held);
    }
    expect(roomy.held).toBeGreaterThan(cramped.held);
  });

  it('is given up by its number of entries, what was asked for the longest ago first', async () => {
    const [first, second, third] = times as [Since, Since, Since];
    const sizes = [];
    for (const time of times) {
      const alone = new TouchesKept();
      await ask(alone, time);
      sizes.push(alone.held);
    }
    const [one = 0, two = 0, three = 0] = sizes;
    const touched = new TouchesKept();
    const most = one + two + three - 1;
    for (const time of [first, second, first, third]) await ask(touched, time, most);
    expect(touched.held).toBe(one + three);
  });
});
