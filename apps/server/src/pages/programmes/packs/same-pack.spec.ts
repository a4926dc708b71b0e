import { isoDate, type PackAsked } from '#vocabulary';
import type { PackFigures } from '../../../packs/packs.js';
import { showTheSame } from './same-pack.js';

describe('Two packs of one day', () => {
  it('show the same whatever entry each includes', () => {
    const later = { ...packOf(LAST_TERMS), asked: { ...ASKED, entry: 21 } };
    const profile = { ...later.profile, entry: 21, recordedAt: '2025-12-01T09:00:00.000Z' };
    expect(showTheSame(packOf(LAST_TERMS), { ...later, profile })).toBe(true);
  });

  it('do not where one knows of a change of terms', () => {
    expect(showTheSame(packOf(LAST_TERMS), packOf(FIRST_TERMS, LAST_TERMS))).toBe(false);
  });

  it('do not where one knows the programme by another name', () => {
    const pack = packOf(LAST_TERMS);
    const renamed = { ...pack, profile: { ...pack.profile, name: 'Renamed programme' } };
    expect(showTheSame(pack, renamed)).toBe(false);
  });
});

const ASKED: PackAsked = {
  ...{ day: isoDate('2025-10-31'), entry: 20, formulas: 4 },
  sections: ['targets'],
};

const LAST_TERMS = {
  ...{ target: 'coverage', metric: 'Trusts with an EPR', unit: 'percent', value: 95 },
  ...{ deadline: '2026-03', inForce: true },
};
const FIRST_TERMS = { ...LAST_TERMS, value: 90, inForce: false };

const packOf = (...targets: readonly object[]) =>
  ({
    asked: ASKED,
    profile: {
      ...{ programme: 'board-programme', name: 'Board programme', demonstration: false },
      ...{ entry: 20, recordedAt: '2025-11-01T09:00:00.000Z', periods: [], targets },
    },
    ...{ before: '2025-07-31', targets: [], outcomes: [] },
  }) as unknown as PackFigures;
