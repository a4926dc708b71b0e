import type { FigureMoved } from '#read-models';
import { changeInWords } from './moved-cells.js';
import { movedInWords } from './moved-rows.js';

describe('How many figures moved', () => {
  it.each([
    [['changed'], '1 figure changed.'],
    [['changed', 'changed'], '2 figures changed.'],
    [['corrected'], '1 figure differs: 1 corrected.'],
    [
      ['changed', 'new', 'withdrawn', 'new'],
      '4 figures differ: 2 new, 1 changed, 1 no longer known.',
    ],
  ] as const)('is told by what became of them: %j', (changes, words) => {
    expect(movedInWords(changes.map(moved))).toBe(words);
  });
});

describe('What became of a figure', () => {
  const points = (low: number, high: number) => ({ low, high, unit: 'points', by: null });
  const gap = (how: FigureMoved['how'], change: FigureMoved['change']): FigureMoved => ({
    ...{ ...moved(change), how, aspect: 'use-gap' },
    ...{ before: points(3.8, 81.4), after: points(1.3, 80) },
  });

  it('is told as that of the programme is, where its bounds leave it open', () => {
    expect(changeInWords(gap('happened', 'changed'))).toBe('Not known whether it changed');
    expect(movedInWords([gap('happened', 'changed')])).toBe('1 figure may have changed.');
  });

  it('names the entry that says otherwise about the earlier day', () => {
    expect(changeInWords(gap('learned', 'changed'))).toBe(
      'Recorded late: not known whether it changed',
    );
    const up = { ...gap('learned', 'corrected'), after: points(90, 95) };
    expect(changeInWords(up)).toBe('Corrected: up at least 8.6');
  });

  it('is new where nothing was known, and no longer known where nothing is', () => {
    expect(changeInWords({ ...gap('happened', 'new'), before: null })).toBe('New');
    expect(changeInWords({ ...gap('happened', 'withdrawn'), after: null })).toBe('No longer known');
    expect(changeInWords({ ...gap('learned', 'withdrawn'), after: null })).toBe('Withdrawn');
  });

  it('is the word alone where it cannot be counted', () => {
    const epr = { low: 1, high: 1, unit: 'epr', by: null };
    const row = { ...moved('changed'), aspect: 'epr', before: epr, after: epr } as const;
    expect(changeInWords(row)).toBe('Changed');
  });
});

const moved = (change: FigureMoved['change']): FigureMoved => ({
  ...{ aspect: 'stage', code: 'RXX', name: 'Trust', subject: '', how: 'happened', change },
  ...{ before: null, after: null, entries: 1, cause: null },
});
