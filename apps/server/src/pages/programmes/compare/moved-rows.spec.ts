import type { FigureMoved } from '#read-models';
import { movedInWords } from './moved-rows.js';

describe('How many figures moved', () => {
  it.each([
    [['changed'], '1 figure changed.'],
    [['changed', 'changed'], '2 figures changed.'],
    [['corrected'], '1 figure differs: 1 corrected.'],
    [['changed', 'new', 'withdrawn', 'new'], '4 figures differ: 2 new, 1 changed, 1 withdrawn.'],
  ] as const)('is told by what became of them: %j', (changes, words) => {
    expect(movedInWords(changes.map(moved))).toBe(words);
  });
});

const moved = (change: FigureMoved['change']): FigureMoved => ({
  ...{ aspect: 'stage', code: 'RXX', name: 'Trust', subject: '', how: 'happened', change },
  ...{ before: null, after: null, entries: 1, cause: null },
});
