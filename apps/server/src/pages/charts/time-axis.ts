import { scaleUtc } from 'd3-scale';
import { roomFor } from './labels.js';
import { at } from './svg.js';

/** Days as 2026-03-31. */
export type Days = Readonly<{ from: string; to: string }>;

/** Where days are in a drawing, and the words along them. */
export type TimeAxis = Readonly<{ x: (day: string) => number; marks: string }>;

type Label = Readonly<{ x: number; text: string; anchor: 'start' | 'middle' | 'end' }>;

/** From one round day to the next, in months. */
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120] as const;
/** What is shorter than this is named by its days, what is longer by its months. */
const DAYS_NAMED = 120;
const A_DAY = 86_400_000;
const GAP = 12;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/**
 * The first and the last day always, and as many round ones between them as leave the words apart. One
 * without room for its words is marked all the same, so that marks are even; `y` is the foot of what is drawn.
 */
export function timeAxis(
  { from, to }: Days,
  [left, right]: readonly [number, number],
  y: number,
): TimeAxis {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  if (first >= last) {
    const middle = (left + right) / 2;
    return {
      x: () => middle,
      marks: drawn({ x: middle, text: inWords(first, true), anchor: 'middle' }, y),
    };
  }
  const scale = scaleUtc([first, last], [left, right]);
  const areDays = last - first < DAYS_NAMED * A_DAY;
  const ends: readonly Label[] = [
    { x: left, text: inWords(first, areDays), anchor: 'start' },
    { x: right, text: inWords(last, areDays), anchor: 'end' },
  ];
  const between = STEPS.map((step) => {
    const days = firstDays(first, last, step).map((day): Label => {
      return { x: scale(day), text: inWords(day, areDays), anchor: 'middle' };
    });
    const isNamed = (label: Label) =>
      ends.every((end) => end.text !== label.text && areApart(end, label));
    return { named: days.filter(isNamed), unnamed: days.filter((day) => !isNamed(day)) };
  }).find(({ named }) => named.every((label, index) => areApart(named[index - 1], label)));
  return {
    x: (day) => scale(Date.parse(day)),
    marks: [
      ...[...ends, ...(between?.named ?? [])].map((label) => drawn(label, y)),
      ...(between?.unnamed ?? []).map((label) => markAt(label, y)),
    ].join(''),
  };
}

/** First days of months within a span, every so many of them, so that each January is one. */
function firstDays(first: number, last: number, step: number): readonly number[] {
  const start = new Date(first);
  const months = start.getUTCFullYear() * 12 + start.getUTCMonth();
  const days: number[] = [];
  for (let month = Math.ceil((months + 1) / step) * step; ; month += step) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (day >= last) return days;
    days.push(day);
  }
}

function inWords(day: number, isDay: boolean): string {
  const date = new Date(day);
  const month = `${MONTHS[date.getUTCMonth()] ?? ''} ${String(date.getUTCFullYear())}`;
  return isDay ? `${String(date.getUTCDate())} ${month}` : month;
}

const areApart = (one: Label | undefined, other: Label): boolean => {
  if (one === undefined) return true;
  const [[oneLeft, oneRight], [left, right]] = [sides(one), sides(other)];
  return oneRight + GAP <= left || right + GAP <= oneLeft;
};

function sides({ x, text, anchor }: Label): readonly [number, number] {
  const room = roomFor(text);
  const left = { start: x, middle: x - room / 2, end: x - room }[anchor];
  return [left, left + room];
}

const markAt = ({ x }: Pick<Label, 'x'>, y: number): string =>
  `<line x1="${at(x)}" x2="${at(x)}" y1="${at(y)}" y2="${at(y + 5)}" stroke="#4c6272"/>`;

const drawn = ({ x, text, anchor }: Label, y: number): string =>
  markAt({ x }, y) + `<text x="${at(x)}" y="${at(y + 20)}" text-anchor="${anchor}">${text}</text>`;
