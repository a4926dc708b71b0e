import { isoDate } from '#vocabulary';
import { slipsOf } from './course.js';
import { benefitStart, stageMove, startOf } from './promises.js';

const later = isoDate('2026-12-31');

describe('The start of a benefit', () => {
  const promise = {
    benefit: 'RXA-EPMA-TIME',
    benefitClass: 'cash-releasing',
    trajectories: [
      { statedBy: isoDate('2025-01-15'), trajectory: [period('2025-04', 0), period('2025-05', 9)] },
      { statedBy: isoDate('2025-06-20'), trajectory: [period('2025-08', 9)] },
    ],
    started: { on: isoDate('2025-10-01'), statedBy: isoDate('2025-11-30') },
  };

  it('slips from the first period that was to bring anything', () => {
    expect(slipsOf([benefitStart(promise)], later)).toMatchObject([
      { state: 'cash-releasing', horizon: '4-9', expected: '2025-05-01', value: 5 },
      { horizon: '0-3', checkedOn: '2025-08-31', expected: '2025-08-01', value: 2 },
    ]);
  });

  it('is never seen where the benefit was written off', () => {
    const { started: _, ...open } = promise;
    const writtenOff = benefitStart({ ...open, writtenOffBy: isoDate('2025-09-30') });
    expect(slipsOf([writtenOff], later).at(-1)).toMatchObject({ value: 1, censored: true });
  });

  it('is not expected of a trajectory that brings nothing', () => {
    expect(startOf([period('2025-04', 0)])).toBeUndefined();
  });
});

describe('A stage move', () => {
  const promise = {
    organisation: 'RXA',
    stage: 2,
    stated: [{ statedBy: isoDate('2025-01-31'), expected: isoDate('2025-03-31') }],
    intervals: [
      { from: isoDate('2024-01-01'), missing: [] },
      { from: isoDate('2025-01-01'), evidencedLow: 1, evidencedHigh: 3, missing: [] },
      { from: isoDate('2025-08-10'), evidencedLow: 3, evidencedHigh: 3, missing: [] },
    ],
  } as const;

  it('has happened when the stage is evidenced, a higher one as well', () => {
    expect(slipsOf([stageMove(promise)], later)).toMatchObject([
      { id: 'RXA stage 2', state: 'stage 2', value: 5, censored: false },
    ]);
  });

  it('is still to come while only the unknown could make it so', () => {
    const open = { ...promise, intervals: promise.intervals.slice(0, 2) };
    expect(stageMove(open).happened).toBeUndefined();
  });
});

function period(month: string, amount: number) {
  return { from: isoDate(`${month}-01`), to: isoDate(`${month}-28`), amount };
}
