import { pageOf } from '../../trust/timeline-pages.js';

const ROWS_SHOWN = 50;

type PageLink = Readonly<{ href: string; text: string; labelText: string }>;

/** The rows of the page that the address asks for, and the ways to those before and after them. */
export type PageOfRows<Row> = Readonly<{
  rows: readonly Row[];
  /** The place of its first row among all, from 1. */
  first: number;
  /** "Rows 51 to 100 of 230"; nothing where all are shown. */
  span?: string;
  previous?: PageLink;
  next?: PageLink;
}>;

/** Where a page has several lists: the parameter that says which rows of one, where they stand, how many. */
type List = Readonly<{ parameter: string; anchor: string; size: number }>;

/** A page that is not there is the first. */
export function pageShown<Row>(
  all: readonly Row[],
  query: Readonly<Record<string, unknown>>,
  { parameter, anchor, size }: List = { parameter: 'page', anchor: 'rows', size: ROWS_SHOWN },
): PageOfRows<Row> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const asked = pageOf(query[parameter]);
  const page = asked > pages ? 1 : asked;
  const start = (page - 1) * size;
  const rows = all.slice(start, start + size);
  const rest = Object.entries(query).filter(
    (each): each is [string, string] => typeof each[1] === 'string' && each[0] !== parameter,
  );
  const to = (number: number, text: string): PageLink => ({
    href: `?${new URLSearchParams([...rest, [parameter, String(number)]]).toString()}#${anchor}`,
    text,
    labelText: `Page ${String(number)} of ${String(pages)}`,
  });
  return {
    rows,
    first: start + 1,
    ...(pages > 1 && {
      span: `Rows ${String(start + 1)} to ${String(start + rows.length)} of ${String(all.length)}`,
    }),
    ...(page > 1 && { previous: to(page - 1, 'Previous') }),
    ...(page < pages && { next: to(page + 1, 'Next') }),
  };
}
