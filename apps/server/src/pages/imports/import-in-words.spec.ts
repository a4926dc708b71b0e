import type { ImportReport, Totals } from '#imports';
import { headingOf, leadOf } from './import-in-words.js';

describe('An import that was checked', () => {
  it('is to be confirmed where there is something to record', () => {
    const standing = checked({ rows: 3, new: 1, identical: 2 });
    expect(headingOf(standing)).toBe('checked, not yet imported');
    expect(leadOf(standing)).toBe('Nothing is recorded yet. Check the numbers, then confirm.');
  });

  it('asks for nothing where all its rows are recorded already', () => {
    const standing = checked({ rows: 2, identical: 2 });
    expect(headingOf(standing)).toBe('checked, nothing to import');
    expect(leadOf(standing)).toBe(
      'All its rows are recorded already, with nothing changed. There is nothing to import.',
    );
  });
});

const checked = (totals: Partial<Totals>) => ({
  ...{ importId: 'i1', register: 'adoption', running: undefined, stopped: undefined },
  hasRejected: false,
  report: {
    stage: 'checked',
    totals: { rows: 0, new: 0, changed: 0, identical: 0, conflict: 0, invalid: 0, ...totals },
  } as ImportReport,
});
