import type { QualityLine } from '#read-models';
import type { PackFigures } from '../../../packs/packs.js';
import { differenceTable } from './pack-headlines.js';

describe('What differs in a pack that is superseded', () => {
  const rows = (pack: PackFigures, now: PackFigures) =>
    differenceTable(pack, now)?.rows.map((row) => row.map(({ text }) => text));

  it('is nothing where all main figures agree', () => {
    expect(differenceTable(packOf({ known: CLAIMS }), packOf({ known: CLAIMS }))).toBeUndefined();
  });

  it('is each figure with what it was and what it is', () => {
    const now = packOf({ known: [{ ...CLAIMS[0], numerator: 2 }] });
    expect(rows(packOf({ known: CLAIMS }), now)).toEqual([
      ['Claims on the trust’s own word', '75% (3 of 4)', '50% (2 of 4)'],
    ]);
  });

  it('is what is known only now, and what is known no longer', () => {
    const [without, having] = [packOf({ known: [] }), packOf({ known: CLAIMS, gap: GAP })];
    const [use, optimisation] = ['Use gap, points of 100', 'Optimisation gap, points of 100'];
    expect(rows(without, having)).toEqual([
      [use, 'Not known', '40.0'],
      [optimisation, 'Not known', '60.0'],
      ['Claims on the trust’s own word', 'Not known', '75% (3 of 4)'],
    ]);
    expect(rows(having, without)).toEqual([
      [use, '40.0', 'Not known'],
      [optimisation, '60.0', 'Not known'],
      ['Claims on the trust’s own word', '75% (3 of 4)', 'Not known'],
    ]);
  });
});

const exactly = (value: number) => ({ low: value, high: value });

const CLAIMS: readonly [QualityLine] = [
  {
    ...{ measure: 'self-assessed', of: 'claims', numerator: 3, denominator: 4 },
    ...{ medianDays: null, p90Days: null },
  },
];

const GAP = {
  ...{ value: exactly(40), notDeployed: exactly(20), notAdopted: exactly(20) },
  ...{ notRealised: exactly(20), useGap: exactly(40), optimisationGap: exactly(60) },
};

const packOf = ({ known, gap }: Readonly<{ known: readonly QualityLine[]; gap?: typeof GAP }>) =>
  ({
    gap: { total: { gap: gap ?? null } },
    quality: { measures: known },
  }) as unknown as PackFigures;
