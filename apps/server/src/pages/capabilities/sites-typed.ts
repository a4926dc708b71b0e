/** Sites with their weights, one a line: "RXX01 250". A weight that is none stays for the shape to refuse. */
export const sitesTyped = (
  text: string | undefined,
): readonly Readonly<{ site: string; weight?: string }>[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim().split(/[\s,;:]+/))
    .filter(([site = '']) => site !== '')
    .map(([site = '', ...weight]) => ({
      site,
      ...(weight.length === 0 ? {} : { weight: weight.join(' ') }),
    }));

/** The same sites as they would be typed. */
export const sitesWritten = (
  sites: readonly Readonly<{ site: string; weight: number }>[],
): string =>
  sites.map(({ site, weight }) => (weight === 1 ? site : `${site} ${String(weight)}`)).join('\n');

/** The same for people who check it, one a line: "RXX01, which counts 250". */
export const sitesInWords = (text: string): string =>
  sitesTyped(text)
    .map(({ site, weight }) => (weight === undefined ? site : `${site}, which counts ${weight}`))
    .join('\n');
