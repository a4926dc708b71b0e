import { moneyInWords } from '../money-in-words.js';
import { lineChart, type Line } from './line-chart.js';

describe('Lines over time', () => {
  it('go through a point for each value that is known, and stop where nothing is', () => {
    const svg = wide([line('Validated', 'bold', [0, 500, null])]);
    const [path = ''] = /d="M[^"]*" fill="none" stroke="#006747"/.exec(svg) ?? [];
    const points = [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) =>
      [x, y].map(Number),
    );
    expect(points).toHaveLength(2);
    const [[, first = 0] = [], [, second = 0] = []] = points;
    expect(second).toBeLessThan(first);
  });

  it('are broken by a value that is not known, and not drawn through zero', () => {
    const svg = wide([line('Validated', 'bold', [500, null, 700])]);
    expect(/d="(M[^"]*)" fill="none" stroke="#006747"/.exec(svg)?.[1]?.match(/M/g)).toHaveLength(2);
  });

  it('are named with their last known value, apart from each other and inside the frame', () => {
    const svg = wide([
      line('Approved first', 'dashed', [0, 990_000_000, 999_000_000]),
      line('Approved now', 'plain', [0, 999_000_000, 999_000_000]),
      line('Expected now', 'dotted', [0, 998_000_000, 998_000_000]),
      line('Validated', 'bold', [0, 997_000_000, null]),
    ]);
    const heights = [...svg.matchAll(/y="([\d.]+)">[\w ]+: £9\.\d+ million/g)].map((match) =>
      Number(match[1]),
    );
    expect(heights).toHaveLength(4);
    const gaps = heights.slice(1).map((height, index) => height - (heights[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20);
    expect(svg).toContain('Validated: £9.97 million');
  });

  it('give a period that is not over the width that its days have', () => {
    const chart = {
      periods: ['Apr to Jun 2025', 'Jul to Sep 2025', '30 October 2025', 'Oct to Dec 2025'],
      ends: ['2025-06-30', '2025-09-30', '2025-10-30', '2025-12-31'],
      lines: [line('Validated', 'bold', [1, 2, 3, 4])],
      shown: String,
    };
    const [path = ''] =
      /d="M[^"]*" fill="none" stroke="#006747"/.exec(lineChart(caption, chart)) ?? [];
    const [first = 0, second = 0, third = 0] = [...path.matchAll(/[ML]([\d.]+) /g)].map(([, x]) =>
      Number(x),
    );
    expect((third - second) / (second - first)).toBeCloseTo(30 / 92, 1);
    // Its name between those of whole periods would make them uneven.
    expect(lineChart(caption, chart)).not.toContain('30 Oct');
  });

  it('are told apart by their dashes as well as by their colours', () => {
    const strokes = (['dashed', 'plain', 'dotted', 'bold'] as const).map((stroke) => {
      const svg = wide([line('A', stroke, [1, 2, 3])]);
      return /stroke-width="([\d.]+)"(?: stroke-dasharray="([^"]*)")?/.exec(
        svg.slice(svg.indexOf('fill="none"')),
      )?.[0];
    });
    expect(new Set(strokes).size).toBe(4);
  });

  it('have no halves on the axis of what is counted', () => {
    const chart = {
      periods: ['Jul 2025', 'Oct 2025'],
      lines: [line('Reached', 'bold', [0, 2])],
      shown: String,
    };
    expect(lineChart(caption, chart)).toContain('>0.5<');
    const counted = lineChart(caption, { ...chart, counts: true });
    expect(counted).toContain('>1<');
    expect(counted).not.toContain('>0.5<');
  });

  it('keep every word inside the frame, wide and narrow', () => {
    const long = 'Oct to Dec 2025';
    const both = lineChart(caption, {
      periods: [long, '27 November 2026', long, long, long, long, long],
      lines: (['dashed', 'plain', 'dotted', 'bold'] as const).map((stroke) =>
        line('Approved first', stroke, [1, 2, 3, 4, 5, 6, 12_345_000_000]),
      ),
      shown: moneyInWords,
      today: { index: 3, words: '27 November 2026' },
    });
    for (const svg of both.split('</svg>').slice(0, 2)) {
      const width = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
      const words = [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)];
      expect(words.length).toBeGreaterThan(10);
      for (const [, attributes = '', text = ''] of words) {
        const x = Number(/(?:^| )x="([\d.]+)"/.exec(attributes)?.[1]);
        const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1] ?? 'start';
        const length = text.length * WIDTH_OF_A_LETTER;
        const left = anchor === 'end' ? x - length : anchor === 'middle' ? x - length / 2 : x;
        expect([text, left >= 0, left + length <= width]).toEqual([text, true, true]);
      }
    }
  });
});

// Arial at 14 pixels is 6.5 wide on average and 8 for its broad letters; 7.5 leaves room.
const WIDTH_OF_A_LETTER = 7.5;
const caption = { id: 'l', title: 'Title', description: 'Description' };

const line = (name: string, stroke: Line['stroke'], values: Line['values']): Line => ({
  name,
  stroke,
  values,
});

function wide(lines: readonly Line[]): string {
  const periods = ['Jan to Mar 2025', 'Apr to Jun 2025', 'Jul to Sep 2025'];
  const svg = lineChart(caption, { periods, lines, shown: moneyInWords });
  return svg.slice(0, svg.indexOf('</svg>'));
}
