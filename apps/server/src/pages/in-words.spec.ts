import { effectiveDay, isoDate, spanOf, statedDate } from '#vocabulary';
import {
  effectiveInWords,
  instantInWords,
  statedInWords,
  whenInWords,
  withDaysInWords,
} from './dates-in-words.js';
import { eventInWords } from './events-in-words.js';
import { freshnessOf, lookingBackOf } from './freshness.js';
import {
  boundsInWords,
  gapHeadline,
  gapInWords,
  gapParts,
  lossesInWords,
  unplacedIn,
} from './gap-in-words.js';
import { moneyInWords, poundsInWords } from './money-in-words.js';
import { dayTyped, KNOWN_AT_SENTENCE, momentAsked } from './moment-typed.js';
import {
  allTrustsInWords,
  countsOf,
  movementInWords,
  movementTitle,
  quarterInWords,
  quartersInWords,
  uncapital,
} from './stages-in-words.js';

describe('Money in words', () => {
  it.each([
    [0, '£0', '£0'],
    [49, '£0', '£0'],
    [-49, '£0', '£0'],
    [123_456_78, '£123,457', '£123,457'],
    [999_499_99, '£999,500', '£999,500'],
    [999_999_99, '£1 million', '£1,000,000'],
    [1_243_211_00, '£1.24 million', '£1,243,211'],
    [10_032_000_00, '£10.03 million', '£10,032,000'],
    [-12_480_000_00, 'minus £12.48 million', '−£12,480,000'],
    [3_600_000_000_00, '£3.6 billion', '£3,600,000,000'],
    [999_999_999_00, '£1 billion', '£999,999,999'],
  ])('%d pence are %s, and %s in a table', (pence, inSentence, inTable) => {
    expect([moneyInWords(pence), poundsInWords(pence)]).toEqual([inSentence, inTable]);
  });
});

describe('A gap in words', () => {
  it('splits 100 points without a remainder, the unknown apart', () => {
    const parts = gapParts(gap);
    expect(parts.map(({ points }) => points)).toEqual([21, 20.9, 24.6, 0.1, 33.4]);
    expect(parts.map(({ kind }) => kind)).not.toContain('either-of-two');
    expect(parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(100, 10);
  });

  it('says the split as a sentence', () => {
    expect(gapInWords(gap)).toContain('21.0 are lost because a capability is not installed');
    expect(gapInWords(gap)).toContain('0.1 are not known');
  });

  it('names what is lost at one of two steps, so that the parts come to the use gap', () => {
    const parts = gapParts(unmeasured);
    const known = parts.slice(0, 3);
    expect(known.map(({ name, points }) => [name, points])).toEqual([
      ['Not installed', 0],
      ['Installed, not used', 1.4],
      ['Either of the two above', 2.4],
    ]);
    expect(known.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(3.8, 10);
    expect(gapInWords(unmeasured)).toContain(
      'Another 2.4 are lost because a capability is not installed or not used: a measurement is missing that would say which.',
    );
  });

  it('names what is lost at one of three steps, so that the parts come to the optimisation gap', () => {
    const parts = gapParts({ ...unmeasured, optimisationGap: { low: 9, high: 99 } });
    const lost = parts.filter(({ kind }) => kind !== 'not-known' && kind !== 'value');
    expect(lost.at(-1)).toMatchObject({ name: 'Any of the parts above', points: 2.8 });
    expect(lost.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(9, 10);
    expect(parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(100, 10);
    expect(unplacedIn({ ...unmeasured, optimisationGap: { low: 9, high: 99 } })).toBe(5.2);
  });

  it('says gaps rounded from what they are, and parts that come to them', () => {
    expect(gapParts(uneven).map(({ points }) => points)).toEqual([10.1, 20, 9.9, 0, 60]);
    const said = gapHeadline({ ...uneven, headline: 'use' });
    expect(said).toContain('(not installed or not used) is 30.1 points');
    expect(said).toContain('(the same, or benefit not shown) is 40.0 points');
  });

  it('gives the losses of a row as the parts, with their bounds where they are open', () => {
    expect(lossesInWords(uneven)).toEqual(['10.1', '20.0', '9.9']);
    const open = { ...uneven, notAdopted: { low: 20.04, high: 70 } };
    expect(lossesInWords(open)).toEqual(['10.1', '20.0 to 70.0', '9.9']);
  });

  it('says a gap that is more than its parts as it is', () => {
    const either = { ...uneven, useGap: { low: 80, high: 90 } };
    expect(gapHeadline({ ...either, headline: 'use' })).toContain('is 80.0 to 90.0 points');
  });

  it('names bounds only where they differ', () => {
    expect(boundsInWords({ low: 64.34, high: 67.84 })).toBe('64.3 to 67.8');
    expect(boundsInWords({ low: 64.34, high: 64.31 })).toBe('64.3');
  });
});

describe('A day in words', () => {
  it.each([
    ['2024-09-10', '10 September 2024'],
    ['2024-09', 'September 2024'],
    ['2024', 'in 2024'],
    ['2026/27', 'in the financial year 2026/27'],
  ])('says %s as precisely as it is known: %s', (stated, words) => {
    expect(effectiveInWords(spanOf(statedDate(stated)))).toBe(words);
  });

  it('invents no day where the source gives none', () => {
    const between = effectiveDay({ between: [isoDate('2025-07-15'), isoDate('2026-07-08')] });
    expect(between && effectiveInWords(between)).toBe('between 15 July 2025 and 8 July 2026');
    const before = effectiveDay({ since: 'before-records' });
    expect(before && effectiveInWords(before)).toBe('before our records');
  });

  it.each([
    ['2025-07-14', 'on 14 July 2025'],
    ['2025-11', 'in November 2025'],
    ['2013', 'in 2013'],
  ])('follows a verb: %s is %s', (stated, words) => {
    expect(whenInWords(spanOf(statedDate(stated)))).toBe(words);
  });

  it('stands alone as a source states it', () => {
    expect(
      ['2024-09-10', '2024-09', '2024'].map((date) => statedInWords(statedDate(date))),
    ).toEqual(['10 September 2024', 'September 2024', '2024']);
  });

  it.each([
    ['moved from 2024-10-01 to 2025-03', 'moved from 1 October 2024 to March 2025'],
    ['2025-13-01, 2024-25 and X-2024-10-01', '2025-13-01, 2024-25 and X-2024-10-01'],
    ['2011-12 or 2010-11', '2011-12 or 2010-11'],
  ])('takes the place of days in the words of others, and of nothing else: %s', (said, words) => {
    expect(withDaysInWords(said)).toBe(words);
  });

  it('tells the time in London', () => {
    expect(instantInWords('2026-08-06T14:42:00.000Z')).toBe('3:42pm on 6 August 2026');
    expect(instantInWords('2026-11-27T12:37:00.000Z')).toBe('12:37pm on 27 November 2026');
    expect(instantInWords('2026-11-27T00:07:00.000Z')).toBe('12:07am on 27 November 2026');
  });

  it('names quarters by their months', () => {
    expect(quarterInWords('2025-09-30')).toBe('Jul to Sep 2025');
  });

  it('says how far the last quarter has come while it is not over', () => {
    expect(quartersInWords(isoDate('2024-03-31'), isoDate('2026-09-30'))).toBe(
      'from Jan to Mar 2024 until Jul to Sep 2026',
    );
    expect(quartersInWords(isoDate('2024-03-31'), isoDate('2026-11-24'))).toBe(
      'from Jan to Mar 2024 until Oct to Dec 2026; the last one only up to 24 November 2026',
    );
  });
});

describe('A day typed into a form', () => {
  const today = isoDate('2026-11-24');

  it('is today where nothing is typed', () => {
    expect(dayTyped('', today)).toEqual({ day: today });
  });

  it.each(['31 March 2026', '31 mar 2026', '2026-03-31', '31/3/2026', '31.03.2026'])(
    'may be written as %s',
    (typed) => {
      expect(dayTyped(typed, today)).toEqual({ day: '2026-03-31' });
    },
  );

  it.each(['2026-11-25', '31 April 2026', '31 Foo 2026', '2025-02-29', 'yesterday'])(
    'says what is wrong with %s',
    (typed) => {
      expect(dayTyped(typed, today).error).toContain('Enter today’s date or an earlier one');
    },
  );
});

describe('The two clocks a page was asked for', () => {
  const present = {
    now: '2026-11-24T09:00:00.000Z',
    today: isoDate('2026-11-24'),
    head: 20_000n,
    lastEntry: 20_000,
  };

  const momentOf = (asOf: unknown, knownAt: unknown) =>
    momentAsked(asOf, knownAt, present, () => Promise.resolve(isoDate('2025-10-14')));

  it('are today as known now where nothing is asked', async () => {
    const asked = await momentOf(undefined, undefined);
    expect(asked.moment).toEqual({ asOf: '2026-11-24' });
    expect([asked.asOf, asked.query, asked.lookingBack]).toEqual([
      '24 November 2026',
      '',
      undefined,
    ]);
    expect(asked.fields.map(({ value }) => value)).toEqual(['', '']);
  });

  it('say of the first what stands for it where it is empty', async () => {
    const [asOf] = (await momentOf(undefined, undefined)).fields;
    expect(asOf?.hint).toBe('For example, 31 July 2025. Leave empty for today.');
    const [followed] = (await momentOf(undefined, '1 September 2025')).fields;
    expect(followed?.hint).toContain('Leave empty for the last day known below.');
  });

  it.each([
    ['1 September 2025', { day: '2025-09-01' }, 'knownAt=2025-09-01'],
    ['2025-09-01', { day: '2025-09-01' }, 'knownAt=2025-09-01'],
    ['18204', { entry: 18204 }, 'knownAt=18204'],
  ])('may be known at %s', async (typed, knownAt, query) => {
    const asked = await momentOf('31 July 2025', typed);
    expect(asked.moment).toEqual({ asOf: '2025-07-31', knownAt });
    expect(asked.query).toBe(`?asOf=2025-07-31&${query}`);
  });

  it.each([
    ['1 September 2025', '2025-09-01'],
    ['2025-08-31T23:30:00Z', '2025-09-01'],
    ['18204', '2025-10-14'],
  ])('are the day of what was known where %s is asked alone', async (typed, day) => {
    const asked = await momentOf('', typed);
    expect([asked.moment.asOf, asked.knownOn]).toEqual([day, day]);
    expect(asked.query).toContain(`asOf=${day}&`);
  });

  it('may be today by what was known then', async () => {
    const asked = await momentOf('24 November 2026', '1 September 2025');
    expect([asked.moment.asOf, asked.knownOn]).toEqual(['2026-11-24', '2025-09-01']);
    expect(asked.query).toBe('?asOf=2026-11-24&knownAt=2025-09-01');
  });

  it('name each field that is wrong, and keep what was typed', async () => {
    const asked = await momentOf('31-03-2026', 'soon');
    expect(asked.errors).toEqual([
      { text: 'Enter today’s date or an earlier one, like 31 July 2025', href: '#asOf' },
      { text: KNOWN_AT_SENTENCE, href: '#knownAt' },
    ]);
    expect(asked.fields.map(({ value }) => value)).toEqual(['31-03-2026', 'soon']);
  });

  it('are not guessed where a parameter came twice', async () => {
    expect((await momentOf(['2025-01-01', '2025-01-02'], undefined)).errors).toHaveLength(1);
  });
});

describe('What a page says of its figures', () => {
  const stamp = {
    asOf: isoDate('2026-08-06'),
    entry: 18204,
    recordedAt: '2026-08-06T14:42:00.000Z',
  };

  it('names the last entry it includes', () => {
    expect(freshnessOf({ ...stamp, final: true })).toBe(
      'Includes everything recorded up to 3:42pm on 6 August 2026 (entry 18,204).',
    );
  });

  it('says when nothing newer is there yet', () => {
    expect(freshnessOf({ ...stamp, final: false })).toContain('This is the newest entry there is.');
  });

  it('says that it looks back, and on what', () => {
    expect(lookingBackOf(isoDate('2026-11-24'), isoDate('2026-11-24'), undefined)).toBeUndefined();
    expect(
      lookingBackOf(isoDate('2025-07-31'), isoDate('2026-11-24'), { day: isoDate('2025-09-01') }),
    ).toBe('what was so on 31 July 2025, as it was known at the end of 1 September 2025.');
    expect(lookingBackOf(isoDate('2026-11-24'), isoDate('2026-11-24'), { entry: 18204 })).toBe(
      'as it was known at entry 18,204.',
    );
    expect(
      lookingBackOf(isoDate('2026-11-24'), isoDate('2026-11-24'), {
        instant: '2026-08-06T14:42:00.000Z',
      }),
    ).toBe('as it was known at 3:42pm on 6 August 2026.');
  });
});

describe('Words within a sentence', () => {
  it.each([
    ['Use measured', 'use measured'],
    ['EPR replaced', 'EPR replaced'],
    ['North Bristol NHS Trust left', 'North Bristol NHS Trust left'],
    ['A capability', 'a capability'],
    ['', ''],
  ])('begin small, but for abbreviations: %s is %s', (text, within) => {
    expect(uncapital(text)).toBe(within);
  });

  it.each([
    ['StageDeclared', 'Stage declared'],
    ['EprReplaced', 'EPR replaced'],
    ['EprRetired', 'EPR retired'],
    ['EprStatusReported', 'EPR status reported'],
    ['EprWentLive', 'EPR went live'],
    ['DeploymentPlanned', 'Go-live planned'],
    ['AdoptionMeasured', 'Use measured'],
  ])('name the event %s: %s', (type, words) => {
    expect(eventInWords(type)).toBe(words);
  });

  it('say of one trust what they say of all', () => {
    expect([1, 2, 1_204].map(allTrustsInWords)).toEqual([
      'The one trust',
      'All 2 trusts',
      'All 1,204 trusts',
    ]);
  });
});

describe('How stages moved', () => {
  it('says how many trusts were where then and now', () => {
    expect(movementInWords(quarter('2024-03-31', 7, 2), quarter('2026-11-24', 18, 9))).toBe(
      'On 24 November 2026 evidence shows 18 of 22 trusts at stage 1 or above, 9 of them at stage 2 or above; 3 have not reported. On 31 March 2024 it showed 7 of 22 trusts at stage 1 or above, 2 of them at stage 2 or above.',
    );
  });

  it('gives both bounds where measurements are out of date or missing', () => {
    const said = movementInWords(quarter('2024-03-31', 7, 2), quarter('2026-11-24', 5, 1, 9));
    expect(said).toContain('shows 5 to 14 of 22 trusts at stage 1 or above, 1 of them at stage 2');
    expect(said).toContain('Between two numbers, measurements are out of date or missing.');
  });

  it('titles one trust in the singular', () => {
    const [then, now] = [quarter('2024-03-31', 1, 0, 1), quarter('2026-11-24', 1, 0)];
    expect(movementTitle(then, now)).toBe('1 of 22 trusts is at stage 1 or above');
  });

  it.each([
    [5, 9, '5 to 14 of 22 trusts are at stage 1 or above'],
    [9, 9, 'At least 2 more trusts show stage 1 or above than on'],
    [2, 3, 'At least 2 fewer trusts show stage 1 or above than on'],
  ])('titles no move that might be none: %d, and %d not known', (shown, unknown, title) => {
    const last = quarter('2026-11-24', shown, 0, unknown);
    expect(movementTitle(quarter('2024-03-31', 7, 0), last)).toContain(title);
  });

  it('tells those that might be at a stage from those that are not', () => {
    const { counts } = countsOf(quarter('2026-11-24', 5, 1, 9));
    expect(counts.slice(0, 4)).toEqual([
      { name: 'Not reported', count: 3 },
      { name: 'Not known', count: 9 },
      { name: 'Below stage 1', count: 5 },
      { name: '1 Digitising', count: 4 },
    ]);
  });

  it.each([
    [7, 18, '11 more trusts show stage 1 or above than on 31 March 2024'],
    [18, 7, '11 fewer trusts show stage 1 or above than on 31 March 2024'],
    [7, 7, 'As many trusts show stage 1 or above as on 31 March 2024'],
  ])('titles a move from %d to %d by what it was', (then, now, title) => {
    expect(movementTitle(quarter('2024-03-31', then, 0), quarter('2026-11-24', now, 0))).toBe(
      title,
    );
  });
});

/** `unknown`: trusts that show no stage and might be at the first. */
const quarter = (on: string, one: number, two: number, unknown = 0) => ({
  on: isoDate(on),
  numerator: 19,
  denominator: 22,
  evidenced: { 0: 19 - one, 1: one - two, 2: two, 3: 0, 4: 0, notReported: 3 },
  evidencedHigh: { 0: 19 - one - unknown, 1: one - two + unknown, 2: two, 3: 0, 4: 0 },
  declared: { 1: 0, 2: 0, 3: 0, 4: 0, none: 22 },
  validated: { 1: 0, 2: 0, 3: 0, 4: 0, none: 22 },
});

const exactly = (points: number) => ({ low: points, high: points });
/** Rounded one by one, its use gap would be 30.1 and its parts 10.0 and 20.0. */
const uneven = {
  notDeployed: exactly(10.04),
  notAdopted: exactly(20.04),
  notRealised: exactly(9.96),
  value: exactly(59.96),
  optimisationGap: exactly(40.04),
  useGap: exactly(30.08),
};
/** Of one capability the use is known and the installation is not. */
const unmeasured = {
  notDeployed: { low: 0, high: 78.4 },
  notAdopted: { low: 1.4, high: 77.4 },
  notRealised: { low: 2.4, high: 95.2 },
  value: { low: 1, high: 93.8 },
  optimisationGap: { low: 6.2, high: 99 },
  useGap: { low: 3.8, high: 81.4 },
};
const gap = {
  notDeployed: exactly(21),
  notAdopted: exactly(20.9),
  notRealised: exactly(24.6),
  value: exactly(33.4),
  optimisationGap: { low: 66.5, high: 66.6 },
  useGap: exactly(41.9),
};
