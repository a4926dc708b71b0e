import { standingInWords } from './report-view.js';

describe('What became of the figures of a report', () => {
  const figures = (...standings: readonly ('stands' | 'restated' | 'not-re-performed')[]) =>
    standingInWords(standings.map((standing) => ({ standing })));

  it('is that all stand, or that some have changed', () => {
    expect(figures('stands', 'stands')).toBe(
      '2 of its 2 figures are the same by what is known now.',
    );
    expect(figures('stands', 'restated', 'restated', 'not-re-performed')).toBe(
      '1 of its 4 figures is the same by what is known now; 2 have changed and 1 cannot be worked out.',
    );
    expect(figures('restated', 'restated')).toBe(
      'None of its 2 figures is the same by what is known now; 2 have changed.',
    );
    expect(figures('restated')).toBe('Its one figure has changed.');
  });

  it('is nothing where it published none', () => {
    expect(figures()).toBe('It published no figures.');
  });
});
