import { isoDate, type CapabilityCode } from '#vocabulary';
import { baselineTiming } from './baseline-timing.js';

describe('A baseline', () => {
  it('is after the change when agreed after a capability that enables it first went live', () => {
    expect(baselineTiming(isoDate('2025-04-02'), enabling)).toEqual({
      baseline: 'after-change',
      agreedOn: '2025-04-02',
      changedBy: [{ capability: 'C105', firstLive: '2025-04-01' }],
    });
  });

  it('is before the change on the first live day itself', () => {
    expect(baselineTiming(isoDate('2025-04-01'), enabling)).toEqual({ baseline: 'before-change' });
  });

  it('is before a change that is not known to have come', () => {
    const unknown = [{ capability: 'C105' as CapabilityCode }];
    expect(baselineTiming(isoDate('2025-04-02'), unknown)).toEqual({ baseline: 'before-change' });
  });

  it('is none where none was agreed', () => {
    expect(baselineTiming(undefined, enabling)).toEqual({ baseline: 'none' });
  });
});

const enabling = [
  { capability: 'C105' as CapabilityCode, firstLive: isoDate('2025-04-01') },
  { capability: 'C201' as CapabilityCode, firstLive: isoDate('2025-06-01') },
];
