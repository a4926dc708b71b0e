import { isoDate } from '#vocabulary';
import { rowsAnswer } from '../forms/rows-typed.js';
import {
  periodAfter,
  periodRead,
  periodsAnswer,
  periodsBody,
  periodWritten,
} from './periods-typed.js';

describe('A period that is typed', () => {
  it.each([
    ['1 April 2026', '30 June 2026', '2026-04-01', '2026-06-30'],
    ['1/4/2026', '30 6 2026', '2026-04-01', '2026-06-30'],
    ['2026-04-01', '30 jun 2026', '2026-04-01', '2026-06-30'],
    ['April 2026', 'June 2026', '2026-04-01', '2026-06-30'],
    ['April 2026', '', '2026-04-01', '2026-04-30'],
    ['2026/27', '', '2026-04-01', '2027-03-31'],
    ['1 April 2026', '', '2026-04-01', ''],
    ['soon', '31 April 2026', 'soon', '31 April 2026'],
  ])('is read by its days: %s, %s', (from, to, first, last) => {
    expect(periodRead({ from, to, amount: '£12,500.50' })).toEqual({
      ...{ from: first, to: last, amount: '12500.50' },
    });
  });

  it('is written as it would be typed', () => {
    expect(periodWritten({ from: '2026-04-01', to: 'later', amount: '3' })).toEqual({
      ...{ from: '1 April 2026', to: 'later', amount: '3' },
    });
  });
});

describe('The period after one', () => {
  it.each([
    ['2026-04-01', '2026-04-30', '2026-05-01', '2026-05-31'],
    ['2026-02-01', '2026-02-28', '2026-03-01', '2026-03-31'],
    ['2026-04-01', '2026-06-30', '2026-07-01', '2026-09-30'],
    ['2026-04-01', '2027-03-31', '2027-04-01', '2028-03-31'],
    ['2026-04-15', '2026-05-14', '2026-05-15', '2026-06-14'],
    ['2026-04-01', '2026-04-14', '2026-04-15', '2026-04-28'],
  ])('is as long: %s to %s', (from, to, first, last) => {
    expect(periodAfter({ from, to, amount: '100' })).toEqual({ from: first, to: last });
  });

  it('goes no further than the calendar', () => {
    expect(periodAfter({ from: '9999-12-01', to: '9999-12-31' })).toEqual({});
    expect(periodAfter({ from: '9999-01-01', to: '9999-06-30' })).toEqual({ from: '9999-07-01' });
    expect(periodAfter({ from: '9999-12-01', to: '9999-12-17' })).toEqual({ from: '9999-12-18' });
  });

  it('is left open where one cannot be read', () => {
    expect(periodAfter({ from: 'soon', to: '2026-04-30' })).toEqual({});
    expect(periodAfter({ from: '2026-04-30', to: '2026-04-01' })).toEqual({});
  });
});

describe('Amounts by period', () => {
  const trajectory = [
    { from: isoDate('2026-04-01'), to: isoDate('2026-04-30'), amount: 1_250_050 },
    { from: isoDate('2026-05-01'), to: isoDate('2026-07-31'), amount: 300 },
  ];

  it('are handed in as they were answered, in pence where they are money', () => {
    const bodies = trajectory.map((each) => ({ ...each, amount: String(each.amount) }));
    expect(periodsBody(periodsAnswer(trajectory, 'pence'), 'pence')).toEqual(bodies);
    expect(periodsBody(periodsAnswer(trajectory, 'hours'), 'hours')).toEqual(bodies);
  });

  it('leave out rows that are empty, and keep what cannot be read', () => {
    const answer = rowsAnswer([{}, { from: 'soon', to: '', amount: 'many' }, {}]);
    expect(periodsBody(answer, 'pence')).toEqual([{ from: 'soon', to: '', amount: '£many' }]);
    expect(periodsBody(rowsAnswer([{}, {}]), 'pence')).toEqual([]);
    expect(periodsBody(undefined, 'pence')).toEqual([]);
  });
});
