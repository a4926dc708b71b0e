import { isoDate } from '#vocabulary';
import { aheadView } from './ahead-view.js';

describe('Where the moves of trusts lead', () => {
  it('is told in whole trusts that add up, and when seven in ten are at each stage', () => {
    const view = aheadView({
      share: 0.7,
      ahead: [
        { quarters: 0, on: isoDate('2026-03-31'), trusts: [10, 6, 3, 1, 0] },
        { quarters: 1, on: isoDate('2026-06-30'), trusts: [7.5, 7, 3.75, 1.5, 0.25] },
      ],
      until: [
        { stage: 1, quarters: 0 },
        { stage: 2, quarters: 1 },
        { stage: 3, quarters: 12 },
        { stage: 4, quarters: null },
      ],
    });
    expect(view?.sentences).toEqual([
      'At least 7 in 10 are at stage 1 or above already.',
      '7 in 10 will be at stage 2 or above in 1 quarter.',
      '7 in 10 will be at stage 3 or above in 12 quarters.',
      'It takes more than ten years until 7 in 10 are at stage 4.',
    ]);
    expect(view?.table.caption).toBe('Where the 20 trusts that report are expected to be');
    expect(view?.table.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['31 March 2026, as it is', '10', '6', '3', '1', '0'],
      ['30 June 2026', '8', '7', '4', '1', '0'],
    ]);
  });

  it('is not told while too few moves were seen', () => {
    expect(aheadView({ share: 0.7, ahead: [], until: [] })).toBeUndefined();
  });
});
