import type { BoardExplanation, QualityLine } from '#read-models';
import { qualityResult } from './board-rows.js';

describe('Corrections and withdrawals, in the explanation of a board', () => {
  it('is told line by line, each by what it is', () => {
    const answer = ['corrected', 'withdrawn', 'after-close', 'published-figures'].map(
      (of) => ({ measure: 'corrections', of, numerator: 1, denominator: 10 }) as QualityLine,
    );
    expect(qualityResult({ answer } as unknown as BoardExplanation)).toEqual([
      'Claims corrected: 10% (1 of 10).',
      'Claims withdrawn: 10% (1 of 10).',
      'Claims corrected or withdrawn after a period was closed: 10% (1 of 10).',
      'Published figures that are restated: 10% (1 of 10).',
    ]);
  });
});
