/** A region of a page that shows figures, by what it is called, and whether it leads to where they come from. */
export type FigureShown = Readonly<{ name: string; isExplained: boolean }>;

/**
 * Every table, chart, list of facts, headline, lede and list marked with `data-figures` in the main part
 * of a page that holds a number. It is explained by a link in it, or by one in the sentences right before
 * or after it up to the next heading, where a chart and its table have one in common.
 */
export function figuresShown(page: Document): readonly FigureShown[] {
  const tokens = tokensOf(page);
  return tokens.flatMap((token, index): FigureShown[] => {
    if (token.kind !== 'figures') return [];
    const { name, leads } = token;
    const isBefore = tokens[index - 1]?.kind === 'way';
    return [{ name, isExplained: leads || isBefore || isBeside(tokens.slice(index + 1)) }];
  });
}

/** Is this an address that figures lead to, so that what stands there is where they come from? */
export const isOrigin = (address: string): boolean =>
  [EXPLANATION, WORKED_OUT, ENTRY, EVIDENCE].some((origin) => origin.test(address));

const EXPLANATION = /\/explain(\?|$)/;
/** The page of a target has its formula, and the ways to the events behind each of its figures. */
const WORKED_OUT = /\/targets\/[^/]+#worked-out$/;
const ENTRY = /^\/(audit\/(events|streams)|organisations\/\w+\/entries)\/[^/?]+(\?.*)?$/;
/** It is the page of what is recorded of a document, as its entries have none. */
const EVIDENCE = /^\/organisations\/\w+\/evidence\/EV-[^/?]+(\?.*)?$/;

type Token =
  | Readonly<{ kind: 'heading' | 'way' }>
  | Readonly<{ kind: 'figures'; name: string; leads: boolean }>;

const isBeside = (after: readonly Token[]): boolean =>
  after.find(({ kind }) => kind !== 'figures')?.kind === 'way';

const HEADINGS = 'h1, h2';
const REGIONS =
  'table, figure, dl, .app-headlines > li, .nhsuk-lede-text, ul[data-figures], ol[data-figures]';

/** Headings, regions with numbers and links to origins, in the order of reading. */
function tokensOf(page: Document): readonly Token[] {
  const found = page.querySelectorAll(`main :is(${HEADINGS}, ${REGIONS}, a)`);
  return [...found].flatMap((element): Token[] => {
    if (element.parentElement?.closest(REGIONS)) return [];
    if (element.matches(HEADINGS)) return [{ kind: 'heading' }];
    if (element.matches('a')) return leadsBack(element, page) ? [{ kind: 'way' }] : [];
    if (!holdsNumbers(element)) return [];
    const links = [...element.querySelectorAll('a')];
    const leads = links.some((link) => leadsBack(link, page));
    return [{ kind: 'figures', name: nameOf(element), leads }];
  });
}

/** A number in a cell, an answer or a chart; headings and captions only name what is shown. */
function holdsNumbers(region: Element): boolean {
  const cells = [...region.querySelectorAll('td, dd')];
  return (cells.length > 0 ? cells : [region]).some(({ textContent }) => /\d/.test(textContent));
}

/** Also by way of a place on the same page, from which a link leads there. */
function leadsBack(link: Element, page: Document): boolean {
  const address = link.getAttribute('href') ?? '';
  if (isOrigin(address)) return true;
  if (!address.startsWith('#')) return false;
  const place = page.getElementById(address.slice(1));
  return [...(place?.querySelectorAll('a') ?? [])].some((each) =>
    isOrigin(each.getAttribute('href') ?? ''),
  );
}

function nameOf(region: Element): string {
  const own = region.getAttribute('data-figures');
  const named = region.querySelector('caption, h3, dt') ?? region;
  return own ?? named.textContent.trim().replace(/\s+/g, ' ').slice(0, 80);
}
