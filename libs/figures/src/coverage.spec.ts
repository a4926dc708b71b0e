import fc from 'fast-check';
import { odsCode } from '#vocabulary';
import { coverageGapOf, coverageOf, type CoverageFigure, type Judged } from './coverage.js';
import { refOf, type FactRef } from './fact-ref.js';
import { fact } from './testing/index.js';

describe('Coverage of a cohort under a definition', () => {
  it('is the share that counts, at the least, and with the unknown at the most', () => {
    const figure = coverage('counts', 'counts', 'does-not', 'unknown');
    expect(figure).toMatchObject({
      definition: { name: 'epr-in-place', version: 2 },
      cohort: { name: 'trusts', version: 3 },
      numerator: 2,
      denominator: 4,
      unknown: 1,
      share: { low: 0.5, high: 0.75 },
    });
  });

  it('lists by code who counts and who does not, with the reason', () => {
    const figure = coverageOf(
      [judged(2, 'does-not', 'No EPR is reported'), judged(1, 'counts', 'EPR live since 2020')],
      versions,
    );
    expect(figure.trusts.map(({ organisation, reason }) => [organisation, reason])).toEqual([
      ['RX001', 'EPR live since 2020'],
      ['RX002', 'No EPR is reported'],
    ]);
  });

  it('names each fact once, in the order of the log', () => {
    const { facts } = coverageOf(
      [judged(1, 'counts', '', [note(3), note(1)]), judged(2, 'counts', '', [note(3)])],
      versions,
    );
    expect(facts).toEqual([note(1), note(3)]);
  });

  it('has no share of no trusts', () => {
    expect(coverage().share).toBeUndefined();
    expect(coverageGapOf(coverage(), 0.9)).toBeUndefined();
  });

  it('holds the share of any completion of the unknown, in any order', () => {
    const verdicts = fc.array(fc.constantFrom('counts', 'does-not', 'unknown'), { minLength: 1 });
    fc.assert(
      fc.property(verdicts, fc.nat(), (given, turn) => {
        const settled = given.map((verdict, index) =>
          verdict === 'unknown'
            ? (turn >> (index % 30)) % 2 === 0
              ? 'counts'
              : 'does-not'
            : verdict,
        );
        const [figure, full] = [coverage(...given), coverage(...settled)];
        expect(full.share?.low).toBe(full.share?.high);
        expect(full.share?.low).toBeGreaterThanOrEqual(figure.share?.low ?? Number.NaN);
        expect(full.share?.low).toBeLessThanOrEqual(figure.share?.high ?? Number.NaN);
        expect(coverageOf([...figure.trusts].reverse(), versions)).toEqual(figure);
        const [open, closed] = [coverageGapOf(figure, 0.9), coverageGapOf(full, 0.9)];
        expect(closed?.trustsShort.low).toBeGreaterThanOrEqual(open?.trustsShort.low ?? Number.NaN);
        expect(closed?.trustsShort.low).toBeLessThanOrEqual(open?.trustsShort.high ?? Number.NaN);
        if (open?.reached !== 'unknown') expect(closed?.reached).toBe(open?.reached);
      }),
      { seed: 20260401 },
    );
  });
});

describe('The gap of a coverage to its target', () => {
  it('is counted in whole trusts', () => {
    // 187 of 206 in February 2025; 96 % of 206 is 197.76.
    const figure = coverage(...times(187, 'counts'), ...times(19, 'does-not'));
    expect(coverageGapOf(figure, 0.96)).toMatchObject({
      needed: 198,
      trustsShort: { low: 11, high: 11 },
      reached: false,
    });
    expect(coverageGapOf(figure, 0.9)).toMatchObject({
      trustsShort: { low: 0, high: 0 },
      pointsShort: { low: 0, high: 0 },
      reached: true,
    });
  });

  it('asks for no trust more than the noise of arithmetic', () => {
    const figure = coverage(...times(7, 'counts'), ...times(93, 'does-not'));
    expect(coverageGapOf(figure, 0.07)).toMatchObject({ needed: 7, reached: true });
  });

  it('is unknown where the unknown decide', () => {
    const gap = coverageGapOf(coverage('counts', 'counts', 'unknown', 'does-not'), 0.75);
    expect(gap).toMatchObject({ trustsShort: { low: 0, high: 1 }, reached: 'unknown' });
    expect(gap?.pointsShort).toEqual({ low: 0, high: 25 });
  });
});

const versions = {
  definition: { name: 'epr-in-place', version: 2 },
  cohort: { name: 'trusts', version: 3 },
};

const times = (count: number, verdict: Judged['verdict']) =>
  Array.from({ length: count }, () => verdict);

const judged = (
  index: number,
  verdict: Judged['verdict'],
  reason = '',
  facts: readonly FactRef[] = [],
): Judged => ({
  organisation: odsCode(`RX${String(index).padStart(3, '0')}`),
  verdict,
  reason,
  facts,
});

const coverage = (...verdicts: readonly Judged['verdict'][]): CoverageFigure =>
  coverageOf(
    verdicts.map((verdict, index) => judged(index, verdict)),
    versions,
  );

const note = (entry: number): FactRef =>
  refOf(fact('epr-status', '', '2025-01-01', { hasEpr: true }, { entry }));
