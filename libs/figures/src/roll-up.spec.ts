import type { KnownFact } from '#facts';
import { isoDate, odsCode } from '#vocabulary';
import { gapOf } from './gap.js';
import { rollUpGaps, rollUpStages, type GapMember } from './roll-up.js';
import { stageOf } from './stage.js';
import { fact, modelOf } from './testing/index.js';

describe('The gap of a cohort', () => {
  it('is the mean of its trusts by weight, split the same way', () => {
    const cohort = rollUpGaps([member('RXA', 3, using(25)), member('RXB', 1, using(75))]);
    expect(cohort?.useGap).toEqual({ low: 62.5, high: 62.5 });
    expect(cohort?.notAdopted).toEqual({ low: 62.5, high: 62.5 });
    expect(cohort?.notRealised).toEqual({ low: 0, high: 37.5 });
    expect(cohort?.optimisationGap).toEqual({ low: 62.5, high: 100 });
    expect(cohort).toMatchObject({ weight: 4, evidenceCoverage: 0, headline: 'use' });
  });

  it('holds the trusts that report nothing within their bounds, and counts them', () => {
    const cohort = rollUpGaps([member('RXA', 1, using(75)), member('RXB', 1, [])]);
    expect(cohort?.useGap).toEqual({ low: 12.5, high: 62.5 });
    expect(cohort).toMatchObject({ trusts: 2, reported: 1, notReported: 1 });
  });

  it('is the same to the last bit whatever the order of its trusts', () => {
    const members = [0.1, 0.2, 0.3, 0.7].map((weight, index) =>
      member(`RX${String(index)}`, weight, using(10 + 7 * index)),
    );
    expect(rollUpGaps([...members].reverse())).toEqual(rollUpGaps(members));
  });

  it('is no figure without trusts, or without weight', () => {
    expect(rollUpGaps([])).toBeUndefined();
    expect(rollUpGaps([member('RXA', 0, using(80))])).toBeUndefined();
  });
});

describe('The stages of a cohort', () => {
  it('count every trust once in each of the three kinds', () => {
    const declared = fact('stage-declared', '', '2025-01-01', { stage: 2 });
    const members = [using(80), [...using(10), declared], [declared], []].map((facts, index) => ({
      organisation: odsCode(`RX${String(index)}`),
      stage: stageOf([acute, ...facts], model, asOf),
    }));
    expect(rollUpStages(members)).toEqual({
      trusts: 4,
      evidenced: { 0: 1, 1: 0, 2: 0, 3: 0, 4: 1, notReported: 2 },
      evidencedHigh: { 0: 1, 1: 0, 2: 0, 3: 0, 4: 1 },
      declared: { 1: 0, 2: 2, 3: 0, 4: 0, none: 2 },
      validated: { 1: 0, 2: 0, 3: 0, 4: 0, none: 4 },
    });
  });
});

const asOf = isoDate('2025-12-31');
const acute = fact('classification', '', '2020-01-01', { trustType: 'Acute' });
const model = modelOf({ C105: {} });

function member(code: string, weight: number, facts: readonly KnownFact[]): GapMember {
  return { organisation: odsCode(code), weight, gap: gapOf([acute, ...facts], model, asOf) };
}

/** Live everywhere, used for so many of a hundred. */
function using(numerator: number): readonly KnownFact[] {
  const from = isoDate('2025-09-01');
  return [
    fact('scope', 'C105', '2024-12-01', { sites: [{ site: 'RXA01', weight: 1 }] }),
    fact('enabled', 'C105@RXA01', '2025-01-01', { live: true }),
    fact('adoption', 'C105', '2025-09-30', { numerator, denominator: 100, from }),
  ];
}
