import { roomFor } from './labels.js';
import { at, escaped } from './svg.js';

/** How much room the names of periods take below what is drawn. */
export const ROOM_BELOW = 78;

type Name = Readonly<{ lines: readonly string[]; left: number; room: number }>;

const GAP = 3;
const FIRST_LINE = 20;
const LINE = 18;

/**
 * Below the middles of their periods, in two or three lines each: all of them where there is room,
 * else the last and the first and some between; none leaves the frame. `foot`: of what is drawn.
 */
export function periodNames(
  periods: readonly string[],
  x: (index: number) => number,
  { width, foot }: Readonly<{ width: number; foot: number }>,
): string {
  // Between whole periods, one that is not over would make the steps from name to name uneven.
  const told = [...periods.entries()].filter(
    ([index, period]) => !IS_A_DAY.test(period) || index === periods.length - 1,
  );
  const shapes = ([inTwo, inThree] as const).map((split) =>
    told.map(([index, period]) => placed(split(shortened(period)), x(index), width)),
  );
  for (let every = 1; every < told.length; every++) {
    for (const names of shapes) {
      const shown = chosen(names, every);
      if (shown !== undefined) return drawn(shown, foot);
    }
  }
  return drawn(shapes[0]?.slice(-1) ?? [], foot);
}

/** The last one and every so many before it, if they are apart; the first instead of what it covers. */
function chosen(names: readonly Name[], every: number): readonly Name[] | undefined {
  const [first, ...others] = names;
  if (first === undefined) return undefined;
  const wanted = others.filter((_, index) => (others.length - 1 - index) % every === 0);
  const clear = wanted.filter((name) => areApart(first, name));
  const isRight = wanted.every((name, index) => {
    const before = wanted[index - 1];
    return before === undefined || areApart(before, name);
  });
  return isRight && (every > 1 || clear.length === wanted.length) ? [first, ...clear] : undefined;
}

const areApart = (one: Name, other: Name): boolean => one.left + one.room + GAP <= other.left;

function placed(lines: readonly string[], middle: number, width: number): Name {
  const room = Math.max(...lines.map(roomFor));
  return { lines, room, left: Math.max(0, Math.min(middle - room / 2, width - room)) };
}

/** A period that is not over, named by the day it has come to: "to 28 Nov 2026", "to" beside its day. */
const shortened = (period: string): string => period.replace(IS_A_DAY, 'to\u00a0$1 $2');
const IS_A_DAY = /^(\d{1,2} [A-Z][a-z]{2})[a-z]* (\d{4})$/;

/** "Oct to Dec" over "2025". */
function inTwo(period: string): readonly string[] {
  const words = period.split(' ');
  return [words.slice(0, -1).join(' '), words.at(-1) ?? ''];
}

/** "Oct", "to Dec", "2025". */
function inThree(period: string): readonly string[] {
  const [first = '', ...words] = period.split(' ');
  return [first, words.slice(0, -1).join(' '), words.at(-1) ?? ''];
}

const drawn = (names: readonly Name[], foot: number): string =>
  names
    .flatMap(({ lines, left, room }) =>
      lines.map(
        (line, index) =>
          `<text x="${at(left + room / 2)}" y="${at(foot + FIRST_LINE + index * LINE)}" text-anchor="middle">${escaped(line)}</text>`,
      ),
    )
    .join('');
