import type { About, Row, Typed } from './form.js';
import { typedText } from './input-typed.js';
import {
  inputOf,
  isFilled,
  MOST_ROWS,
  rowInputsFrom,
  rowsTyped,
  same,
  type NamedRows,
} from './rows-typed.js';

/** How many rows an empty question has. */
const AT_FIRST = 3;
/** The buttons that add rows, whose value is the name of the field; or twelve, as a plan has months. */
const MORE = 'more';
const MANY = 12;
const manyOf = (name: string): string => `${name}*${String(MANY)}`;

/** What was typed, with the rows more that were asked for; undefined where none were. */
export function withMoreRows<Known>(
  field: NamedRows<Known>,
  typed: Typed,
): Readonly<Record<string, string>> | undefined {
  const { name, cells, next } = field;
  const asked = typedText(typed, MORE);
  if (asked !== name && asked !== manyOf(name)) return undefined;
  const rows = rowsTyped(field, typed);
  const isMany = asked !== name && next !== undefined;
  // Many follow from the last that says something, into the rows that are still empty.
  const begun = isMany ? rows.slice(0, rows.findLastIndex(isFilled) + 1) : rows;
  const added = following(field, begun.at(-1), isMany ? MANY : 1);
  const all = [...begun, ...added].slice(0, MOST_ROWS);
  return Object.fromEntries(
    all.flatMap((row, index) =>
      cells.map((cell) => [inputOf(name, index, cell.name), row[cell.name] ?? '']),
    ),
  );
}

/** The rows after one, as they would be typed; empty ones where none follow from it. */
function following<Known>(
  { reads = same, writes = same, next }: NamedRows<Known>,
  last: Row | undefined,
  count: number,
): readonly Row[] {
  const rows: Row[] = [];
  let before = last === undefined || !isFilled(last) ? {} : reads(last);
  for (let row = 0; row < count; row++) {
    before = isFilled(before) ? (next?.(before) ?? {}) : {};
    rows.push(isFilled(before) ? writes(before) : {});
  }
  return rows;
}

/**
 * The rows as the template draws them; before anything is typed those that it suggests, with one to spare where rows
 * do not follow from one another.
 */
export function rowViews<Known>(
  field: NamedRows<Known> & Readonly<{ suggests?: (about: About<Known>) => string }>,
  given: Typed,
  about: About<Known>,
  wrong: readonly Readonly<{ input: string; message: string }>[],
) {
  const { name, what, cells, next } = field;
  const isTyped = rowsTyped(field, given).length > 0;
  const typed = isTyped ? given : rowInputsFrom(field, field.suggests?.(about) ?? '');
  const begun = rowsTyped(field, typed).length;
  const wanted = begun === 0 ? AT_FIRST : isTyped || next ? begun : begun + 1;
  const count = Math.min(MOST_ROWS, wanted);
  const filled = rowsTyped(field, typed).findLastIndex(isFilled) + 1;
  const another = { value: name, text: `Add another ${what.toLowerCase()}`, at: count };
  const more = `Add ${String(MANY)} more ${what.toLowerCase()}s`;
  const text = filled === 0 ? more : `${more}, each as long as the last`;
  const many = { value: manyOf(name), text, at: filled };
  const buttons = [another, ...(next === undefined ? [] : [many])];
  return {
    add:
      count === MOST_ROWS
        ? undefined
        : buttons.map(({ at, ...each }) => ({ ...each, first: inputOf(name, at, cells[0].name) })),
    rows: Array.from({ length: count }, (_, row) => ({
      legend: `${what} ${String(row + 1)}`,
      cells: cells.map((cell) => {
        const input = inputOf(name, row, cell.name);
        return {
          name: input,
          label: typeof cell.label === 'function' ? cell.label(about) : cell.label,
          value: typedText(typed, input),
          classes: `nhsuk-input--width-${String(cell.width)}`,
          inputmode: cell.isNumber ? 'decimal' : undefined,
          error: wrong.find((each) => each.input === input)?.message,
        };
      }),
    })),
  };
}
