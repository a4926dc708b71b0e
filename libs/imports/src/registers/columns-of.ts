import { optional, textIn, type Column, type FactData } from './column.js';
import type { Register } from './register.js';

/** The column that names an entry which the row corrects. */
export const ENTRY = 'entry';

const entry = optional({
  name: ENTRY,
  description:
    'Leave it out for a new entry. In an export: the reference of the entry, which a changed row corrects',
  example: '',
  field: '',
  of: () => undefined,
});

/** All columns of a register's files: its own, and the reference that exports carry. */
export function columnsOf({ columns }: Register): readonly Column[] {
  // Asked for every row of a file, several times.
  const known = all.get(columns) ?? [...columns, entry];
  all.set(columns, known);
  return known;
}

const all = new WeakMap<readonly Column[], readonly Column[]>();

/** What a fact says in the columns of its register. */
export const cellsOf = (register: Register, data: FactData): Readonly<Record<string, string>> =>
  Object.fromEntries(register.columns.map((column) => [column.name, textIn(data, column)]));

/** What a row, or a fact, is about: alike for two that cannot both stand. Lists count in any order. */
export const keyOf = ({ key }: Register, cells: Readonly<Record<string, string>>): string =>
  JSON.stringify(
    key.map((name) => {
      const text = cells[name] ?? '';
      return SEPARATED.test(text)
        ? text
            .split(/[\s,;]+/)
            .sort()
            .join(' ')
        : text;
    }),
  );

const SEPARATED = /[\s,;]/;
