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

  it('is what came of a target whose deadline is over, and where it stands since', () => {
    const [pack, now] = [targetOf(20, 21), targetOf(21, 22)];
    expect(rows(pack, now)).toEqual([
      ['Trusts with an EPR, reached by', '21 of 22 trusts', '22 of 22 trusts'],
      [
        'Trusts with an EPR, what came of it',
        'Missed: 20 of 22 trusts had reached it by its deadline, and 21 were needed',
        'Reached: 21 of 22 trusts had reached it by its deadline, and 21 were needed',
      ],
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

const targetOf = (numerator: number, since: number) =>
  ({
    targets: [{ target: 'epr', metric: 'Trusts with an EPR' }],
    outcomes: [
      {
        ...{ target: 'epr', came: numerator < 21 ? 'missed' : 'reached', needed: 21 },
        ...{ numerator, unknown: 0, denominator: 22, now: { numerator: since, unknown: 0 } },
      },
    ],
  }) as unknown as PackFigures;
