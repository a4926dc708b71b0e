import { isoDate } from '#vocabulary';
import { outlookInWords, pastInWords } from './outlook-words.js';

describe('The outlook of a target', () => {
  it('names the number that more trusts than may miss it, where their own dates give a range', () => {
    const sentences = outlookInWords({
      ...{ asOf: isoDate('2026-11-28'), deadlineOn: isoDate('2027-03-31') },
      ...{ reached: 9, numerator: 11, denominator: 22, untold: 2 },
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

describe('The outlook of a target that one trust has not reached', () => {
  it('is that it has not reached it on the last day', () => {
    const sentences = outlookInWords({
      ...{ asOf: isoDate('2027-03-31'), deadlineOn: isoDate('2027-03-31'), count: null },
      ...{ reached: 21, numerator: 1, denominator: 22, untold: 0 },
      ...{ needed: null, fallsShort: null, insideView: { low: 0, high: 1 } },
    });
    expect(sentences.at(-1)).toBe(
      'The deadline is 31 March 2027, the day shown: 1 trust has not reached it.',
    );
  });

  it('is told of it alone', () => {
    const sentences = outlookInWords({
      ...{ asOf: isoDate('2026-11-28'), deadlineOn: isoDate('2027-03-31') },
      ...{ reached: 21, numerator: 1, denominator: 22, untold: 0 },
      ...{ needed: null, fallsShort: null, insideView: { low: 1, high: 1 } },
      count: {
        ...{ distribution: [], expected: 0.96, sd: 0, p10: 1, p50: 1, p90: 1 },
        ...{ none: 0.04, asPlanned: 1, moreThanPlanned: 0 },
      },
    });
    expect(sentences.slice(1)).toEqual([
      'The chance that the one trust that has not reached it misses the deadline is 96%.',
      'By its own dates it will miss it.',
    ]);
  });

  it('says where its own dates leave it open, or have it in time', () => {
    const said = (low: number, high: number) =>
      outlookInWords({
        ...{ asOf: isoDate('2026-11-28'), deadlineOn: isoDate('2027-03-31'), count: null },
        ...{ reached: 21, numerator: 1, denominator: 22, untold: 0 },
        ...{ needed: null, fallsShort: null, insideView: { low, high } },
      }).at(-1);
    expect(said(0, 1)).toBe('By its own dates the one trust that has not reached it may miss it.');
    expect(said(0, 0)).toBe(
      'By its own dates the one trust that has not reached it will not miss it.',
    );
  });
});

describe('A target whose deadline is over', () => {
  const outcome = {
    ...{ deadlineOn: isoDate('2025-03-31'), came: 'missed' as const },
    ...{ numerator: 1, unknown: 0, denominator: 3, needed: 3 },
  };

  it('tells the one that came late from the one that never came', () => {
    expect(pastInWords({ ...outcome, now: { numerator: 2, unknown: 0 } })).toEqual([
      'Missed: 1 of 3 trusts had reached it by its deadline, and 3 were needed.',
      '2 of 3 trusts have reached it.',
      'The deadline was 31 March 2025: 1 trust has still not reached it.',
    ]);
  });

  it('leaves those of whom nothing tells out of those that have not', () => {
    const untold = { ...outcome, unknown: 2, now: { numerator: 1, unknown: 2 } };
    expect(pastInWords({ ...untold, came: 'unknown' as const })).toEqual([
      'Not known: 1 of 3 trusts had reached it by its deadline, for 2 it is not known, and 3 were needed.',
      '1 of 3 trusts is known to have reached it; for 2 it is not known.',
    ]);
  });

  it('says once that nothing is known of anybody', () => {
    const untold = { ...outcome, numerator: 0, unknown: 3, now: { numerator: 0, unknown: 3 } };
    expect(pastInWords({ ...untold, came: 'unknown' as const })).toEqual([
      'Not known: nothing recorded says which of its 3 trusts had reached it by its deadline.',
      'Nor does anything recorded say which have reached it since.',
    ]);
  });

  it('says no more where all have reached it since', () => {
    expect(pastInWords({ ...outcome, now: { numerator: 3, unknown: 0 } }).at(-1)).toBe(
      'All 3 trusts have reached it.',
    );
  });
});
