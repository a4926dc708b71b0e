import { FigureCache } from '../facts-ledger/figure-cache.js';

describe('A figure that was worked out', () => {
  it('is kept for the same question at the same entry of the same tables', async () => {
    const cache = new Counted();
    expect(await cache.ask('1/7', { by: 'icb' })).toBe(1);
    expect(await cache.ask('1/7', { by: 'icb' })).toBe(1);
  });

  it.each([
    ['another entry', '1/8', { by: 'icb' }],
    ['other tables', '2/7', { by: 'icb' }],
    ['another question', '1/7', { by: 'region' }],
    ['another detail of it', '1/7', { by: 'icb', filter: { icb: 'QZ1' } }],
  ])('is worked out again for %s', async (_, version, question) => {
    const cache = new Counted();
    await cache.ask('1/7', { by: 'icb' });
    expect(await cache.ask(version, question)).toBe(2);
  });

  it('is worked out once for all who ask at the same time', async () => {
    const cache = new Counted();
    expect(await Promise.all([cache.ask('1/7', {}), cache.ask('1/7', {})])).toEqual([1, 1]);
  });

  it('is given up when there is no more room, the one last asked for the longest ago first', async () => {
    const cache = new Counted(2);
    await cache.ask('1/1', {});
    await cache.ask('1/2', {});
    await cache.ask('1/1', {});
    await cache.ask('1/3', {});
    expect(await cache.ask('1/1', {})).toBe(1);
    expect(await cache.ask('1/3', {})).toBe(3);
    expect(await cache.ask('1/2', {})).toBe(4);
  });

  it('takes no more room however many are asked for', async () => {
    const cache = new Counted(3);
    for (let entry = 1; entry <= 50; entry++) await cache.ask(`1/${String(entry)}`, {});
    for (let entry = 50; entry > 47; entry--) {
      expect(await cache.ask(`1/${String(entry)}`, {})).toBe(entry);
    }
    expect(await cache.ask('1/47', {})).toBe(51);
  });

  it('is not kept where working it out failed', async () => {
    const cache = new Counted();
    cache.fails = true;
    await expect(cache.ask('1/7', {})).rejects.toThrow('No answer');
    cache.fails = false;
    expect(await cache.ask('1/7', {})).toBe(2);
  });
});

/** Answers with how often anything was worked out. */
class Counted {
  fails = false;
  private readonly cache: FigureCache<number>;
  private worked = 0;

  constructor(room?: number) {
    this.cache = new FigureCache(room);
  }

  ask(version: string, question: object): Promise<number> {
    return this.cache.at({ version }, question, () => {
      this.worked += 1;
      return this.fails ? Promise.reject(new Error('No answer')) : Promise.resolve(this.worked);
    });
  }
}
