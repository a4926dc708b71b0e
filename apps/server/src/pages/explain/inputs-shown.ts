import type { Table } from '../table-view.js';

/** What a figure came to, what went into it, and what did not. */
export type InputsShown = Readonly<{
  result: string;
  /** The same in fewer words, as one of many. */
  brief?: string;
  caption: string;
  head: Table['columns'];
  rows: readonly (readonly string[])[];
  /** Inputs that nobody recorded, or that no longer count: they make the bounds. */
  unknown?: readonly string[];
  leftOut: readonly string[];
}>;

/** With rows that are made when they are shown: a page of many trusts shows none. */
export type InputsToShow = Omit<InputsShown, 'rows'> &
  Readonly<{ rows: () => InputsShown['rows'] }>;
