import fc from 'fast-check';
import { addMonths, isoDate } from '#vocabulary';
import { xmrChart, type SpcChart, type SpcQuestion } from './spc.js';

describe('The limits of an XmR chart', () => {
  it('are the mean and 2.66 mean moving ranges to each side', () => {
    // The moving ranges of 10, 12, 11, 15 are 2, 1 and 4.
    const [phase] = chart([10, 12, 11, 15]).phases;
    expect(phase).toMatchObject({ points: 4, mean: 12, trial: true });
    expect(phase?.meanMovingRange).toBeCloseTo(7 / 3, 12);
    expect(phase?.lower).toBeCloseTo(12 - (2.66 * 7) / 3, 12);
    expect(phase?.upper).toBeCloseTo(12 + (2.66 * 7) / 3, 12);
    expect(chart([10, 12, 11, 15]).points.map(({ movingRange }) => movingRange)).toEqual([
      undefined,
      2,
      1,
      4,
    ]);
  });

  it('screen no point out', () => {
    // Eighteen values with one of 10 among ones and twos: 35 ÷ 18, and 32 ÷ 17 between neighbours.
    const [phase] = chart([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]).phases;
    expect(phase?.mean).toBeCloseTo(35 / 18, 12);
    expect(phase?.upper).toBeCloseTo(35 / 18 + (2.66 * 32) / 17, 12);
    expect(phase?.trial).toBe(false);
  });

  it('are none of a single point, and nothing is charted of nothing', () => {
    const { phases, variation, assurance } = chart([5], { better: 'higher', target: 4 });
    expect(phases[0]?.upper).toBeUndefined();
    expect(variation?.kind).toBe('common-cause');
    expect(assurance?.kind).toBe('too-few-points');
    expect(chart([])).toEqual({ points: [], phases: [] });
  });

  it('are trial limits under twelve points', () => {
    const trial = (points: number) =>
      chart(Array.from({ length: points }, (_, index) => index % 2)).phases[0]?.trial;
    expect([trial(11), trial(12)]).toEqual([true, false]);
  });
});

describe('A special cause', () => {
  it('is a point outside the limits', () => {
    expect(marks([...calm, 20], 'outside-limits')).toEqual([...calm.map(() => ''), 'high']);
    expect(marks([...calm, -8], 'outside-limits')).toEqual([...calm.map(() => ''), 'low']);
  });

  it('is a run of seven points on one side of the mean', () => {
    const low = [5, 3, 5, 3, 5, 3, 5];
    const high = [7, 9, 7, 9, 7, 9, 7];
    expect(rules([...low, ...high])).toEqual([
      ...low.map(() => 'shift low'),
      ...high.map(() => 'shift high'),
    ]);
    expect(rules([...low.slice(1), ...high.slice(1)])).toEqual(Array(12).fill(''));
  });

  it('is no run where a point lies on the mean', () => {
    // Their mean is 6, with one 6 in each run of seven.
    expect(rules([5, 3, 5, 6, 5, 3, 5, 7, 9, 7, 6, 7, 9, 7])).toEqual(Array(14).fill(''));
  });

  it('is no run of values that differ by noise alone', () => {
    expect(rules(Array<number>(9).fill(0.1))).toEqual(Array(9).fill(''));
  });

  it('is a trend of seven points that rise, or fall', () => {
    const rising = [1, 2, 3, 4, 5, 6, 7];
    expect(marks([...rising, 3, 5], 'trend')).toEqual([...Array<string>(7).fill('high'), '', '']);
    expect(marks([5, 3, ...[...rising].reverse()], 'trend')).toEqual([
      '',
      '',
      ...Array<string>(7).fill('low'),
    ]);
    expect(marks([1, 2, 3, 4, 5, 6, 5], 'trend')).toEqual(Array(7).fill(''));
    expect(marks([1, 2, 3, 3, 4, 5, 6, 7, 6], 'trend')).toEqual(Array(9).fill(''));
  });

  it('is two of three points close to one limit, all three on its side of the mean', () => {
    const near = (tail: readonly number[]) => marks([...calm, ...calm, ...tail], 'two-of-three');
    const tail = (...values: readonly number[]) => near(values).slice(-values.length);
    expect(tail(10, 10, 6)).toEqual(['high', 'high', '']);
    expect(tail(10, 7, 10)).toEqual(['high', '', 'high']);
    expect(tail(10, 3, 10)).toEqual(['', '', '']);
    expect(tail(10, 7, 7)).toEqual(['', '', '']);
    expect(tail(0, 0, 4)).toEqual(['low', 'low', '']);
  });
});

describe('Variation', () => {
  it.each([
    ['higher', 20, 'improvement', 'Special cause variation of an improving nature'],
    ['lower', 20, 'concern', 'Special cause variation of a concerning nature'],
    ['higher', -8, 'concern', 'Special cause variation of a concerning nature'],
    ['lower', -8, 'improvement', 'Special cause variation of an improving nature'],
    ['neither', 20, 'neutral', 'Special cause variation, neither improving nor concerning'],
  ] as const)('with %s better and a last value of %s is %s', (better, last, kind, words) => {
    const { variation } = chart([...calm, last], { better });
    expect(variation?.kind).toBe(kind);
    expect(variation?.words).toContain(words);
  });

  it('is common cause where the latest point has no signal, whatever others had', () => {
    expect(chart([...calm, 20, 5]).variation).toEqual({
      kind: 'common-cause',
      words: 'No significant change: common cause variation.',
    });
  });

  it('follows where a trend leads where the point itself is nothing special', () => {
    const { variation } = chart([14, 2, 14, 2, 14, 2, 3, 4, 5, 6, 7, 7.5], { better: 'higher' });
    expect(variation).toEqual({
      kind: 'improvement',
      side: 'high',
      words: 'Special cause variation of an improving nature: 7 or more points in a row rise.',
    });
  });

  it('says so where limits rest on few points', () => {
    expect(chart([1, 2, 1]).variation?.words).toContain('fewer than 12 points');
  });
});

describe('Assurance', () => {
  // The limits of these are 5 ± 2.66 · 2.
  const of = (better: SpcQuestion['better'], target?: number) =>
    chart(calm, { better, ...(target !== undefined && { target }) }).assurance?.kind;

  it('tells whether the target is met, missed or hit and miss', () => {
    expect([of('higher', -1), of('higher', 5), of('higher', 11)]).toEqual([
      'meets',
      'hit-and-miss',
      'misses',
    ]);
    expect([of('lower', -1), of('lower', 5), of('lower', 11)]).toEqual([
      'misses',
      'hit-and-miss',
      'meets',
    ]);
  });

  it('is hit and miss with a target on a limit itself', () => {
    const { lower = 0, upper = 0 } = chart(calm).phases[0] ?? {};
    expect([of('higher', lower), of('higher', upper)]).toEqual(['hit-and-miss', 'hit-and-miss']);
  });

  it('is none without a target, or where no way is better', () => {
    expect([of('higher'), of('neither', 3)]).toEqual(['no-target', 'no-target']);
  });
});

describe('A rebased chart', () => {
  const steps = { better: 'higher', rebaseOn: [isoDate('2025-01-01')] } as const;

  it('has limits of its own from each step on', () => {
    const { phases, points } = chart([...calm, ...calm.map((value) => value + 50)], steps);
    expect(phases.map(({ from, to, mean }) => [from, to, mean])).toEqual([
      ['2024-01-01', '2024-12-01', 5],
      ['2025-01-01', '2025-12-01', 55],
    ]);
    expect(points.flatMap(({ signals }) => signals)).toEqual([]);
    expect(points[12]).toMatchObject({ phase: 1 });
    expect(points[12]?.movingRange).toBeUndefined();
  });

  it('begins no phase without points', () => {
    const rebaseOn = [isoDate('2023-01-01'), isoDate('2024-01-01'), isoDate('2030-01-01')];
    expect(chart(calm, { better: 'higher', rebaseOn })).toEqual(chart(calm));
  });
});

describe('Any chart', () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 });

  it('says the same of points in any order, in another unit and turned upside down', () => {
    fc.assert(
      fc.property(values, (given) => {
        const plain = rules(given);
        const points = dated(given);
        expect(xmrChart([...points].reverse(), { better: 'higher' })).toEqual(chart(given));
        expect(rules(given.map((value) => value * 100 + 7))).toEqual(plain);
        expect(rules(given.map((value) => -value))).toEqual(
          plain.map((each) =>
            each.replaceAll(/high|low/g, (side) => (side === 'high' ? 'low' : 'high')),
          ),
        );
      }),
      { seed: 20260401 },
    );
  });

  it('marks no point of a phase for what happened in another', () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        const step = dated([...before, 0]).at(-1)?.on ?? isoDate('2024-01-01');
        const both = chart([...before, ...after], { better: 'higher', rebaseOn: [step] });
        const own = (points: SpcChart['points']) => points.map(({ signals }) => signals);
        expect(own(both.points.slice(0, before.length))).toEqual(own(chart(before).points));
        expect(own(both.points.slice(before.length))).toEqual(own(chart(after).points));
      }),
      { seed: 20260401 },
    );
  });
});

/** A process of mean 5 whose neighbours lie 2 apart: limits of about -.3 and 10.3. */
const calm = [4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6];

/** A point a month from January 2024 on. */
const dated = (values: readonly number[]) =>
  values.map((value, index) => ({ on: addMonths(isoDate('2024-01-01'), index), value }));

const chart = (values: readonly number[], question: SpcQuestion = { better: 'higher' }) =>
  xmrChart(dated(values), question);

const rules = (values: readonly number[]): readonly string[] =>
  chart(values).points.map(({ signals }) =>
    signals.map(({ rule, side }) => `${rule} ${side}`).join(),
  );

const marks = (values: readonly number[], name: string): readonly string[] =>
  chart(values).points.map(({ signals }) => signals.find(({ rule }) => rule === name)?.side ?? '');
