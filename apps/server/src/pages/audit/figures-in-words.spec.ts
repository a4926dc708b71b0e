import { isoDate } from '#vocabulary';
import { figureInWords, numbersInWords, nowInWords, restatedInWords } from './figures-in-words.js';

const names = {
  organisation: (code: string) => `Example NHS Trust (${code})`,
  target: () => 'Trusts with an EPR',
  definition: () => 'An EPR is in place',
};

describe('A published figure in words', () => {
  it.each([
    [{ figure: 'money-validated', of: 'CRB', unit: 'pence' }, 'Value validated, cash-releasing'],
    [
      { figure: 'money-gap-to-original', of: 'NCRB', unit: 'pence' },
      'Money gap to the first approval, non-cash-releasing',
    ],
    [{ figure: 'stage-distribution', of: '0', unit: 'trusts' }, 'Trusts below stage 1'],
    [{ figure: 'boundary-gap', unit: 'points' }, 'Boundary gap'],
    [
      { figure: 'coverage', of: 'coverage', unit: 'percent' },
      'Coverage of the target “Trusts with an EPR”',
    ],
    [
      { figure: 'epr-coverage', of: 'epr', unit: 'percent' },
      'Trusts with an EPR by “An EPR is in place”',
    ],
    [
      { figure: 'constructor', of: 'RXX', unit: 'points' },
      '“constructor” of Example NHS Trust (RXX)',
    ],
  ])('is named as people say it: %j', (figure, name) => {
    expect(figureInWords(figure, names)).toBe(name);
  });

  it('has its money in pounds, to the penny, and how many trusts it is of', () => {
    const numbers = { value: 34_681_440_650, numerator: 19, denominator: 22 };
    expect(numbersInWords(numbers, 'pence')).toBe('£346,814,406.50 (19 of 22 trusts)');
    expect(numbersInWords({ numerator: 19, denominator: 22 }, 'pence')).toBe('19 of 22 trusts');
  });

  it('says below stage 1 where it shows none', () => {
    expect(numbersInWords({ value: 0 }, 'stage')).toBe('Below stage 1');
    expect(numbersInWords({ low: 0, high: 4 }, 'stage')).toBe('Below stage 1, or up to stage 4');
    expect(numbersInWords({ value: 2 }, 'stage')).toBe('Stage 2');
  });

  it('is never shown as zero where it is not known', () => {
    expect(numbersInWords({}, 'pence')).toBe('Not known');
    expect(numbersInWords(null, 'points')).toBe('Not worked out');
  });

  it('has both ends of a range with as many decimals', () => {
    expect(numbersInWords({ low: 37.26, high: 50.9 }, 'points')).toBe('37.26 to 50.90 points');
    expect(numbersInWords({ low: 1, high: 3 }, 'points')).toBe('1 to 3 points');
  });
});

describe('A published figure by what is known now, in words,', () => {
  const since = { restatedOn: isoDate('2025-08-20'), restatedAt: 41, note: 'restated' };
  const never = { restatedOn: null, restatedAt: null, note: null };
  const published = {
    ...{ report: 'board', figure: 'stage-distribution', of: '0' },
    ...{ unit: 'trusts', formulaVersion: '1', value: 1 },
  };

  it('is the same where it is what was published, once rounded', () => {
    const stands = { ...published, ...never, standing: 'stands' } as const;
    expect(nowInWords({ ...stands, now: { value: 1 } })).toBe('The same');
    expect(nowInWords({ ...stands, unit: 'points', value: 0.3, now: { value: 0.29 } })).toBe(
      'The same',
    );
  });

  it('is what it comes to where it was another from the start', () => {
    expect(nowInWords({ ...published, ...never, standing: 'stands', now: { value: 0 } })).toBe(
      '0 trusts (different from the start)',
    );
  });

  it('is what it comes to and since when where it was restated', () => {
    expect(nowInWords({ ...published, ...since, standing: 'restated', now: { value: 3 } })).toBe(
      '3 trusts (since 20 August 2025)',
    );
  });

  it('is said not to be worked out where it cannot be, and why', () => {
    const not = { ...published, ...never, standing: 'not-re-performed', now: null } as const;
    expect(nowInWords(not)).toBe('Not worked out');
    expect(nowInWords({ ...not, of: 'RYY', whyNot: 'of-unknown' })).toBe(
      'Not worked out: nothing is recorded about RYY',
    );
    expect(nowInWords({ ...not, whyNot: 'unit-unknown' })).toBe(
      'Not worked out: the formula gives no figure in this unit',
    );
  });
});

describe('How many published figures are restated', () => {
  const said = (...standings: readonly ('stands' | 'restated' | 'not-re-performed')[]) =>
    restatedInWords(standings.map((standing) => ({ standing })));

  it('is said of all, those apart that cannot be worked out', () => {
    expect(said('stands', 'stands')).toBe('None of 2 published figures is restated.');
    expect(said('stands', 'restated')).toBe('1 of 2 published figures is restated.');
    expect(said('restated', 'restated', 'not-re-performed')).toBe(
      '2 of 3 published figures are restated; 1 cannot be worked out.',
    );
    expect(said('stands', 'not-re-performed', 'not-re-performed')).toBe(
      'None of 3 published figures is restated; 2 cannot be worked out.',
    );
  });

  it('is said of the only one by itself', () => {
    expect(said('stands')).toBe('The one published figure is not restated.');
    expect(said('restated')).toBe('The one published figure is restated.');
    expect(said('not-re-performed')).toBe('The one published figure cannot be worked out.');
  });

  it('is not said where nothing was published', () => {
    expect(said()).toBeUndefined();
  });
});
