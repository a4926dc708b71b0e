import { timeAxis } from './time-axis.js';

describe('The days along a chart', () => {
  it('are marked evenly between the ends, also where there is no room for the words', () => {
    const { marks, x } = timeAxis({ from: '2024-09-10', to: '2025-11-01' }, [0, 480], 100);
    const at = [...marks.matchAll(/<line x1="([\d.]+)"/g)].map(([, found]) => Number(found));
    const words = [...marks.matchAll(/>([A-Z][a-z]{2} \d{4})</g)].map(([, found]) => found);
    expect(words).toEqual(['Sep 2024', 'Nov 2025', 'Jan 2025', 'Apr 2025', 'Jul 2025']);
    for (const unnamed of ['2024-10-01', '2025-10-01']) {
      expect(at.some((mark) => Math.abs(mark - x(unnamed)) < 0.1)).toBe(true);
    }
  });
});
