/** The number of a page in an address; the first for whatever is none. */
export const pageOf = (text: unknown): number =>
  typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;

/** Which entries a page shows, and the ways to newer and to older ones. */
export function timelinePages({
  page,
  size,
  all,
  query,
}: Readonly<{ page: number; size: number; all: number; query: string }>) {
  const pages = Math.max(1, Math.ceil(all / size));
  const to = (number: number, text: string) => ({
    href: `?${new URLSearchParams([...new URLSearchParams(query), ['page', String(number)]]).toString()}#timeline`,
    text,
    labelText: `Page ${String(number)} of ${String(pages)}`,
  });
  const first = (page - 1) * size + 1;
  const last = Math.min(page * size, all);
  return {
    timelineSpan:
      pages === 1
        ? `${inWords(all)} ${all === 1 ? 'entry' : 'entries'}`
        : `Entries ${inWords(first)} to ${inWords(last)} of ${inWords(all)}`,
    ...(page > 1 && { newer: to(page - 1, 'Newer') }),
    ...(page < pages && { older: to(page + 1, 'Older') }),
    ...(page > 1 && { pageInTitle: ` (page ${String(page)} of ${String(pages)})` }),
  };
}

const inWords = (count: number): string => count.toLocaleString('en-GB');
