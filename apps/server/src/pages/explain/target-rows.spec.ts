import type { OdsCode } from '#vocabulary';
import { targetHead, targetRow } from './target-rows.js';

describe('A trust in the explanation of a forecast', () => {
  it('of which nothing is known is not among those forecast, and not said to have reached it', () => {
    const { cells } = targetRow(part, { figure: 'forecast', eventsOf: () => '' });
    expect(
      targetHead('forecast')
        .slice(1, 4)
        .map(({ text }) => text),
    ).toEqual(['Among those forecast', 'Chance of missing it', 'Why']);
    expect(cells.slice(0, 3)).toEqual([
      'No',
      'Not applicable',
      'It has reached the target, is not known to have, or is not counted.',
    ]);
  });

  it('has as many entries as are behind it, for others as many as are public', () => {
    const entries = { all: 1_060, ofKinds: 12 };
    const shown = (withheld: 'nothing' | 'events') =>
      targetRow({ ...part, entries, withheld }, { figure: 'forecast', eventsOf: () => '' });
    expect(shown('nothing').cells.at(-1)).toMatchObject({ text: '1,060' });
    expect(shown('events').cells.at(-1)).toMatchObject({ text: '12 public' });
  });
});

const part = {
  ...{ code: 'RBA' as OdsCode, name: 'Example NHS Trust', icb: null, region: null },
  ...{ successors: [], counts: false, inputs: null, events: [], withheld: 'nothing' as const },
};
