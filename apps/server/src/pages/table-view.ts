/** What stands in a cell of a table; words for what is not known stand back. */
export type Cell = Readonly<{ text: string; href?: string; isUnknown?: boolean }>;

/** A table as `layout/table.njk` shows it: the first cell of each row names it. */
export type Table = Readonly<{
  caption: string;
  columns: readonly Readonly<{ text: string; numeric?: boolean; long?: boolean }>[];
  rows: readonly (readonly Cell[])[];
  /** A series of numbers, read down its columns: on a narrow screen it slides and is not stacked. */
  slides?: true;
}>;

export const cell = (text: string): Cell => ({ text });
export const number = (count: number): Cell => ({ text: count.toLocaleString('en-GB') });
export const unknown = (text = 'Not known'): Cell => ({ text, isUnknown: true });

/** A column of words, and one of numbers. */
export const words = (text: string) => ({ text });
/** Wide enough to be read where its table slides. */
export const longWords = (text: string) => ({ text, long: true });
export const numbers = (text: string) => ({ text, numeric: true });
