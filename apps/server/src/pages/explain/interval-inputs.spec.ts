import type { StageInterval } from '#figures';
import { BEFORE_RECORDS, isoDate } from '#vocabulary';
import { intervalsShown } from './interval-inputs.js';

describe('What was missing for the next stage', () => {
  it('is told in full at first, and of another next stage', () => {
    const rows = missingOf([['C101', 'C105'], ['C201', 'C202'], []]);
    expect(rows).toEqual(['Nothing', 'named C201, named C202', 'named C101, named C105']);
  });

  it('is else told by what is other than before, with what is still missing', () => {
    const rows = missingOf([['C101', 'C105'], ['C105'], ['C103', 'C105'], ['C101', 'C105']]);
    expect(rows.slice(0, 3)).toEqual([
      'No longer missing: named C103. Now missing as well: named C101. Still missing: named C101, named C105.',
      'Now missing as well: named C103. Still missing: named C103, named C105.',
      'No longer missing: named C101. Still missing: named C105.',
    ]);
  });

  it('is only counted where many are still missing', () => {
    const four = ['C101', 'C102', 'C103', 'C104'];
    expect(missingOf([[...four, 'C105'], four])[0]).toBe(
      'No longer missing: named C105. 4 are missing in all.',
    );
  });

  it('is as before where the stage alone changed', () => {
    expect(missingOf([['C101'], ['C101']])[0]).toBe('As before');
  });
});

const missingOf = (each: readonly (readonly string[])[]) => {
  const intervals = each.map((missing, index): StageInterval => {
    const from = index === 0 ? BEFORE_RECORDS : isoDate(`2025-0${String(index)}-01`);
    return { from, missing };
  });
  const named = { capability: (code: string) => `named ${code}` };
  const { rows } = intervalsShown({ intervals }, named);
  return rows().map((row) => row.at(-1));
};
