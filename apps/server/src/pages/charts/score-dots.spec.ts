import { scoreDots } from './score-dots.js';

const caption = { id: 'scores', title: 'Highest is A & B', description: 'All of them' };
const scale = { from: 1, to: 5, decimals: 1, now: 'Edition 2025', before: 'Edition 2024' };

describe('A dot plot of scores', () => {
  const svg = scoreDots(
    caption,
    [{ name: 'Well led', now: 3, before: 2 }, { name: 'Care' }],
    scale,
  );

  it('is drawn wide and narrow, named and described', () => {
    expect(svg.match(/<svg /g)).toHaveLength(2);
    expect(svg).toContain('aria-labelledby="scores-title scores-desc"');
    expect(svg).toContain('<title id="scores-title">Highest is A &amp; B</title>');
  });

  it('puts each score on the scale, with the one before in another shape', () => {
    const [wide = ''] = svg.split('</svg>');
    // From 230 to 740: a score of 3 lies in the middle of 1 to 5, one of 2 at a quarter.
    expect(wide).toContain('<circle cx="485.0" cy="55.0"');
    expect(wide).toContain('<rect x="352.5" y="50.0"');
    expect(wide).toContain('>3.0</text>');
  });

  it('keeps both ends of a scale of three figures inside the frame', () => {
    const net = { from: -100, to: 100, decimals: 1, now: 'Score' };
    const narrow = scoreDots(caption, [{ name: 'Net', now: -35.5 }], net).split('</svg>')[1] ?? '';
    expect(narrow).toContain('>−35.5</tspan>');
    const [, left = ''] = /x="([\d.]+)"[^>]*>−100</.exec(narrow) ?? [];
    expect(Number(left)).toBeGreaterThanOrEqual(20);
  });

  it('says of an unknown score that it is not known, and draws none', () => {
    const [wide = '', narrow = ''] = svg.split('</svg>');
    expect(wide).toContain('>Not known</text>');
    expect(narrow).toContain('Care: <tspan font-weight="bold">Not known</tspan>');
    // One in the key, one in the plot.
    expect(wide.match(/<circle/g)).toHaveLength(2);
  });
});
