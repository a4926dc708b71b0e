import fc from 'fast-check';
import { moneyInWords } from '../money-in-words.js';
import { gapDots } from './gap-dots.js';
import { lineChart } from './line-chart.js';
import { quarterDots } from './quarter-dots.js';
import { scoreDots } from './score-dots.js';
import { shareBars } from './share-bars.js';
import { spcChart } from './spc-chart.js';
import { stageBars } from './stage-bars.js';
import { stageShares } from './stage-shares.js';
import { stageSteps } from './stage-steps.js';
import { stayBoxes } from './stay-boxes.js';

const CASES = { seed: 20261128, numRuns: 60 };

describe('The words of a chart, wide and narrow, lie apart and inside its frame', () => {
  it('where trusts step from stage to stage, whatever days it spans', () => {
    fc.assert(
      fc.property(span, fc.array(fc.nat(4), { minLength: 1, maxLength: 4 }), (days, stages) => {
        const trusts = stages.map((stage, index) => ({
          ...{ code: `DEMO0${String(index)}`, name: 'Valecroft and Westerlow Hospitals' },
          steps: [{ from: days.from, stage }],
        }));
        apart(stageSteps(caption, trusts, days));
      }),
      CASES,
    );
  });

  it('where values have limits, whatever days they are of and whatever happened meanwhile', () => {
    fc.assert(
      fc.property(span, values, fc.array(fc.nat(100), { maxLength: 24 }), (days, pence, marks) => {
        const within = (share: number) =>
          dayAfter(days.from, Math.floor((daysIn(days) * share) / 100));
        const drawn = spcChart(caption, {
          points: pence.map((value, index) => ({
            on: within((100 * index) / Math.max(1, pence.length - 1)),
            ...{ value, special: undefined },
          })),
          phases: [{ ...days, mean: pence[0] ?? 0, lower: 0, upper: pence[0] ?? 0 }],
          marks: marks.map((share, index) => ({ on: within(share), number: index + 1 })),
          inWords: moneyInWords,
        });
        apart(drawn);
      }),
      CASES,
    );
  });

  it('where amounts run over quarters, however many and however large', () => {
    fc.assert(
      fc.property(periods, values, fc.integer({ min: 1, max: 91 }), (names, amounts, days) => {
        const line = (name: string, stroke: 'plain' | 'bold', factor: number) => ({
          ...{ name, stroke },
          values: names.map((_, index) => (amounts[index % amounts.length] ?? 0) * factor),
        });
        const lines = [line('Approved now', 'plain', 1), line('Validated', 'bold', 0.9)];
        apart(lineChart(caption, { periods: names, lines, shown: moneyInWords }));
        // The last one may be of a few days only.
        const ends = names.map((_, index) =>
          dayAfter('2015-03-31', 91 * index - (index === names.length - 1 ? 91 - days : 0)),
        );
        apart(lineChart(caption, { periods: names, ends, lines, shown: moneyInWords }));
      }),
      CASES,
    );
  });

  it('where trusts are counted by quarter, however many quarters', () => {
    fc.assert(
      fc.property(
        periods,
        fc.array(fc.nat(200), { minLength: 7, maxLength: 7 }),
        (names, counts) => {
          const own = stages.map((name, index) => ({ name, count: counts[index] ?? 0 }));
          const all = names.map((period) => ({ period, counts: own }));
          apart(stageBars(caption, all));
          apart(stageShares(caption, all.slice(-2)));
        },
      ),
      CASES,
    );
  });

  it('where milestones are counted by quarter, in as many as are shown', () => {
    const count = fc.integer({ min: 0, max: 999 });
    fc.assert(
      fc.property(
        fc.array(count, { minLength: 1, maxLength: 10 }),
        fc.integer({ min: 1, max: 4 }),
        (counts, kinds) => {
          const rows = ['Planned', 'Achieved', 'Corrected', 'Withdrawn'].slice(0, kinds);
          const drawn = rows.map((name) => ({ name, counts }));
          apart(quarterDots(caption, quarters(counts.length), drawn));
        },
      ),
      CASES,
    );
  });

  it('where gaps, shares, scores and stays are named row by row', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { minLength: 1, maxLength: 6 }), (numbers) => {
        const rows = numbers.map((number, index) => ({ number, name: `Trust ${String(index)}` }));
        apart(
          gapDots(
            caption,
            rows.map(({ number, name }) => ({ name, low: 0, high: number, shown: '0.0 to 100.0' })),
          ),
        );
        apart(
          shareBars(
            caption,
            rows.map(({ number, name }) => ({ name, share: number / 100, shown: '97% (1 of 2)' })),
          ),
        );
        apart(
          scoreDots(
            caption,
            rows.map(({ number, name }) => ({ name, now: number })),
            { from: -100, to: 100, now: '2025', before: '2024', decimals: 1 },
          ),
        );
        apart(
          stayBoxes(
            caption,
            stages.slice(2).map((name) => ({ name, lengths: numbers })),
          ),
        );
      }),
      CASES,
    );
  });
});

describe('The days along a chart', () => {
  it('are the first and the last, with round ones between where a span has years', () => {
    const svg = stageSteps(caption, [{ code: 'RXX', name: 'Trust', steps: [] }], {
      ...{ from: '2023-10-01', to: '2026-11-28' },
    });
    const [wide = [], narrow = []] = drawings(svg).map((drawing) =>
      boxesOf(drawing).flatMap(({ text }) => (/ 20\d\d$/.test(text) ? [text] : [])),
    );
    expect(narrow.slice(0, 2)).toEqual(['Oct 2023', 'Nov 2026']);
    expect(narrow.length).toBeGreaterThanOrEqual(3);
    expect(wide.length).toBeGreaterThanOrEqual(5);
    expect(wide).toContain('Jan 2025');
  });

  it('name each of six quarters on a narrow screen, and what one that goes on has come to', () => {
    const names = [...quarters(5), '28 November 2026'];
    const counts = [{ name: 'Validated', count: 1 }];
    const [, narrow = ''] = drawings(
      stageBars(
        caption,
        names.map((period) => ({ period, counts })),
      ),
    );
    const words = boxesOf(narrow).map(({ text }) => text);
    expect(words.filter((text) => /^20\d\d$/.test(text))).toHaveLength(6);
    expect(words).toEqual(expect.arrayContaining(['to\u00a028', 'Nov']));
  });
});

const caption = { id: 'c', title: 'Title', description: 'Description' };
const stages = [
  ...['Not reported', 'Not known', 'Below stage 1'],
  ...['1 Digitising', '2 Informing', '3 Shaping', '4 Improving'],
];

const DAY = 86_400_000;
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
const daysIn = ({ from, to }: Readonly<{ from: string; to: string }>): number =>
  (Date.parse(to) - Date.parse(from)) / DAY;

const span = fc
  .record({ begins: fc.nat(9000), days: fc.oneof(fc.nat(150), fc.nat(9000)) })
  .map(({ begins, days }) => {
    const from = dayAfter('2005-01-01', begins);
    return { from, to: dayAfter(from, days) };
  });

const values = fc.array(fc.oneof(fc.nat(1000), fc.nat(2_000_000_000)), {
  ...{ minLength: 2, maxLength: 30 },
});

const quarters = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => {
    const months = ['Jan to Mar', 'Apr to Jun', 'Jul to Sep', 'Oct to Dec'][index % 4] ?? '';
    return `${months} ${String(2020 + Math.floor(index / 4))}`;
  });

const periods = fc
  .record({ whole: fc.integer({ min: 1, max: 30 }), goesOn: fc.boolean() })
  .map(({ whole, goesOn }) => [...quarters(whole), ...(goesOn ? ['28 September 2030'] : [])]);

type Box = Readonly<{ text: string; left: number; right: number; top: number; foot: number }>;

function apart(both: string): void {
  for (const svg of drawings(both)) {
    const [, width, height] = (/viewBox="0 0 (\d+) ([\d.]+)"/.exec(svg) ?? []).map(Number);
    const boxes = boxesOf(svg);
    const frame = { width: width ?? 0, height: height ?? 0 };
    expect(boxes.length).toBeGreaterThan(0);
    const outside = [...boxes, ...circlesOf(svg)].filter(
      ({ left, right, top, foot }) =>
        left < 0 || right > frame.width || top < 0 || foot > frame.height,
    );
    expect(outside).toEqual([]);
    const covered = boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter((other) => overlap(one, other))
        .map((other) => [one, other]),
    );
    expect(covered).toEqual([]);
  }
}

const drawings = (both: string): readonly string[] => both.split('</svg>').slice(0, 2);

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.foot && other.top < one.foot;

function boxesOf(svg: string): readonly Box[] {
  return [...svg.matchAll(/<text ([^>]*)>(.*?)<\/text>/g)].map(
    ([, attributes = '', inner = '']) => {
      const text = inner.replace(/<[^>]*>/g, '');
      const size = numberIn(attributes, 'font-size') ?? 14;
      const isBold = `${attributes}${inner}`.includes('font-weight');
      const length = (widthOf(text) * size * (isBold ? BOLD : 1)) / 1000;
      const shift = attributes.includes('"middle"') ? 0.5 : attributes.includes('"end"') ? 1 : 0;
      const [x, y] = [numberIn(attributes, 'x') ?? 0, numberIn(attributes, 'y') ?? 0];
      const left = x - shift * length;
      return {
        ...{ text, left, right: left + length },
        ...{ top: y - 0.72 * size, foot: y + 0.21 * size },
      };
    },
  );
}

/** Numbers in circles have their circle around them, with its line. */
const circlesOf = (svg: string): readonly Box[] =>
  [...svg.matchAll(/<circle ([^>]*)\/>/g)].map(([, attributes = '']) => {
    const [x, y, r] = ['cx', 'cy', 'r'].map((name) => numberIn(attributes, name) ?? 0);
    const reach = (r ?? 0) + 0.5;
    return {
      ...{ text: `circle at ${String(x)}`, left: (x ?? 0) - reach, right: (x ?? 0) + reach },
      ...{ top: (y ?? 0) - reach, foot: (y ?? 0) + reach },
    };
  });

const numberIn = (attributes: string, name: string): number | undefined => {
  const [, number] = new RegExp(`(?:^| )${name}="([^"]+)"`).exec(attributes) ?? [];
  return number === undefined ? undefined : Number(number);
};

/** How wide the letters of Arial are, in thousandths of their size; any other is as wide as its broadest. */
const ARIAL: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries({
    191: "'",
    222: 'ijl\u2018\u2019',
    278: ' \u00a0!,./:;Ift',
    333: '()-r\u201c\u201d',
    500: 'cksvxyzJ',
    556: '0123456789abdeghnopqu£?_L\u2013',
    584: '+<=>\u2212',
    611: 'FTZ',
    667: 'ABEKPSVXY&',
    722: 'CDHNRUw',
    778: 'GOQ',
    833: 'mM',
    889: '%',
    944: 'W',
  }).flatMap(([width, letters]) => [...letters].map((letter) => [letter, Number(width)])),
);
const BROADEST = 1015;
const widthOf = (text: string): number =>
  [...text].reduce((total, letter) => total + (ARIAL[letter] ?? BROADEST), 0);

/** Of bold letters beside plain ones; digits are as wide. */
const BOLD = 1.08;
