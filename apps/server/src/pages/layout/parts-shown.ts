import { inThousands } from '../numbers-in-words.js';

/** How many rows of a long list a page shows. */
export const ROWS_SHOWN = 25;

/** The same on a page that shows much else, of periods (a year of months), or of rows of several lines each. */
export const FEW_ROWS_SHOWN = 12;

/** The same of a list whose rows have so many values that each fills half a narrow screen. */
export const TALL_ROWS_SHOWN = 10;

/** Some rows of a list: how many come before them, and how many the whole list has. */
type Part = Readonly<{ offset: number; all: number }>;

/** An address, by its parameters; what is no text is left out of it. */
type Address = Readonly<Record<string, unknown>>;

/** Where a page has several lists: the parameter that says which part of one, where that one stands, and how many rows a part has. */
type List = Readonly<{ parameter?: string; anchor?: string; shown?: number }>;

/**
 * The part whose number, from 1, an address asks for: the first where it says nothing that can be read,
 * the last where it goes beyond the end, from which there is a way back.
 */
export function partAsked(number: unknown, all: number, shown = ROWS_SHOWN): Part {
  const asked = typeof number === 'string' && /^[1-9]\d{0,5}$/.test(number) ? Number(number) : 1;
  return { offset: (Math.min(asked, lastOf(all, shown)) - 1) * shown, all };
}

type Way = Readonly<{ href: string; text: string; labelText: string }>;

/** Where a part stands in its list; nothing where it is all there is. */
type Around = Readonly<{
  /** "51 to 75 of 1,060". */
  span?: string;
  /** What the title of the page adds. */
  inTitle?: string;
  previous?: Way;
  next?: Way;
}>;

/** The ways to the parts before and after one. */
export function partsAround({ offset, all }: Part, address: Address, list: List = {}): Around {
  const { parameter = 'page', anchor, shown = ROWS_SHOWN } = list;
  if (all <= shown) return {};
  const kept = Object.entries(address).filter(
    (each): each is [string, string] => typeof each[1] === 'string' && each[0] !== parameter,
  );
  const number = offset / shown + 1;
  const to = (other: number, text: string) => {
    const asked = new URLSearchParams([...kept, [parameter, String(other)]]).toString();
    const labelText = spanInWords({ offset: (other - 1) * shown, all }, shown);
    return { href: `?${asked}${anchor === undefined ? '' : `#${anchor}`}`, text, labelText };
  };
  return {
    span: spanInWords({ offset, all }, shown),
    ...(number > 1 && {
      inTitle: ` (page ${inThousands(number)} of ${inThousands(lastOf(all, shown))})`,
      previous: to(number - 1, 'Previous'),
    }),
    ...(number < lastOf(all, shown) && { next: to(number + 1, 'Next') }),
  };
}

/** The rows of the part that an address asks for, the place of the first of them from 1, and the ways around. */
export function rowsShown<Row>(all: readonly Row[], address: Address, list: List = {}) {
  const { parameter = 'page', shown = ROWS_SHOWN } = list;
  const part = partAsked(address[parameter], all.length, shown);
  return {
    rows: all.slice(part.offset, part.offset + shown),
    first: part.offset + 1,
    pages: partsAround(part, address, list),
  };
}

const spanInWords = ({ offset, all }: Part, shown: number): string =>
  `${inThousands(offset + 1)} to ${inThousands(Math.min(offset + shown, all))} of ${inThousands(all)}`;

const lastOf = (all: number, shown: number): number => Math.max(1, Math.ceil(all / shown));
