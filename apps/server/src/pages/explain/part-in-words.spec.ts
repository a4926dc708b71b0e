import type { EventUsed } from '#read-models';
import { isoDate, onDay } from '#vocabulary';
import { partInWords, rejectedIn } from './part-in-words.js';

describe('How an entry was used in a figure', () => {
  it('is in no sum for a value that somebody rejected, and as used for one validated', () => {
    const rejected = rejectedIn([judged('v1', 'rejected'), judged('v2', 'validated')]);
    expect(partInWords([value('v1')], rejected)).toBe('Rejected, so it counts in no sum of values');
    expect(partInWords([value('v2')], rejected)).toBe('Used');
    expect(partInWords([judged('v1', 'rejected')], rejected)).toBe('Used');
  });

  it('is as used again once the rejection was taken back', () => {
    const wasTaken = { ...judged('v1', 'rejected'), part: 'took-back' as const };
    expect(partInWords([value('v1')], rejectedIn([wasTaken]))).toBe('Used');
  });

  it('is in no sum for a value before the threshold of use, also where it was rejected', () => {
    const below = { ...value('v1'), value: { amount: 1, from, gate: 'below' } };
    const words = 'Measured before enough use, so it counts in no sum of values';
    expect(partInWords([below], new Set())).toBe(words);
    expect(partInWords([below], new Set(['v1']))).toBe(words);
  });

  it('tells a correction from what it corrects', () => {
    const before = { ...value('v2'), part: 'took-back' as const };
    const first = { ...value('v1'), part: 'first-stated' as const };
    expect(partInWords([before, value('v2')], new Set())).toBe(
      'Used (it corrects an earlier entry)',
    );
    expect(partInWords([before, value('v2')], new Set(['v2']))).toBe(
      'Rejected, so it counts in no sum of values (it corrects an earlier entry)',
    );
    expect(partInWords([before], new Set())).toBe('Corrects or withdraws an earlier entry');
    expect(partInWords([first], new Set())).toBe('Left out (corrected or withdrawn since)');
  });
});

const from = isoDate('2025-07-01');

const used = {
  ...{ entry: 1, type: 'BenefitActualRecorded', stream: 'benefit-1', about: 'benefit-1' },
  ...{ recordedAt: '2025-08-20T09:00:00.000Z', capability: null, subject: '', recordedUnder: null },
  effective: onDay(isoDate('2025-07-31')),
};

const value = (eventId: string): EventUsed => ({
  ...used,
  ...{
    eventId,
    statedIn: eventId,
    factId: `of ${eventId}`,
    part: 'states',
    kind: 'benefit-actual',
  },
  value: { amount: 180_000, from },
});

const judged = (names: string, state: 'validated' | 'rejected'): EventUsed => ({
  ...used,
  ...{ eventId: `about ${names}`, statedIn: `about ${names}`, factId: `about ${names}` },
  ...{ part: 'states', kind: 'benefit-validation', value: { state, names, from } },
});
