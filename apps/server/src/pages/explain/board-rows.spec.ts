import type { BoardExplanation, QualityLine } from '#read-models';
import { qualityResult } from './board-rows.js';

describe('What was put right, in the explanation of a board', () => {
  it('is told line by line, each by what it is', () => {
    const answer = ['corrected', 'withdrawn', 'after-close', 'published-figures'].map(
      (of) => ({ measure: 'corrections', of, numerator: 1, denominator: 10 }) as QualityLine,
    );
    expect(qualityResult({ answer } as unknown as BoardExplanation)).toEqual([
      'Put right: corrected 10% (1 of 10).',
      'Put right: withdrawn 10% (1 of 10).',
      'Put right after a period was closed 10% (1 of 10).',
      'Published figures that have changed 10% (1 of 10).',
    ]);
  });
});
