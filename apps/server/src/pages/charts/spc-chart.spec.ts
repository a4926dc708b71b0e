import { spcChart } from './spc-chart.js';
import type { SpcDrawn } from './spc-series.js';

describe('The drawing of an XmR chart', () => {
  it('shows special causes by their form, marks by their number, and limits by name', () => {
    const svg = spcChart(caption, drawn);
    const wide = svg.slice(0, svg.indexOf('app-chart--narrow'));
    expect(wide.match(/<circle[^>]*r="4"/g)).toHaveLength(2);
    expect(wide.match(/<polygon/g)).toHaveLength(2);
    expect(wide).toContain('>Upper limit 9<');
    expect(wide).toContain('>Mean 6<');
    expect(wide).toContain('>1<');
    expect(svg).toContain('aria-labelledby="actuals-narrow-title actuals-narrow-desc"');
  });

  it('draws open what awaits validation, and joins nothing across a value that was rejected', () => {
    const [first, second, ...rest] = drawn.points;
    const points = [
      ...(first === undefined ? [] : [first]),
      ...(second === undefined ? [] : [{ ...second, open: true, afterGap: true }]),
      ...rest,
    ];
    const wide = spcChart(caption, { ...drawn, points }).split('</svg>')[0] ?? '';
    expect(wide.match(/<circle[^>]*r="5" fill="#ffffff"/g)).toHaveLength(1);
    const [, path = ''] = /<path d="([^"]*)"/.exec(wide) ?? [];
    expect(path.replace(/[^ML]/g, '')).toBe('MMLL');
  });

  it('leaves a mark outside the days charted to the list beside it', () => {
    const early = { ...drawn, marks: [{ on: '2020-01-01', number: 7 }] };
    expect(spcChart(caption, early)).not.toContain('>7<');
  });

  it('names the first and the last day that is charted', () => {
    const svg = spcChart(caption, drawn);
    const narrow = svg.slice(svg.indexOf('app-chart--narrow'));
    expect(narrow).toMatch(/text-anchor="start">31 Jan 2026</);
    expect(narrow).toMatch(/text-anchor="end">30 Apr 2026</);
  });

  it('says where the axis does not begin at nothing', () => {
    expect(spcChart(caption, drawn)).toContain('>not from 0<');
    const [first, ...rest] = drawn.points;
    const points = first === undefined ? [] : [{ ...first, value: 0 }, ...rest];
    expect(spcChart(caption, { ...drawn, points })).not.toContain('>not from 0<');
  });

  it('draws one value alone, and values that are all the same, inside the frame', () => {
    const [point] = drawn.points;
    const one = {
      ...drawn,
      points: point === undefined ? [] : [point],
      phases: [{ from: '2026-01-31', to: '2026-01-31', mean: 5 }],
    };
    expect(spcChart(caption, one)).not.toMatch(/NaN|Infinity/);
    const same = { ...drawn, points: drawn.points.map((each) => ({ ...each, value: 5 })) };
    expect(spcChart(caption, same)).not.toMatch(/NaN|Infinity/);
  });
});

const caption = { id: 'actuals', title: 'Better than usual', description: 'Four values.' };
const drawn: SpcDrawn = {
  points: [
    { on: '2026-01-31', value: 5, special: undefined },
    { on: '2026-02-28', value: 6, special: undefined },
    { on: '2026-03-31', value: 2, special: 'concern' },
    { on: '2026-04-30', value: 11, special: 'improvement' },
  ],
  phases: [{ from: '2026-01-31', to: '2026-04-30', mean: 6, lower: 3, upper: 9 }],
  marks: [{ on: '2026-02-10', number: 1 }],
  inWords: String,
};
