import { isoDate } from '#vocabulary';
import { fact } from './testing/index.js';
import { actualsOfSums, actualSums, judgedActuals } from './judged-actuals.js';
import { moneyOf, type BenefitMoney } from './money.js';

const JULY = '2024-07-31';
const AUGUST = '2024-08-31';

describe('The actuals of a benefit', () => {
  it('are validated or rejected by a judgement that names their statement', () => {
    const states = judgedActuals([
      { ...actual(JULY, 100), eventId: 'a-1' },
      { ...actual(AUGUST, 200), eventId: 'a-2' },
      { ...judgement('a-1', 'validated'), eventId: 'v-1' },
      { ...judgement('a-2', 'rejected'), eventId: 'v-2' },
    ]).map(({ to, state, judgement: by }) => [to, state, by?.eventId]);
    expect(states).toEqual([
      [JULY, 'validated', 'v-1'],
      [AUGUST, 'rejected', 'v-2'],
    ]);
  });

  it('lose their judgement to a correction, and have the later one of two', () => {
    const corrected = { ...actual(JULY, 90), eventId: 'a-3' };
    const old = judgement('a-1', 'validated');
    expect(judgedActuals([corrected, old])).toMatchObject([{ state: 'recorded' }]);
    const [again, no] = [
      { ...judgement('a-3', 'validated'), firstEntry: 7 },
      { ...judgement('a-3', 'rejected'), firstEntry: 8 },
    ];
    expect(judgedActuals([no, again, corrected])).toMatchObject([{ state: 'rejected' }]);
  });

  it('add up by what became of them, those below the gate apart', () => {
    const facts = [
      { ...actual(JULY, 100), eventId: 'a-1' },
      { ...actual(AUGUST, 50, 'below'), eventId: 'a-2' },
      judgement('a-1', 'validated'),
      judgement('a-2', 'validated'),
    ];
    expect(actualSums(judgedActuals(facts), isoDate(AUGUST))).toEqual({
      ...{ validated: 100, awaiting: 0, rejected: 0, belowGate: 50 },
      counts: { validated: 1, awaiting: 0, rejected: 0, belowGate: 1 },
      lastActual: AUGUST,
      lastValidated: JULY,
    });
    const later = actualSums(judgedActuals(facts), isoDate(AUGUST), isoDate('2024-08-01'));
    expect(later).toMatchObject({ validated: 0, belowGate: 50 });
    expect(actualSums(judgedActuals(facts), isoDate('2024-08-30'))).toMatchObject({ belowGate: 0 });
  });

  it('come to the same money as sums as they do one by one', () => {
    const actuals = judgedActuals([
      { ...actual(JULY, 0), eventId: 'a-1' },
      { ...actual(AUGUST, 50), eventId: 'a-2' },
      judgement('a-1', 'validated'),
    ]);
    const day = isoDate(AUGUST);
    const period = { from: isoDate('2024-07-01'), to: day, amount: 500 };
    const benefit: BenefitMoney = {
      ...{ benefit: 'B', class: 'CRB', original: [period], current: [period], actuals },
      ...{ writtenOff: 0, disbenefits: 0 },
    };
    const summed = actualsOfSums(actualSums(actuals, day), day);
    expect(moneyOf({ ...benefit, actuals: summed }, day)).toEqual(moneyOf(benefit, day));
  });
});

const actual = (to: string, amount: number, gate?: 'below') =>
  fact('benefit-actual', '', to, {
    amount,
    from: isoDate(`${to.slice(0, 8)}01`),
    ...(gate && { gate }),
  });

const judgement = (names: string, state: 'validated' | 'rejected') =>
  fact('benefit-validation', 'fact', JULY, { state, names, from: isoDate('2024-07-01') });
