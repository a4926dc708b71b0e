import { isoDate, odsCode, type Stage, type StageOrNone } from '#vocabulary';
import { refOf } from './fact-ref.js';
import { stageGapDistribution, stageGapOf } from './stage-gap.js';
import type { StageFigure } from './stage.js';
import { fact } from './testing/index.js';

describe('The stage gap', () => {
  it('is the expected stage less the evidenced one, within its bounds', () => {
    expect(stageGapOf(at([1, 2]), 3).toTarget).toEqual({ low: 1, high: 2 });
    expect(stageGapOf(at([0, 0]), 4).toTarget).toEqual({ low: 4, high: 4 });
    expect(stageGapOf(at([4, 4]), 1).toTarget).toEqual({ low: -3, high: -3 });
  });

  it('is none where no target expects a stage', () => {
    expect(stageGapOf(at([1, 2]))).toEqual({ reported: true });
  });

  it('may be anything of a trust that does not report', () => {
    expect(stageGapOf(at('not-reported'), 1)).toEqual({
      toTarget: { low: -3, high: 1 },
      reported: false,
    });
  });
});

describe('The self-marking gap', () => {
  it('is the declared stage less the evidenced one', () => {
    expect(stageGapOf(at([1, 2], { declared: 3 })).selfMarking).toEqual({ low: 1, high: 2 });
    expect(stageGapOf(at([3, 3], { declared: 2 })).selfMarking).toEqual({ low: -1, high: -1 });
  });

  it('has beside it the evidenced stage less the validated one', () => {
    expect(stageGapOf(at([1, 3], { validated: 1 })).unvalidated).toEqual({ low: 0, high: 2 });
  });
});

describe('A programme', () => {
  it('is shown how many trusts are how many stages off, by what they can show', () => {
    const gaps = [
      stageGapOf(at([2, 2]), 2),
      stageGapOf(at([1, 2]), 2),
      stageGapOf(at([1, 1]), 2),
      stageGapOf(at([4, 4]), 2),
      stageGapOf(at('not-reported'), 2),
      stageGapOf(at([1, 1])),
    ];
    const { byGap, ...others } = stageGapDistribution(gaps);
    expect([...byGap]).toEqual([
      [-2, 1],
      [0, 1],
      [1, 2],
      [2, 1],
    ]);
    expect(others).toEqual({ trusts: 5, reached: { low: 2, high: 4 }, notReported: 1 });
  });
});

const validation = { expires: isoDate('2027-01-01'), validator: odsCode('RXV') };

function at(
  evidenced: readonly [StageOrNone, StageOrNone] | 'not-reported',
  { declared, validated }: Readonly<{ declared?: Stage; validated?: Stage }> = {},
): Pick<StageFigure, 'declared' | 'evidenced' | 'validated'> {
  const note = fact('name', '', '2020-01-01', { name: 'A trust' });
  const said = { fact: refOf(note), aboveEvidenced: false };
  return {
    evidenced: evidenced === 'not-reported' ? evidenced : { low: evidenced[0], high: evidenced[1] },
    ...(declared && { declared: { stage: declared, ...said } }),
    ...(validated && { validated: { ...validation, stage: validated, ...said } }),
  };
}
