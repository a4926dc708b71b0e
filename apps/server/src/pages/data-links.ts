/** Where the API answers what a page shows. */
export type DataLinks = Readonly<{ json: string; csv: string }>;

/** `query`: the moment of the page, as its own address has it ("?asOf=2026-03-31", or ""). */
export function dataLinks(
  path: string,
  query: string,
  parameters: Readonly<Record<string, string>> = {},
): DataLinks {
  const json = new URLSearchParams(parameters);
  for (const [name, value] of new URLSearchParams(query)) json.append(name, value);
  const csv = new URLSearchParams(json);
  csv.append('format', 'csv');
  const at = (asked: URLSearchParams): string =>
    [`/api/v1/${path}`, asked.toString()].filter((part) => part !== '').join('?');
  return { json: at(json), csv: at(csv) };
}

/** The page that explains a figure; it stands where the API answers the same, without its prefix. */
export const explainHref = (...asked: Parameters<typeof dataLinks>): string =>
  dataLinks(...asked).json.replace('/api/v1/', '/');
