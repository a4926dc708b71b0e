import { differencesOf, inFew, numbersOf, saysTheSame } from './agreement.js';

describe('A published figure and the same worked out again', () => {
  it('agree to the decimals that were published, rounded or cut', () => {
    expect(differencesOf({ value: 66.61 }, { value: 66.615 })).toEqual([]);
    expect(differencesOf({ value: 66.62 }, { value: 66.615 })).toEqual([]);
    expect(differencesOf({ value: 66.6 }, { value: 66.615 })).toEqual([]);
    expect(differencesOf({ value: 66.63 }, { value: 66.615 })).toEqual(['value']);
    expect(differencesOf({ value: 29 }, { value: 0.29 * 100 })).toEqual([]);
    expect(differencesOf({ value: -2 }, { value: -1.6 })).toEqual([]);
  });

  it('differ by a single trust, or by the number of trusts', () => {
    expect(differencesOf({ numerator: 187, denominator: 206 }, trusts(188, 206))).toEqual([
      'numerator',
    ]);
    expect(differencesOf({ numerator: 187, denominator: 206 }, trusts(187, 205))).toEqual([
      'denominator',
    ]);
  });

  it('agree where neither knew a number, and differ where one of them did', () => {
    expect(differencesOf({}, {})).toEqual([]);
    expect(differencesOf({}, { value: 0 })).toEqual(['value']);
    expect(differencesOf({ value: 0 }, {})).toEqual(['value']);
  });

  it('are compared by what was published alone', () => {
    expect(differencesOf({ numerator: 3 }, { ...trusts(3, 4), low: 75, high: 100 })).toEqual([]);
  });
});

describe('A published figure that was worked out twice', () => {
  const published = { value: 66.6 };

  it('says the same where only digits moved that were not published', () => {
    expect(saysTheSame(published, { value: 66.612 }, { value: 66.648 })).toBe(true);
    expect(saysTheSame(published, { value: 66.61 }, { value: 66.69 })).toBe(true);
    expect(saysTheSame(published, { value: 70.112 }, { value: 70.123 })).toBe(true);
    expect(saysTheSame(published, { value: 70.112 }, { value: 70.213 })).toBe(false);
  });

  it('says another thing where it came to what was published and does no more, or does now', () => {
    expect(saysTheSame(published, { value: 66.64 }, { value: 66.74 })).toBe(false);
    expect(saysTheSame(published, { value: 66.74 }, { value: 66.64 })).toBe(false);
    expect(saysTheSame(published, { value: 66.6 }, {})).toBe(false);
    expect(saysTheSame(published, {}, {})).toBe(true);
  });

  it('is compared by the numbers that were published alone', () => {
    const once = { value: 0, ...trusts(0, 2) };
    expect(saysTheSame({ value: 1 }, once, { value: 0, ...trusts(0, 3) })).toBe(true);
    expect(saysTheSame(trusts(1, 2), once, { value: 0, ...trusts(0, 3) })).toBe(false);
  });

  it('is compared by all numbers where it was published without one', () => {
    expect(saysTheSame({}, { value: 1 }, { value: 1 })).toBe(true);
    expect(saysTheSame({}, { value: 1 }, { value: 2 })).toBe(false);
    expect(saysTheSame({}, {}, { value: 2 })).toBe(false);
    expect(saysTheSame({}, { value: 2 }, {})).toBe(false);
  });
});

describe('A figure in a few words', () => {
  it.each([
    [{ value: 66.614_9, low: 1, high: 2 }, '66.61'],
    [{ low: 50, high: 100, numerator: 1, denominator: 2 }, '50 to 100'],
    [{ numerator: 1, denominator: 2 }, '1 of 2'],
    [{ numerator: 19 }, '19'],
    [{}, 'not known'],
  ])('%j: %s', (numbers, words) => {
    expect(inFew(numbers)).toBe(words);
  });

  it('is made of its numbers alone', () => {
    const figure = { unit: 'trusts', denominator: 2, numerator: 1 };
    expect(numbersOf(figure)).toEqual({ numerator: 1, denominator: 2 });
  });
});

const trusts = (numerator: number, denominator: number) => ({ numerator, denominator });
