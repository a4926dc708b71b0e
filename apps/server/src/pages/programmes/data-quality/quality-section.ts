import type { Table } from '../../table-view.js';

/** "England", "31 October 2026". */
export type QualityAbout = Readonly<{ place: string; asOf: string }>;

/** A section of the page: what it says, its chart and its tables. */
export type QualitySection = Readonly<{
  id: string;
  title: string;
  sentences: readonly string[];
  chart?: Readonly<Record<'title' | 'subtitle' | 'description' | 'svg', string>> &
    Readonly<{ table: Table }>;
  tables: readonly Table[];
}>;
