import type { OdsCode } from '#vocabulary';
import { targetHead, targetRow } from './target-rows.js';

describe('A trust in the explanation of a forecast', () => {
  it('is said to have reached it, not to be known to have, or not to be counted, as it is', () => {
    expect(
      targetHead('forecast')
        .slice(1, 4)
        .map(({ text }) => text),
    ).toEqual(['Among those forecast', 'Chance of missing it', 'Why']);
    const told = (verdict?: 'counts' | 'unknown') => {
      const held =
        verdict === undefined ? [] : [{ code: part.code, verdict, reason: 'nobody reported' }];
      return targetRow(part, { figure: 'forecast', eventsOf: () => '', held }).cells.slice(0, 3);
    };
    expect(told('counts')).toEqual([
      ...['No', 'Not applicable', 'It has reached the target. Nobody reported.'],
    ]);
    expect(told('unknown')).toEqual([
      ...['No', 'Not applicable'],
      'It is not known whether it has reached the target. Nobody reported.',
    ]);
    expect(told()).toEqual([
      ...['No', 'Not applicable', 'It is not among the trusts that the target counts.'],
    ]);
  });

  it('has as many entries as are behind it, for others as many as are public', () => {
    const entries = { all: 1_060, ofKinds: 12 };
    const shown = (withheld: 'nothing' | 'events') =>
      targetRow(
        { ...part, entries, withheld },
        {
          ...{ figure: 'forecast', eventsOf: () => '', held: [] },
        },
      );
    expect(shown('nothing').cells.at(-1)).toMatchObject({ text: '1,060' });
    expect(shown('events').cells.at(-1)).toMatchObject({ text: '12 public' });
  });
});

const part = {
  ...{ code: 'RBA' as OdsCode, name: 'Example NHS Trust', icb: null, region: null },
  ...{ successors: [], counts: false, inputs: null, events: [], withheld: 'nothing' as const },
};
