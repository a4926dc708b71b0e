import { isoDate, odsCode, type StageOrNone } from '#vocabulary';
import { timeInStage } from './time-in-stage.js';

describe('The time in a stage', () => {
  it('is counted of stays that were seen from their first day to their last', () => {
    const { 1: one, 2: two } = timeInStage([
      trust(['2024-01-01', 0], ['2024-02-01', 1], ['2024-03-01', 2], ['2024-03-11', 1]),
    ]);
    expect(one).toMatchObject({ lengths: [29], median: 29, lasting: 1, partly: 0 });
    expect(two).toEqual({ lengths: [10], median: 10, lasting: 0, partly: 0 });
  });

  it('is not known of a stay whose beginning or end was not seen', () => {
    const times = timeInStage([
      trust(['2024-01-01', 1], ['2024-02-01', undefined], ['2024-03-01', 1], ['2024-04-01', 2]),
    ]);
    expect(times[1]).toEqual({ lengths: [], lasting: 0, partly: 2 });
    expect(times[2]).toMatchObject({ lasting: 1 });
    expect(times[0]).toEqual({ lengths: [], lasting: 0, partly: 0 });
  });

  it('does not last at a trust that has closed', () => {
    const closed = trust(['2024-01-01', 0], ['2024-02-01', 1]);
    const intervals = closed.intervals.map((each) => ({ ...each, to: isoDate('2024-06-30') }));
    expect(timeInStage([{ ...closed, intervals }])[1]).toMatchObject({ lasting: 0, partly: 1 });
  });

  it('has a middle half once four stays were seen, between the nearest lengths', () => {
    const days = [10, 20].map((length) =>
      trust(['2024-01-01', 0], ['2024-02-01', 1], [`2024-02-${String(1 + length)}`, 2]),
    );
    const { 1: one } = timeInStage([...days, ...days]);
    expect(one).toMatchObject({
      lengths: [10, 10, 20, 20],
      median: 15,
      middle: { from: 10, to: 20 },
    });
    expect(timeInStage(days.slice(0, 1))[1].middle).toBeUndefined();
  });
});

function trust(...stages: readonly (readonly [from: string, stage: StageOrNone | undefined])[]) {
  return {
    organisation: odsCode('RXX'),
    intervals: stages.map(([from, stage]) => ({
      from: isoDate(from),
      missing: [],
      ...(stage === undefined ? {} : { evidencedLow: stage }),
    })),
  };
}
