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
export const columnsOf = ({ columns }: Register): readonly Column[] => [...columns, entry];

/** What a fact says in the columns of its register. */
export const cellsOf = (register: Register, data: FactData): Readonly<Record<string, string>> =>
  Object.fromEntries(register.columns.map((column) => [column.name, textIn(data, column)]));

/** What a row, or a fact, is about: alike for two that cannot both stand. Lists count in any order. */
export const keyOf = ({ key }: Register, cells: Readonly<Record<string, string>>): string =>
  JSON.stringify(
    key.map((name) =>
      (cells[name] ?? '')
        .split(/[\s,;]+/)
        .sort()
        .join(' '),
    ),
  );
