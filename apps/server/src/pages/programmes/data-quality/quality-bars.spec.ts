import type { QualityLine } from '#read-models';
import { linesNamed } from './measure-words.js';
import { barsOf } from './quality-bars.js';

describe('Bars of shares in words', () => {
  const described = (of: Readonly<Record<string, number>>): string => {
    const lines = Object.entries(of).map(([kind, numerator]) => lineOf(kind, numerator));
    const chart = { title: 'Title', subtitle: 'Subtitle', share: 'share of entries in time' };
    return barsOf('timeliness', linesNamed(lines, 'timeliness'), chart).description;
  };

  it('name each of a few', () => {
    expect(described({ live: 3, survey: 10 })).toBe(
      'Go-lives: 30% (3 of 10); surveys: 100% (10 of 10).',
    );
  });

  it('say of many what is highest and what is lowest, of what', () => {
    expect(
      described({ live: 3, survey: 10, milestone: 10, assessment: 5, driver: 7, adoption: 10 }),
    ).toBe(
      'The share of entries in time is highest for “Milestones”, “Use measured” and “Surveys” (100%) and lowest for “Go-lives” (30%).',
    );
  });

  it('say once what is the same for all', () => {
    expect(described({ live: 0, survey: 0, milestone: 0, assessment: 0, driver: 0 })).toBe(
      'The share of entries in time is the same for all: 5 kinds (0%).',
    );
  });
});

const lineOf = (of: string, numerator: number): QualityLine => ({
  ...{ measure: 'timeliness', of, numerator, denominator: 10 },
  ...{ medianDays: null, p90Days: null },
});
