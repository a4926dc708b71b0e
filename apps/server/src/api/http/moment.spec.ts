import { isoDate } from '#vocabulary';
import { AS_OF_SENTENCE, asOfIn, knownAtIn, limitIn, minPositionIn } from './moment.js';

const today = isoDate('2026-11-24');
const present = { now: '2026-11-24T09:00:00.000Z', today, head: 1234n, lastEntry: 1234 };

describe('Reading asOf', () => {
  it('is today where no day is named', () => {
    expect(asOfIn(undefined, today)).toBe('2026-11-24');
  });

  it.each(['2026-11-24', '2020-02-29', '0001-01-01'])('takes %s', (day) => {
    expect(asOfIn(day, today)).toBe(day);
  });

  it.each(['2026-11-25', '2025-02-29', '2026-3-1', 'yesterday', ''])('refuses "%s"', (text) => {
    expect(() => asOfIn(text, today)).toThrow(AS_OF_SENTENCE);
  });
});

describe('Reading knownAt', () => {
  it('is everything where it is left out', () => {
    expect(knownAtIn(undefined, present)).toBeUndefined();
  });

  it.each([
    ['2026-03-31', { day: '2026-03-31' }],
    ['1234', { entry: 1234 }],
    ['2026-03-31T09:00:00Z', { instant: '2026-03-31T09:00:00.000Z' }],
    ['2026-03-31T10:00:00+01:00', { instant: '2026-03-31T09:00:00.000Z' }],
  ])('takes %s', (text, known) => {
    expect(knownAtIn(text, present)).toEqual(known);
  });

  it.each(['', 'now', '2026-02-30', '2026-03-31T25:00:00Z', '2026-03-31 09:00', '-1', '1.5'])(
    'refuses "%s"',
    (text) => {
      expect(() => knownAtIn(text, present)).toThrow(/^Enter a day like/);
    },
  );
});

describe('Reading a knownAt that lies ahead', () => {
  it.each([
    ['2026-11-25', 'Enter today or an earlier day'],
    ['2026-11-24T09:00:00.001Z', 'Enter an instant that has passed'],
    ['1235', 'Enter an entry up to 1234, the last one'],
  ])('refuses %s: nothing is known yet of what comes later', (text, sentence) => {
    expect(() => knownAtIn(text, present)).toThrow(`${sentence}: nothing is known yet`);
  });

  it.each(['2026-11-24', '2026-11-24T09:00:00Z', '1234'])('takes %s, the last of all', (text) => {
    expect(() => knownAtIn(text, present)).not.toThrow();
  });
});

describe('Reading the other parameters', () => {
  it('takes a position as Log-Position gave it', () => {
    expect(minPositionIn(undefined)).toBeUndefined();
    expect(minPositionIn('42')).toBe(42n);
    expect(() => minPositionIn('4 2')).toThrow(/Log-Position/);
  });

  it('takes up to 500 rows a page', () => {
    expect(limitIn(undefined)).toBe(100);
    expect(limitIn('500')).toBe(500);
    expect(() => limitIn('501')).toThrow('Enter a number from 1 to 500');
    expect(() => limitIn('0')).toThrow('Enter a number from 1 to 500');
  });
});
