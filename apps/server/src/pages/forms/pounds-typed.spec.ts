import { penceOf, poundsOf } from './pounds-typed.js';

describe('An amount in pounds', () => {
  it.each([
    ['4200.50', '420050'],
    ['£4,200.5', '420050'],
    ['-£ 12', '-1200'],
    ['£-12', '-1200'],
    ['0', '0'],
    ['999999999999.99', '99999999999999'],
  ])('is read as pence: %s', (typed, pence) => {
    expect(penceOf(typed)).toBe(pence);
    expect(penceOf(poundsOf(Number(pence)))).toBe(pence);
  });

  it.each(['2500.000', '1000000000000', 'many', '1e3', '.5', '12.'])(
    'is no number of anything where it is none in whole pence: %s',
    (typed) => {
      expect(Number(penceOf(typed))).toBeNaN();
    },
  );

  it('is not there where nothing was typed', () => {
    expect([penceOf(undefined), penceOf('')]).toEqual([undefined, '']);
  });
});
