import { isoDate, type StageOrNone } from '#vocabulary';
import { heldSince, stageMovement } from './stage-movement.js';

describe('How a stage moved', () => {
  const at = (evidencedLow?: StageOrNone) => (evidencedLow === undefined ? {} : { evidencedLow });

  it.each([
    [at(1), at(2), 'up'],
    [at(2), at(0), 'down'],
    [at(0), at(0), 'none'],
    [at(), at(0), 'new'],
    [undefined, at(3), 'new'],
    [at(1), at(), 'stopped'],
    [at(1), undefined, 'stopped'],
    [at(), undefined, 'not-reported'],
  ] as const)('from %o to %o is %s', (then, now, movement) => {
    expect(stageMovement(then, now)).toBe(movement);
  });
});

describe('The day since which a stage is held', () => {
  const intervals = [
    interval('2024-01-01', 1),
    interval('2024-06-01', 2),
    interval('2024-09-01', 1),
    interval('2025-01-01', 2),
    interval('2025-03-01', 3),
  ];

  it('is the first after it was last lost', () => {
    expect(heldSince(intervals, 1)).toBe('2024-01-01');
    expect(heldSince(intervals, 2)).toBe('2025-01-01');
    expect(heldSince(intervals, 3)).toBe('2025-03-01');
  });

  it('is unknown of a stage that is not held, nor was while nothing was reported', () => {
    expect(heldSince(intervals, 4)).toBeUndefined();
    expect(heldSince([], 1)).toBeUndefined();
    const silent = [interval('2024-01-01', 2), { ...interval('2024-03-01'), missing: [] }];
    expect(heldSince(silent, 1)).toBeUndefined();
    expect(heldSince([...silent, interval('2024-05-01', 1)], 1)).toBe('2024-05-01');
  });
});

function interval(from: string, evidencedLow?: StageOrNone) {
  const low = evidencedLow === undefined ? {} : { evidencedLow };
  return { from: isoDate(from), missing: [], ...low };
}
