import fc from 'fast-check';
import type { PeriodAmount } from '#facts';
import { addMonths, dayBefore, isoDate } from '#vocabulary';
import {
  moneyClasses,
  moneyGapOf,
  moneyOf,
  type Actual,
  type BenefitMoney,
  type ClassMoney,
} from './money.js';

describe('The money of a benefit', () => {
  it('is held against the original and the newest approval, to date', () => {
    const money = moneyOf(
      benefit({
        original: months(100, 100, 100),
        current: months(50, 100, 150),
        actuals: [actual(0, 60, 'validated')],
      }),
      isoDate('2025-05-31'),
    );
    expect(money).toMatchObject({
      originalToDate: 200,
      originalTotal: 300,
      currentToDate: 150,
      currentTotal: 300,
      validated: 60,
      gapToOriginal: 140,
      gapToCurrent: 90,
    });
  });

  it('keeps what awaits validation, was rejected, or lies below the gate out of what is validated', () => {
    const money = moneyOf(
      benefit({
        actuals: [
          actual(0, 1, 'validated'),
          actual(1, 2, 'recorded'),
          actual(2, 4, 'rejected'),
          { ...actual(3, 8, 'validated'), belowGate: true },
          { ...actual(4, 16, 'recorded'), belowGate: true },
        ],
      }),
      isoDate('2026-03-31'),
    );
    expect(money).toMatchObject({ validated: 1, awaiting: 2, rejected: 4, belowGate: 24 });
  });

  it('counts no actual whose window has not ended', () => {
    const one = benefit({ actuals: [actual(0, 5, 'validated')] });
    expect(moneyOf(one, isoDate('2025-04-29')).validated).toBe(0);
    expect(moneyOf(one, isoDate('2025-04-30')).validated).toBe(5);
  });

  it('shows what slid right up to what is expected now', () => {
    const approved = { original: months(100, 100, 0), current: months(90, 110, 0) };
    expect(moneyOf(benefit(approved), isoDate('2025-04-30')).moves.slidRight).toBe(10);
    const revised = benefit({ ...approved, forecast: months(100, 30, 60) });
    expect(moneyOf(revised, isoDate('2025-04-30')).moves).toEqual({
      slidRight: 60,
      broughtForward: 0,
      dropped: 10,
      added: 0,
    });
  });

  it('says what is due of it, and whether any of that was validated', () => {
    const due = (differing: Partial<BenefitMoney>, asOf: string) => {
      const money = moneyOf(benefit({ current: months(10), ...differing }), isoDate(asOf));
      return [money.due, money.unvalidated];
    };
    expect(due({}, '2025-04-29')).toEqual([0, 0]);
    expect(due({}, '2025-04-30')).toEqual([1, 1]);
    expect(due({ actuals: [actual(0, 3, 'recorded')] }, '2025-04-30')).toEqual([1, 1]);
    expect(due({ actuals: [actual(0, 0, 'validated')] }, '2025-04-30')).toEqual([1, 0]);
    expect(due({ current: [] }, '2025-04-30')).toEqual([0, 0]);
  });

  it('is net of the disbenefits, beside what was written off', () => {
    const one = benefit({ actuals: [actual(0, 9, 'validated')], disbenefits: 4, writtenOff: 7 });
    expect(moneyOf(one, isoDate('2026-03-31'))).toMatchObject({
      net: 5,
      disbenefits: 4,
      writtenOff: 7,
    });
  });
});

describe('The money gap', () => {
  it('is given by class, beside the total of the classes', () => {
    const { byClass, total } = moneyGapOf(
      [
        benefit({ class: 'CRB', current: months(1) }),
        benefit({ class: 'CRB', current: months(2) }),
        benefit({ class: 'NCRB', current: months(4) }),
        benefit({ class: 'SB', current: months(8) }),
      ],
      isoDate('2025-04-30'),
    );
    expect(moneyClasses.map((name) => byClass[name].gapToCurrent)).toEqual([3, 4, 8]);
    expect(moneyClasses.map((name) => byClass[name].benefits)).toEqual([2, 1, 1]);
    expect(total).toMatchObject({ gapToCurrent: 15, benefits: 4 });
  });

  it('counts what cannot be valued, and sums none of it', () => {
    const figure = moneyGapOf(
      [benefit({ class: 'UB', current: months(99), actuals: [actual(0, 99, 'validated')] })],
      isoDate('2026-03-31'),
    );
    expect(figure.unmonetised).toBe(1);
    expect(figure.total).toMatchObject({ benefits: 0, currentTotal: 0, validated: 0 });
  });

  it('comes to the same whole whatever the order, class by class and state by state', () => {
    fc.assert(
      fc.property(fc.array(anyBenefit(), { maxLength: 8 }), month(), (benefits, ended) => {
        const asOf = dayBefore(addMonths(APRIL, ended));
        const figure = moneyGapOf(benefits, asOf);
        expect(moneyGapOf([...benefits].reverse(), asOf)).toEqual(figure);
        const classes = moneyClasses.map((name) => figure.byClass[name]);
        const sum = (amount: (money: ClassMoney) => number) =>
          classes.reduce((all, each) => all + amount(each), 0);
        expect(sum(({ gapToOriginal }) => gapToOriginal)).toBe(figure.total.gapToOriginal);
        expect(sum(({ moves }) => moves.slidRight)).toBe(figure.total.moves.slidRight);
        const { validated, awaiting, rejected, belowGate, gapToCurrent, currentToDate } =
          figure.total;
        expect(gapToCurrent + validated).toBe(currentToDate);
        const windows = benefits
          .filter((each) => each.class !== 'UB')
          .flatMap(({ actuals }) => actuals)
          .filter(({ to }) => to <= asOf);
        expect(validated + awaiting + rejected + belowGate).toBe(
          windows.reduce((all, { amount }) => all + amount, 0),
        );
        expect(figure.total.benefits + figure.unmonetised).toBe(benefits.length);
      }),
      { seed: 20260401 },
    );
  });
});

const APRIL = isoDate('2025-04-01');

const monthOf = (month: number, amount: number): PeriodAmount => ({
  from: addMonths(APRIL, month),
  to: dayBefore(addMonths(APRIL, month + 1)),
  amount,
});

/** A month each from April 2025 on. */
const months = (...amounts: readonly number[]) =>
  amounts.map((amount, month) => monthOf(month, amount));

const actual = (month: number, amount: number, state: Actual['state']): Actual => ({
  ...monthOf(month, amount),
  state,
  belowGate: false,
});

const benefit = (differing: Partial<BenefitMoney>): BenefitMoney => ({
  benefit: 'RXX-ONE',
  class: 'NCRB',
  original: [],
  current: [],
  actuals: [],
  writtenOff: 0,
  disbenefits: 0,
  ...differing,
});

const month = () => fc.integer({ min: 0, max: 12 });
const amounts = () => fc.array(fc.integer({ min: 0, max: 1e9 }), { maxLength: 12 });

const anyBenefit = (): fc.Arbitrary<BenefitMoney> =>
  fc.record({
    benefit: fc.constantFrom('RXX-ONE', 'RXX-TWO'),
    class: fc.constantFrom(...moneyClasses, 'UB' as const),
    original: amounts().map((each) => months(...each)),
    current: amounts().map((each) => months(...each)),
    actuals: fc
      .array(
        fc.record({
          month: month(),
          amount: fc.integer({ min: 0, max: 1e9 }),
          state: fc.constantFrom('recorded' as const, 'validated' as const, 'rejected' as const),
          belowGate: fc.boolean(),
        }),
        { maxLength: 6 },
      )
      .map((all) =>
        all.map(({ month: at, belowGate, amount, state }) => ({
          ...actual(at, amount, state),
          belowGate,
        })),
      ),
    writtenOff: fc.nat(),
    disbenefits: fc.nat(),
  });
