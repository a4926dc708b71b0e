import type { ProgrammeProfileAnswer } from '#read-models';
import { isoDate, type PartId, type ProgrammeId } from '#vocabulary';
import { heldExplained, outcomeInWords } from './outcome-words.js';

describe('What came of a target, in words,', () => {
  it.each([
    [
      'reached',
      22,
      0,
      21,
      'Reached: 22 of 22 trusts had reached it by its deadline, and 21 were needed',
    ],
    [
      'missed',
      15,
      2,
      21,
      'Missed: 15 of 22 trusts had reached it by its deadline, for 2 it is not known, and 21 were needed',
    ],
    [
      'unknown',
      15,
      7,
      21,
      'Not known: 15 of 22 trusts had reached it by its deadline, for 7 it is not known, and 21 were needed',
    ],
    ['unknown', 3, 0, null, 'Not known: 3 of 22 trusts had reached it by its deadline'],
    [
      'unknown',
      0,
      22,
      21,
      'Not known: nothing recorded says which of its 22 trusts had reached it by its deadline',
    ],
  ] as const)('is %s with %i there and %i not known', (came, numerator, unknown, needed, says) => {
    expect(outcomeInWords({ came, numerator, unknown, denominator: 22, needed })).toBe(says);
  });

  it('is not known of a target whose list nobody published', () => {
    const nobody = { numerator: 0, unknown: 0, denominator: 0, needed: null };
    expect(outcomeInWords({ came: 'unknown', ...nobody })).toBe(
      'Not known: no list of the trusts that it counts was published',
    );
  });
});

describe('How a trust stood on the deadline of a target', () => {
  const outcome = { target: 'epr' as PartId, deadlineOn: isoDate('2025-03-31') };
  const held = (...days: readonly string[]) => {
    const targets = days.map((on, index) => ({
      ...{ target: 'epr', on: isoDate(on), inForce: index === days.length - 1 },
    })) as unknown as ProgrammeProfileAnswer['targets'];
    return heldExplained(
      { programme: 'england' as ProgrammeId, targets },
      outcome,
      '?asOf=2025-11-01&knownAt=40',
    );
  };

  it('is explained on that day, by what is known at the entry of the page', () => {
    expect(held('2024-01-01').href).toBe(
      '/programmes/england/targets/epr/trusts/explain?asOf=2025-03-31&knownAt=40',
    );
  });

  it('has no page of its own where the terms of that day were others, or none', () => {
    for (const { href, says } of [held('2024-01-01', '2025-06-01'), held('2025-06-01')]) {
      expect(href).toBeUndefined();
      expect(says).toContain('its newest terms, which were stated after that day');
    }
  });
});
