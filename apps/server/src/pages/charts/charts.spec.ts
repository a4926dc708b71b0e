import { gapParts } from '../gap-in-words.js';
import { gapDots } from './gap-dots.js';
import { gapWaterfall } from './gap-waterfall.js';
import { stageBars } from './stage-bars.js';
import { stageShares } from './stage-shares.js';
import { stageSteps } from './stage-steps.js';
import { stayBoxes } from './stay-boxes.js';

describe('The bars of stages by quarter', () => {
  it('draw a box for each count, tall by how many there are', () => {
    const heights = boxHeights(stageBars(caption('s'), [quarter(1, 3)]));
    expect(heights).toHaveLength(2);
    expect((heights[1] ?? 0) / (heights[0] ?? 1)).toBeCloseTo(3, 1);
  });

  it('leave out a stage without trusts, and still name it with its count', () => {
    const svg = stageBars(caption('s'), [quarter(0, 4)]);
    expect(boxHeights(svg)).toHaveLength(1);
    expect(svg).toContain('1 Digitising: 0');
  });

  it('keep the names beside the last bar apart', () => {
    const svg = stageBars(caption('s'), [quarter(1, 0), quarter(0, 1)]);
    const lines = [...wideOf(svg).matchAll(/y="([\d.]+)">[12] \w+: \d</g)].map((match) =>
      Number(match[1]),
    );
    expect(Math.abs((lines[0] ?? 0) - (lines[1] ?? 0))).toBeGreaterThanOrEqual(20);
  });

  it('keep the names beside the last bar inside the frame, wherever its trusts are', () => {
    const names = ['Not reported', 'Not known', '1 Digitising', '2 Informing', '3 Shaping'];
    for (const full of names) {
      const counts = names.map((name) => ({ name, count: name === full ? 22 : 0 }));
      const svg = wideOf(stageBars(caption('s'), [{ period: 'Jul to Sep 2025', counts }]));
      const lines = [...svg.matchAll(/y="([\d.]+)">[\w ]+: \d+</g)].map((match) =>
        Number(match[1]),
      );
      expect(lines).toHaveLength(names.length);
      expect(Math.min(...lines)).toBeGreaterThanOrEqual(12);
      expect(Math.max(...lines)).toBeLessThanOrEqual(380);
      const gaps = lines.slice(1).map((line, index) => (lines[index] ?? 0) - line);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20);
    }
  });

  it('are named and described for those who do not see them, and escape what they are given', () => {
    const svg = stageBars({ id: 's', title: 'A <b> title', description: 'Says "this" & that' }, [
      quarter(1, 1),
    ]);
    expect(svg).toContain('<title id="s-title">A &lt;b&gt; title</title>');
    expect(svg).toContain('<desc id="s-desc">Says &quot;this&quot; &amp; that</desc>');
    expect(svg).toContain('role="img" aria-labelledby="s-title s-desc"');
  });
});

describe('The shares of stages on two days', () => {
  it('fill bars of one length, however many trusts there were', () => {
    const svg = wideOf(stageShares(caption('s'), [quarter(2, 2), quarter(1, 0)]));
    const boxes = [...svg.matchAll(/width="([\d.]+)" height="38"/g)].map(([, width]) =>
      Number(width),
    );
    expect(boxes).toHaveLength(3);
    const [one = 0, other = 0, alone = 0] = boxes;
    expect(one).toBeCloseTo(other, 0);
    expect(one + other).toBeCloseTo(alone, 0);
  });

  it('say each count that has room, and how many trusts there were', () => {
    const svg = wideOf(stageShares(caption('s'), [quarter(200, 1)]));
    expect(wordsOf(svg).map(({ text }) => text)).toEqual([
      '1 Digitising',
      '2 Informing',
      'Jul to Sep 2220: 201 trusts',
      '200',
    ]);
  });
});

describe('The steps of trusts', () => {
  const days = { from: '2023-11-27', to: '2026-11-27' };
  const moving = (code: string, ...stages: (number | undefined)[]) => ({
    code,
    name: `Trust ${code}`,
    steps: stages.map((stage, index) => ({ from: `${String(2024 + index)}-01-31`, stage })),
  });
  const pathsOf = (svg: string) =>
    [...wideOf(svg).matchAll(/<path d="([^"]*)"/g)].map(([, d]) => d);

  it('rise where a stage was reached, and stop where nothing was reported', () => {
    const [rising, stopping] = pathsOf(
      stageSteps(caption('s'), [moving('RXX', 1, 2), moving('RYY', 1, undefined)], days),
    );
    const heights = [...(rising ?? '').matchAll(/,([\d.]+)/g)].map(([, y]) => Number(y));
    expect(Math.max(...heights)).toBe(heights[0]);
    expect(Math.min(...heights)).toBe(heights.at(-1));
    expect((stopping ?? '').length).toBeLessThan((rising ?? '').length);
  });

  it('lie apart and keep their names apart where trusts are at one stage', () => {
    const svg = stageSteps(caption('s'), [moving('RXX', 1), moving('RYY', 1)], days);
    const [one, other] = pathsOf(svg);
    expect(one).not.toBe(other);
    const ends = [...wideOf(svg).matchAll(/y="([\d.]+)">R[XY]{2}</g)].map(([, y]) => Number(y));
    expect(Math.abs((ends[0] ?? 0) - (ends[1] ?? 0))).toBeGreaterThanOrEqual(17);
  });
});

describe('The boxes of stays', () => {
  const stage = { name: 'At stage 1', lengths: [10, 20, 20, 100], median: 20 };

  it('draw a dot for each stay, the median where it lies, and a box where there is one', () => {
    const svg = wideOf(stayBoxes(caption('s'), [{ ...stage, middle: { from: 15, to: 40 } }]));
    const dots = [...svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => ({ x, y }));
    expect(dots).toHaveLength(4);
    expect(dots[1]?.x).toBe(dots[2]?.x);
    expect(dots[1]?.y).not.toBe(dots[2]?.y);
    expect(/<line x1="([\d.]+)"[^>]*stroke-width="3"/.exec(svg)?.[1]).toBe(dots[1]?.x);
    expect(svg).toContain('<rect');
    expect(stayBoxes(caption('s'), [stage])).not.toContain('<rect');
  });
});

describe('The dots of gaps', () => {
  const trust = (name: string, low: number, high: number) => ({ name, low, high, shown: 'x' });

  it('are one where a gap is known, and two with a line where it is between', () => {
    const svg = wideOf(gapDots(caption('g'), [trust('One', 10, 50), trust('Two', 50, 50)]));
    const dots = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)];
    expect(dots).toHaveLength(3);
    const [low, high, exact] = dots.map(([, x]) => Number(x));
    expect(high).toBe(exact);
    expect(low).toBeLessThan(high ?? 0);
  });

  it('stand in the order given', () => {
    const svg = wideOf(gapDots(caption('g'), [trust('Z', 9, 9), trust('A', 1, 1)]));
    const names = wordsOf(svg).map(({ text }) => text);
    expect(names.indexOf('Z')).toBeLessThan(names.indexOf('A'));
  });
});

describe('The waterfall of the gap', () => {
  it('takes each loss from what the one before left, and stands the value on zero', () => {
    const svg = gapWaterfall(caption('g'), [
      { kind: 'not-installed', name: 'Not installed', points: 20 },
      { kind: 'not-used', name: 'Not used', points: 30 },
      { kind: 'value', name: 'Value', points: 50 },
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

describe('A chart on a narrow screen', () => {
  // Arial at 14 pixels is 6.5 wide on average and 8 for its broad letters; 7.5 leaves room.
  const WIDTH_OF_A_LETTER = 7.5;
  const quarters = Array.from({ length: 12 }, (_, index) => ({
    period: `Oct to Dec ${String(2015 + index)}`,
    counts: [
      'Not reported',
      'Not known',
      'Below stage 1',
      '1 Digitising',
      '2 Informing',
      '3 Shaping',
      '4 Improving',
    ].map((name) => ({ name, count: 20 })),
  }));
  const parts = gapParts({
    notDeployed: { low: 10, high: 40 },
    notAdopted: { low: 10, high: 40 },
    notRealised: { low: 10, high: 40 },
    value: { low: 20, high: 40 },
    useGap: { low: 30, high: 60 },
    optimisationGap: { low: 60, high: 80 },
  });

  it.each([
    ['stages', stageBars(caption('s'), quarters)],
    ['the shares of stages', stageShares(caption('s'), quarters.slice(0, 2))],
    [
      'steps',
      stageSteps(
        caption('s'),
        ['DEMO01', 'DEMO02', 'RXX', 'RYY'].map((code) => ({
          ...{ code, name: 'Valecroft and Westerlow Hospitals NHS Foundation Trust' },
          steps: [{ from: '2024-05-31', stage: 2 }],
        })),
        { from: '2023-11-27', to: '2026-11-27' },
      ),
    ],
    ['stays', stayBoxes(caption('s'), [{ name: 'Below stage 1', lengths: [3, 700], median: 351 }])],
    [
      'dots',
      gapDots(caption('g'), [
        {
          ...{ name: 'Northumbria and Westerlow University Hospitals and Community', low: 0 },
          ...{ high: 100, shown: 'Not reported' },
        },
      ]),
    ],
    ['the gap', gapWaterfall(caption('g'), parts)],
    [
      'a gap without a loss',
      gapWaterfall(caption('g'), [{ kind: 'value', name: 'Value shown', points: 100 }]),
    ],
  ])('keeps every word of %s inside its frame, wide and narrow', (_, both) => {
    for (const svg of [wideOf(both), narrowOf(both)]) {
      const width = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
      const words = wordsOf(svg);
      expect(words.length).toBeGreaterThan(3);
      for (const { text, x, anchor } of words) {
        const length = text.length * WIDTH_OF_A_LETTER;
        const left = { start: x, middle: x - length / 2, end: x - length }[anchor];
        expect([text, left >= 0, left + length <= width]).toEqual([text, true, true]);
      }
    }
  });

  it('has ids of its own, as both drawings stand on one page', () => {
    const ids = [...stageBars(caption('s'), quarters).matchAll(/ id="([^"]+)"/g)].map(
      ([, id]) => id,
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

function caption(id: string) {
  return { id, title: 'Title', description: 'Description' };
}

const wideOf = (svg: string): string => svg.slice(0, svg.indexOf('</svg>'));
const narrowOf = (svg: string): string => svg.slice(svg.indexOf('</svg>') + 6);

const wordsOf = (svg: string) =>
  [...svg.matchAll(/<text ([^>]*)>(.*?)<\/text>/g)].map(([, attributes = '', inner = '']) => ({
    text: inner.replace(/<[^>]*>/g, ''),
    x: Number(/(?:^| )x="([\d.]+)"/.exec(attributes)?.[1]),
    anchor: (/text-anchor="(\w+)"/.exec(attributes)?.[1] ?? 'start') as 'start' | 'middle' | 'end',
  }));

const quarter = (digitising: number, informing: number) => ({
  period: `Jul to Sep ${String(2020 + digitising)}`,
  counts: [
    { name: '1 Digitising', count: digitising },
    { name: '2 Informing', count: informing },
  ],
});

const boxHeights = (svg: string): number[] =>
  [
    ...wideOf(svg).matchAll(
      /<rect x="[\d.]+" y="[\d.]+" width="[\d.]+" height="([\d.]+)" fill="url\(#s-p\d\)" stroke="#212b32"/g,
    ),
  ].map((match) => Number(match[1]));
