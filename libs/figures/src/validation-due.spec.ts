import { isoDate } from '#vocabulary';
import { VALIDATION_DUE_RULE, validationOverdueFrom } from './validation-due.js';

describe('A value that awaits validation is overdue from the 30th day', () => {
  it.each([
    ['after it was recorded, where that is later', '2025-08-31', '2025-09-12', '2025-10-12'],
    [
      'after its period, where it was recorded before that ended',
      '2025-08-31',
      '2025-08-20',
      '2025-09-30',
    ],
    ['after both, where it was recorded on the last day', '2025-12-31', '2025-12-31', '2026-01-30'],
    ['after it was recorded years later', '2024-02-29', '2026-02-01', '2026-03-03'],
  ])('%s', (_, to, recorded, due) => {
    const value = { to: isoDate(to), firstRecordedOn: isoDate(recorded) };
    expect(validationOverdueFrom(value)).toBe(due);
  });

  it('in the words of its rule too', () => {
    expect(VALIDATION_DUE_RULE).toContain(
      'is overdue from the 30th day after the last day of its period, or after the day it was first recorded',
    );
  });
});
