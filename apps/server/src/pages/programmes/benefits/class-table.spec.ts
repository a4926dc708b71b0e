import { moneyInWords } from '../../money-in-words.js';
import { movement } from '../frame/movement.js';
import { byClass } from './class-table.js';

describe('Money by class', () => {
  const pence = { CRB: 100_080, NCRB: 7_636_560, SB: 20_070 };
  const one = { benefits: 1 };
  const table = byClass('By class', [{ text: 'Validated since', of: (name) => pence[name] }], {
    CRB: one,
    NCRB: one,
    SB: one,
  });
  const shown = table.rows.map((row) => row.map(({ text }) => text));

  it('has in each class the pounds that other pages have, and adds up as it is shown', () => {
    expect(shown).toEqual([
      ['Cash-releasing', '1', '£1,001'],
      ['Non-cash-releasing', '1', '£76,366'],
      ['Societal', '1', '£201'],
      ['All', '3', '£77,568'],
    ]);
  });

  it('tells the same movement as a comparison of the two days', () => {
    const [then, now] = [0, pence.NCRB].map((amount) => ({ low: amount, high: amount }));
    if (then === undefined || now === undefined) throw new Error('Two days are compared.');
    const moved = movement({ then, now }, { decimals: 0, inWords: moneyInWords });
    expect(moved).toBe(`up ${shown[1]?.[2] ?? ''}`);
  });
});
