import { isoDate } from '#vocabulary';
import { outlookInWords } from './target-view.js';

describe('The outlook of a target', () => {
  it('names the number that more trusts than may miss it, where their own dates give a range', () => {
    const sentences = outlookInWords({
      ...{ asOf: isoDate('2026-11-28'), deadlineOn: isoDate('2027-03-31') },
      ...{ reached: 9, numerator: 11, denominator: 22, unknown: 2 },
      ...{ needed: null, fallsShort: null, insideView: { low: 2, high: 10 } },
      count: {
        ...{ distribution: [], expected: 8.9, sd: 1, p10: 7, p50: 9, p90: 11 },
        ...{ none: 0, asPlanned: 0.001, moreThanPlanned: 0.998 },
      },
    });
    expect(sentences.at(-1)).toBe(
      'By the dates that trusts state themselves, 2 to 10 of the 11 that have not reached it will miss it. The chance that more than 2 do is above 99%.',
    );
  });
});
