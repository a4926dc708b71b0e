import { gapWaterfall } from './gap-waterfall.js';
import { stageBars } from './stage-bars.js';

describe('The bars of stages by quarter', () => {
  it('draw a box for each count, tall by how many there are', () => {
    const heights = boxHeights(stageBars('s', 'Title', 'Description', [quarter(1, 3)]));
    expect(heights).toHaveLength(2);
    expect((heights[1] ?? 0) / (heights[0] ?? 1)).toBeCloseTo(3, 1);
  });

  it('leave out a stage without trusts, and still name it with its count', () => {
    const svg = stageBars('s', 'Title', 'Description', [quarter(0, 4)]);
    expect(boxHeights(svg)).toHaveLength(1);
    expect(svg).toContain('1 Digitising: 0');
  });

  it('keep the names beside the last bar apart', () => {
    const svg = stageBars('s', 'Title', 'Description', [quarter(1, 0), quarter(0, 1)]);
    const lines = [...svg.matchAll(/y="([\d.]+)">[12] \w+: \d</g)].map((match) => Number(match[1]));
    expect(Math.abs((lines[0] ?? 0) - (lines[1] ?? 0))).toBeGreaterThanOrEqual(20);
  });

  it('are named and described for those who do not see them, and escape what they are given', () => {
    const svg = stageBars('s', 'A <b> title', 'Says "this" & that', [quarter(1, 1)]);
    expect(svg).toContain('<title id="s-title">A &lt;b&gt; title</title>');
    expect(svg).toContain('<desc id="s-desc">Says &quot;this&quot; &amp; that</desc>');
    expect(svg).toContain('role="img" aria-labelledby="s-title s-desc"');
  });
});

describe('The waterfall of the gap', () => {
  it('takes each loss from what the one before left, and stands the value on zero', () => {
    const svg = gapWaterfall('g', 'Title', 'Description', [
      { name: 'Not installed', points: 20 },
      { name: 'Not used', points: 30 },
      { name: 'Value', points: 50 },
    ]);
    const boxes = [...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)].map(
      ([, x, width]) => ({ from: Number(x), width: Number(width) }),
    );
    const [first, second, value] = boxes;
    expect((second?.from ?? 0) + (second?.width ?? 0)).toBeCloseTo(first?.from ?? -1, 0);
    expect((value?.from ?? 0) + (value?.width ?? 0)).toBeCloseTo(second?.from ?? -1, 0);
    expect(value?.width).toBeCloseTo(5 * ((first?.width ?? 0) / 2), 0);
  });
});

const quarter = (digitising: number, informing: number) => ({
  period: `Jul to Sep ${String(2020 + digitising)}`,
  counts: [
    { name: '1 Digitising', count: digitising },
    { name: '2 Informing', count: informing },
  ],
});

const boxHeights = (svg: string): number[] =>
  [
    ...svg.matchAll(
      /<rect x="[\d.]+" y="[\d.]+" width="[\d.]+" height="([\d.]+)" fill="url\(#s-p\d\)" stroke="#ffffff"/g,
    ),
  ].map((match) => Number(match[1]));
