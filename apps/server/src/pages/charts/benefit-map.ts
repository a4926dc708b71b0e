import { at, escaped, framed, type Caption, type Drawing } from './svg.js';

/** A node of a benefit map, and the nodes it leads to. */
export type MapNode = Readonly<{ id: string; text: string; to: readonly string[] }>;

/** From what enables a benefit to what it serves: columns from left to right, any of them empty. */
export type MapColumn = Readonly<{ name: string; nodes: readonly MapNode[] }>;

const WIDE = { width: 800, gap: 36, letters: 20 };
const NARROW = { width: 340, left: 4, letters: 40 };
const LINE = 18;
const PAD = 10;
const BETWEEN = 14;
const HEAD = 30;

/** How each column looks: the benefit itself stands out by its frame. */
const looks = [
  { fill: '#ffffff', stroke: '#4c6272', width: 1.5 },
  { fill: '#ffffff', stroke: '#4c6272', width: 1.5 },
  { fill: '#e8f1fa', stroke: '#005eb8', width: 3 },
  { fill: '#ffffff', stroke: '#4c6272', width: 1.5 },
] as const;

/** A forest: capabilities, outcomes, the benefit, objectives, with lines from cause to effect. */
export const benefitMap = (caption: Caption, columns: readonly MapColumn[]): string =>
  framed(caption, {
    wide: () => sideBySide(columns.filter(({ nodes }) => nodes.length > 0)),
    narrow: () => belowEachOther(columns.filter(({ nodes }) => nodes.length > 0)),
  });

type Box = Readonly<{
  node: MapNode;
  lines: readonly string[];
  look: (typeof looks)[number];
  x: number;
  y: number;
  width: number;
  height: number;
}>;

const heightOf = (lines: readonly string[]): number => lines.length * LINE + 2 * PAD;

/** Each column is centred against the tallest. */
function sideBySide(columns: readonly MapColumn[]): Drawing {
  const { width, gap, letters } = WIDE;
  const own = (width - 2 - gap * (columns.length - 1)) / columns.length;
  const wrapped = columns.map(({ nodes }) => nodes.map(({ text }) => linesOf(text, letters)));
  const heights = wrapped.map((column) =>
    column.reduce((sum, lines) => sum + heightOf(lines) + BETWEEN, -BETWEEN),
  );
  const tallest = Math.max(0, ...heights);
  const boxes = columns.flatMap(({ name, nodes }, column) => {
    let y = HEAD + (tallest - (heights[column] ?? 0)) / 2;
    return nodes.map((node, index): Box => {
      const lines = wrapped[column]?.[index] ?? [];
      const box = {
        ...{ node, lines, look: lookOf(name), x: 1 + column * (own + gap), y, width: own },
        height: heightOf(lines),
      };
      y += box.height + BETWEEN;
      return box;
    });
  });
  const heads = columns.map(
    ({ name }, column) =>
      `<text x="${at(1 + column * (own + gap))}" y="16" font-weight="bold">${escaped(name)}</text>`,
  );
  const lines = linksOf(boxes, (from, to) => {
    const [x, y] = [from.x + from.width, from.y + from.height / 2];
    return [x, y, to.x, to.y + to.height / 2] as const;
  });
  return {
    width,
    height: HEAD + tallest + 4,
    marks: [...heads, ...lines, ...boxes.map(boxOf)].join(''),
  };
}

/** One column under the other; what leads where, the list beside it says. */
function belowEachOther(columns: readonly MapColumn[]): Drawing {
  const { width, left, letters } = NARROW;
  let y = 0;
  const marks = columns.flatMap(({ name, nodes }, index) => {
    const arrow =
      index === 0
        ? ''
        : `<path d="M${at(width / 2)} ${at(y)}v18m-6 -7l6 7l6 -7" fill="none" stroke="#4c6272" stroke-width="2"/>`;
    y += index === 0 ? 18 : 46;
    const head = `<text x="${String(left)}" y="${at(y - 4)}" font-weight="bold">${escaped(name)}</text>`;
    const boxes = nodes.map((node) => {
      const lines = linesOf(node.text, letters);
      const box = {
        ...{ node, lines, look: lookOf(name), x: left, y: y + 4, width: width - 2 * left },
        height: heightOf(lines),
      };
      y += box.height + 8;
      return boxOf(box);
    });
    y += 4;
    return [arrow, head, ...boxes];
  });
  return { width, height: y + 6, marks: marks.join('') };
}

export const BENEFIT = 'Benefit';
const lookOf = (name: string): (typeof looks)[number] => looks[name === BENEFIT ? 2 : 0];

const linksOf = (
  boxes: readonly Box[],
  ends: (from: Box, to: Box) => readonly [number, number, number, number],
): readonly string[] =>
  boxes.flatMap((from) =>
    from.node.to.flatMap((id) => {
      const to = boxes.find(({ node }) => node.id === id);
      if (to === undefined) return [];
      const [x, y, toX, toY] = ends(from, to);
      const middle = at((x + toX) / 2);
      return `<path d="M${at(x)} ${at(y)}C${middle} ${at(y)} ${middle} ${at(toY)} ${at(toX)} ${at(toY)}" fill="none" stroke="#4c6272" stroke-width="1.5"/>`;
    }),
  );

const boxOf = ({ lines, look, x, y, width, height }: Box): string =>
  `<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}" rx="3" fill="${look.fill}" stroke="${look.stroke}" stroke-width="${String(look.width)}"/>` +
  lines
    .map(
      (line, index) =>
        `<text x="${at(x + PAD)}" y="${at(y + PAD + 13 + index * LINE)}">${escaped(line)}</text>`,
    )
    .join('');

/** Words in lines that fit; a word that is too long for one stands alone. */
function linesOf(text: string, letters: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < letters) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
