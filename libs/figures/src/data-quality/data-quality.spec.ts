import type { KnownFact } from '#facts';
import { isoDate, odsCode, type Stage } from '#vocabulary';
import { stageOf } from '../stage.js';
import { fact, modelOf } from '../testing/index.js';
import { benefitsStated, inputsKnown } from './completeness.js';
import { summed } from './counted.js';
import { declaredAlone, selfAssessed, type Claims } from './self-assessment.js';
import { timelinessOf } from './timeliness.js';

describe('The inputs of a trust', () => {
  it('are counted against those of every capability that applies, and those missing are named', () => {
    expect(known([acute, ...deployed('C101'), adoption('C101', '2025-09-30')])).toEqual({
      stage: { numerator: 2, denominator: 4 },
      gap: { numerator: 2, denominator: 9 },
      lacks: { deployment: 2, adoption: 2, adoptionOutOfDate: 0, realisation: 3 },
    });
  });

  it('are not known where their measurement is out of date', () => {
    expect(known([acute, adoption('C105', '2024-06-30')])).toMatchObject({
      stage: { numerator: 0, denominator: 4 },
      lacks: { adoption: 2, adoptionOutOfDate: 1 },
    });
  });

  it('have no number that is expected where the type of the trust is unknown', () => {
    expect(known(deployed('C101'))).toBeUndefined();
  });
});

describe('What is stated of benefits', () => {
  it('is counted against what is expected of each', () => {
    const cash = { baseline: true, plan: true, measurer: false, financeValidator: false };
    const early = { baseline: true, plan: false, measurer: true };
    expect(benefitsStated([{ ...cash, measured: true }, early])).toEqual({
      numerator: 5,
      denominator: 8,
    });
    expect(benefitsStated([])).toEqual({ numerator: 0, denominator: 0 });
  });
});

describe('How soon facts are told', () => {
  it('is the days within which half and nine tenths of them were, whatever their order', () => {
    const delays = [
      { days: 40, facts: 1 },
      { days: 3, facts: 5 },
      { days: 30, facts: 3 },
      { days: 400, facts: 1 },
    ];
    expect(timelinessOf(delays)).toEqual({
      ...{ numerator: 8, denominator: 10 },
      ...{ medianDays: 3, p90Days: 40 },
    });
  });

  it('is unknown of no facts, and below 0 for what was told ahead', () => {
    expect(timelinessOf([])).toEqual({ numerator: 0, denominator: 0 });
    expect(timelinessOf([{ days: -7, facts: 2 }])).toMatchObject({ medianDays: -7, p90Days: -7 });
  });

  it('agrees with a list of the same facts, one by one', () => {
    const days = Array.from({ length: 101 }, (_, index) => (index * 37) % 101);
    const one = timelinessOf(days.map((each) => ({ days: each, facts: 1 })));
    const sorted = days.toSorted((a, b) => a - b);
    expect(one.medianDays).toBe(sorted[50]);
    expect(one.p90Days).toBe(sorted[90]);
    expect(one.numerator).toBe(sorted.filter((each) => each <= 30).length);
  });
});

describe('A claim', () => {
  const share = (...claims: readonly Claims[]) => selfAssessed(claims);

  it('rests on the word of the trust unless evidence of grade 2 or 3 shows it', () => {
    const own = (shown: Claims['shown']) => share({ shown, said: 'own-word', facts: 2 }).numerator;
    expect(own('grade-3')).toBe(0);
    expect(own('grade-2')).toBe(0);
    for (const shown of ['grade-1', 'grade-0', 'ungraded', 'in-words', 'nothing'] as const) {
      expect([shown, own(shown)]).toEqual([shown, 2]);
    }
  });

  it('does not where others state it from a public source, and does where the trust names one', () => {
    expect(
      share(
        { shown: 'nothing', said: 'public-source', facts: 3 },
        { shown: 'nothing', said: 'own-source', facts: 1 },
      ),
    ).toEqual({ numerator: 1, denominator: 4 });
  });

  it('of a stage stands alone until a stage as high is validated', () => {
    const stageFigure = (...facts: readonly KnownFact[]) =>
      stageOf([acute, ...facts], model, isoDate('2025-12-31'));
    const validation = (stage: Stage, expires: string) =>
      fact('stage-validated', String(stage), '2025-01-10', {
        ...{ validator: odsCode('QDEM1'), expires: isoDate(expires), withdrawn: false },
      });
    const declared = fact('stage-declared', '', '2025-01-01', { stage: 2 });
    expect(
      declaredAlone([
        stageFigure(),
        stageFigure(declared),
        stageFigure(declared, validation(1, '2026-12-31')),
        stageFigure(declared, validation(2, '2026-12-31')),
        stageFigure(declared, validation(2, '2025-12-30')),
      ]),
    ).toEqual({ numerator: 3, denominator: 4 });
  });
});

describe('Counts of several trusts', () => {
  it('are added up on both sides', () => {
    const both = [
      { numerator: 1, denominator: 2 },
      { numerator: 0, denominator: 8 },
    ];
    expect(summed(both)).toEqual({ numerator: 1, denominator: 10 });
  });
});

const acute = fact('classification', '', '2020-01-01', { trustType: 'Acute' });
const model = modelOf({
  C101: {},
  C103: { settings: ['mental-health'] },
  C104: { mandatory: false },
  C105: { stage: 2 },
});

const known = (facts: readonly KnownFact[]) => inputsKnown(facts, model, isoDate('2025-12-31'));

const deployed = (code: string) => [
  fact('scope', code, '2024-12-01', { sites: [{ site: 'RXA01', weight: 1 }] }),
  fact('enabled', `${code}@RXA01`, '2025-01-01', { live: true }),
];

const adoption = (code: string, to: string) =>
  fact('adoption', code, to, {
    ...{ numerator: 7, denominator: 10, from: isoDate(`${to.slice(0, 8)}01`) },
  });
