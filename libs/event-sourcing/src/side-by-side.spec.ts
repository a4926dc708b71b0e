import { sideBySide } from './side-by-side.js';

describe('Working side by side', () => {
  it('does each item once, so many at a time, begun in their order', async () => {
    const begun: number[] = [];
    let [busy, most] = [0, 0];
    await sideBySide([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      busy += 1;
      most = Math.max(most, busy);
      await Promise.resolve();
      busy -= 1;
    });
    expect({ begun, most, busy }).toEqual({ begun: [1, 2, 3, 4, 5], most: 2, busy: 0 });
  });

  it('fails as the first that failed, after what was begun has ended', async () => {
    const ended: string[] = [];
    const work = async (item: string): Promise<void> => {
      await Promise.resolve();
      if (item === 'broken') throw new Error('It broke.');
      await Promise.resolve();
      ended.push(item);
    };
    await expect(sideBySide(['broken', 'slow', 'next'], 2, work)).rejects.toThrow('It broke.');
    // The other worker goes on with what is left, and is waited for.
    expect(ended).toEqual(['slow', 'next']);
  });
});
