import { nameOf, type PageSeen } from '../support/every-page.js';

/** In CSS pixels: a desk, and a small telephone. */
export const widths = { wide: 1280, narrow: 320 };

/** The same page has the same picture in every run. */
export const shotOf = (seen: PageSeen, screen: string): string =>
  `${nameOf(seen)
    .replace(/[^\w]+/g, '-')
    .replace(/^-|-$/g, '')}-${screen}.png`;

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** A page with both pictures of every page, in the order of the list. */
export const galleryIndex = (pages: readonly PageSeen[]): string => `<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><title>Every page</title>
<style>body{font-family:sans-serif}img{border:1px solid #777;vertical-align:top;margin-right:16px}</style>
<h1>Every page</h1>
${pages
  .map(
    (seen) => `<h2>${escaped(nameOf(seen))}</h2>
${Object.entries(widths)
  .map(([screen, width]) => picture(seen, screen, width))
  .join('\n')}`,
  )
  .join('\n')}
</html>
`;

const picture = (seen: PageSeen, screen: string, width: number): string =>
  `<a href="${shotOf(seen, screen)}"><img src="${shotOf(seen, screen)}" width="${String(width / 2)}" loading="lazy" alt="${escaped(nameOf(seen))}, ${screen}"></a>`;
