import { pageOf, timelinePages } from './timeline-pages.js';

describe('The pages of a timeline', () => {
  const query = '?asOf=2025-07-31';

  it('lead to newer and to older entries, and keep the day', () => {
    expect(timelinePages({ page: 2, size: 100, all: 1221, query })).toMatchObject({
      timelineSpan: 'Entries 101 to 200 of 1,221',
      newer: { href: '?asOf=2025-07-31&page=1#timeline' },
      older: { href: '?asOf=2025-07-31&page=3#timeline', labelText: 'Page 3 of 13' },
      pageInTitle: ' (page 2 of 13)',
    });
  });

  it('end at both ends', () => {
    const ends = [1, 13].map((page) => timelinePages({ page, size: 100, all: 1221, query: '' }));
    expect(ends.map((end) => ['newer' in end, 'older' in end])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it('are none where all fit on one', () => {
    expect(timelinePages({ page: 1, size: 100, all: 100, query: '' })).toEqual({
      timelineSpan: '100 entries',
    });
  });

  it.each([undefined, '', '0', '-1', '1.5', 'x', ['1', '2']])('%j is the first', (text) => {
    expect(pageOf(text)).toBe(1);
  });
});
