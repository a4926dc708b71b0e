import type { OdsCode } from '#vocabulary';
import { targetHead, targetRow } from './target-rows.js';

describe('A trust in the explanation of a forecast', () => {
  it('of which nothing is known is not among those forecast, and not said to have reached it', () => {
    const part = {
      ...{ code: 'RBA' as OdsCode, name: 'Example NHS Trust', icb: null, region: null },
      ...{ successors: [], counts: false, inputs: null, events: [], withheld: 'nothing' as const },
    };
    const { cells } = targetRow(part, { figure: 'forecast', eventsOf: () => '' });
    expect(targetHead('forecast').slice(1, 4)).toEqual([
      'Among those forecast',
      'Chance of missing it',
      'Why',
    ]);
    expect(cells.slice(0, 3)).toEqual([
      'No',
      'Not applicable',
      'It has reached the target, is not known to have, or is not counted.',
    ]);
  });
});
