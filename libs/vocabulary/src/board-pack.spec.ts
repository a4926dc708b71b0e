import { FIRST_SECTIONS, packId, packIn, packName, sectionsIn } from './board-pack.js';
import { isoDate } from './iso-date.js';

describe('The address of a pack', () => {
  it('names its day, its entry and its formulas, and leads back to them', () => {
    const frozen = { day: isoDate('2026-09-30'), entry: 25_293, formulas: 1 };
    expect(packId(frozen)).toBe('2026-09-30.25293.1');
    expect(packIn(packId(frozen))).toEqual(frozen);
    const pack = { ...frozen, sections: ['stages', 'gap'] } as const;
    expect(packName(pack)).toBe('2026-09-30.25293.1@stages,gap');
  });

  it.each(['', 'x', '2026-02-30.1.1', '2026-09-30.1', '2026-09-30.-1.1', '2026-09-30.1.1.1'])(
    'is none where it reads "%s"',
    (text) => {
      expect(packIn(text)).toBeUndefined();
    },
  );
});

describe('The sections of a pack', () => {
  it.each([
    [undefined, FIRST_SECTIONS],
    ['', FIRST_SECTIONS],
    ['data-quality,attention', ['attention', 'data-quality']],
    ['targets,stages', ['stages', 'targets']],
    [
      ['benefits', 'gap'],
      ['gap', 'benefits'],
    ],
    ['stages,stages', ['stages']],
  ])('of %j are %j', (given, sections) => {
    expect(sectionsIn(given, FIRST_SECTIONS)).toEqual(sections);
  });

  it.each([['money'], ['stages,money'], [{ stages: 'yes' }], [['stages', ['gap']]]])(
    'are none where one is unknown: %j',
    (given) => {
      expect(sectionsIn(given, FIRST_SECTIONS)).toBeUndefined();
    },
  );
});
