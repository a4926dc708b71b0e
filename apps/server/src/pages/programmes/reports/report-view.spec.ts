import type { FigureStanding } from '#read-models';
import { becameInWords } from './report-view.js';

describe('What became of the figures of a report', () => {
  const figures = (...each: readonly Became[]) => becameInWords(each.map((of) => became[of]));

  it('is that all are the same, or what else they are', () => {
    expect(figures('same', 'same')).toBe('2 of its 2 figures are the same by what is known now.');
    expect(figures('same', 'restated', 'restated', 'untold')).toBe(
      '1 of its 4 figures is the same by what is known now; 2 have been restated and 1 cannot be worked out.',
    );
    expect(figures('restated', 'restated')).toBe(
      'None of its 2 figures is the same by what is known now; 2 have been restated.',
    );
    expect(figures('restated')).toBe('Its one figure has been restated.');
  });

  it('counts apart those that were different from the start, which nothing restated', () => {
    expect(figures('same', 'different', 'restated', 'untold')).toBe(
      '1 of its 4 figures is the same by what is known now; 1 has been restated, 1 was different from the start and 1 cannot be worked out.',
    );
    expect(figures('same', 'different', 'different')).toBe(
      '1 of its 3 figures is the same by what is known now; 2 were different from the start.',
    );
    expect(figures('different')).toBe('Its one figure was different from the start.');
  });

  it('is nothing where it published none', () => {
    expect(figures()).toBe('It published no figures.');
  });
});

const published = {
  ...{ report: 'board', figure: 'use-gap', unit: 'points', formulaVersion: '1', value: 50.2 },
  ...{ restatedOn: null, restatedAt: null, note: null },
};
const became = {
  same: { ...published, standing: 'stands', now: { value: 50.21 } },
  different: { ...published, standing: 'stands', now: { value: 48 } },
  restated: { ...published, standing: 'restated', now: { value: 48 } },
  untold: { ...published, standing: 'not-re-performed', now: null },
} as const satisfies Readonly<Record<string, FigureStanding>>;
type Became = keyof typeof became;
