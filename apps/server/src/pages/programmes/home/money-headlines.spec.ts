import type { MoneyGapAnswer } from '#read-models';
import { moneyHeadlines } from './money-headlines.js';

describe('The money that a board looks at first', () => {
  const cash = (now: Partial<ClassMoney>) =>
    moneyHeadlines({
      ...{ now: answer(now), before: answer({}), since: '30 June 2025', explained: '/explain' },
    })[0]?.of;

  it('is what is validated of what is approved, and how that is against plan', () => {
    const due = { benefits: 2, due: 1, currentTotal: 500_000, currentToDate: 300_000 };
    expect(cash({ ...due, validated: 100_000 })).toBe(
      'validated of £3,000 approved to date: £2,000 behind plan',
    );
    expect(cash({ ...due, validated: 300_000 })).toBe(
      'validated of £3,000 approved to date: as approved',
    );
  });

  it('is on no plan where no benefit is approved yet', () => {
    expect(cash({ benefits: 2 })).toBe('validated, and none approved yet');
  });

  it('is on no plan where none of what is approved is due yet', () => {
    expect(cash({ benefits: 2, currentTotal: 500_000 })).toBe(
      'validated, and none of £5,000 approved is due yet',
    );
  });

  it('leaves out a kind without benefits', () => {
    expect(cash({})).toBeUndefined();
  });
});

type ClassMoney = MoneyGapAnswer['total']['money']['total'];

const none = { benefits: 0, due: 0, currentTotal: 0, currentToDate: 0, validated: 0 };

const answer = (cash: Partial<ClassMoney>) =>
  ({
    total: { money: { byClass: { CRB: { ...none, ...cash }, NCRB: none, SB: none } } },
  }) as unknown as MoneyGapAnswer;
