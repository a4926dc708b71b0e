import type { Criterion, StageFigure } from '#figures';
import type { CapabilityCode } from '#vocabulary';
import { stageMissing, stageRows } from './stage-rows.js';

describe('What is missing for a stage', () => {
  const use = (value: number) => ({ numerator: 10 * value, denominator: 1000, value: value / 100 });

  it.each<[string, Partial<Criterion>]>([
    ['Use short of what is needed', { state: 'short', shortBy: { adoption: 0.2 } }],
    ['Installation short of what is needed', { state: 'short', shortBy: { deployment: 0.1 } }],
    [
      'Use and installation short of what is needed',
      { state: 'short', shortBy: { adoption: 0.2, deployment: 0.1 } },
    ],
    ['Use measured too long ago', { state: 'out-of-date' }],
    ['Installation not known', { state: 'unknown', adoption: use(60) }],
    ['Use and installation not known', { state: 'unknown' }],
  ])('is said to be: %s', (words, of) => {
    expect(rowOf(of).state).toBe(words);
  });

  it('stands beside what is needed', () => {
    expect(rowOf({ state: 'short', adoption: use(60), shortBy: { adoption: 0.2 } })).toMatchObject({
      adoption: '60.0% (600\u00a0of\u00a01,000)',
      adoptionNeeded: '80.0%',
      deployment: 'Not known',
      deploymentNeeded: '90.0%',
    });
  });
});

describe('The stage shown by evidence', () => {
  it.each([
    [0, 0, 'Below stage 1'],
    [0, 2, 'Not known: below stage 1, or up to stage 2 if what is out of date or missing were met'],
    [1, 1, 'Stage 1, digitising'],
    [
      1,
      3,
      'At least stage 1, digitising; up to stage 3 if what is out of date or missing were met',
    ],
  ] as const)('from %d to %d is: %s', (low, high, words) => {
    expect(stageRows({ ...figure, evidenced: { low, high } }, names)[1]?.value).toBe(words);
  });
});

const names = { organisation: (code: string) => code, capability: (code: string) => code };
const figure: StageFigure = { evidenced: 'not-reported', criteria: [], missing: [], facts: [] };

const rowOf = (of: Partial<Criterion>) => {
  const criterion: Criterion = {
    capability: 'C101' as CapabilityCode,
    stage: 1,
    state: 'unknown',
    thresholds: { adoption: 0.8, deployment: 0.9 },
    facts: [],
    ...of,
  };
  return stageMissing({ ...figure, missing: [criterion] }, names)[0] ?? { state: 'nothing' };
};
