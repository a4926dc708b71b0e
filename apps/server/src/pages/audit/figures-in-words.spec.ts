import { figureInWords, numbersInWords } from './figures-in-words.js';

describe('A published figure in words', () => {
  it.each([
    [{ figure: 'money-validated', of: 'CRB', unit: 'pence' }, 'Value validated, cash-releasing'],
    [
      { figure: 'money-gap-to-original', of: 'NCRB', unit: 'pence' },
      'Money gap to the first approval, non-cash-releasing',
    ],
    [{ figure: 'stage-distribution', of: '0', unit: 'trusts' }, 'Trusts not yet at stage 1'],
    [{ figure: 'boundary-gap', unit: 'points' }, 'Boundary gap'],
    [{ figure: 'constructor', of: 'RXX', unit: 'points' }, '“constructor” of RXX'],
  ])('is named as people say it: %j', (figure, name) => {
    expect(figureInWords(figure)).toBe(name);
  });

  it('has its money in pounds, to the penny, and how many trusts it is of', () => {
    const numbers = { value: 34_681_440_650, numerator: 19, denominator: 22 };
    expect(numbersInWords(numbers, 'pence')).toBe('£346,814,406.50 (19 of 22 trusts)');
    expect(numbersInWords({ numerator: 19, denominator: 22 }, 'pence')).toBe('19 of 22 trusts');
  });

  it('is never shown as zero where it is not known', () => {
    expect(numbersInWords({}, 'pence')).toBe('Not known');
    expect(numbersInWords(null, 'points')).toBe('Not worked out');
  });
});
