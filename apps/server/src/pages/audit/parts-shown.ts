import { inThousands } from './audit-links.js';

type Part = Readonly<{
  /** How many rows come before it. */
  offset: number;
  size: number;
  all: number;
}>;

/**
 * How many rows come before those that an address asks for; none where it says nothing that can be read.
 * One beyond the end asks for the last part, from which there is a way back.
 */
export const offsetIn = (from: unknown, { size, all }: Omit<Part, 'offset'>): number => {
  const asked = typeof from === 'string' && /^\d{1,9}$/.test(from) ? Number(from) : 0;
  const last = Math.max(0, Math.ceil(all / size) - 1) * size;
  return asked < all ? asked : last;
};

/** "1 to 25 of 1,060". */
export const spanInWords = ({ offset, size, all }: Part): string =>
  `${inThousands(offset + 1)} to ${inThousands(Math.min(offset + size, all))} of ${inThousands(all)}`;

/** The ways to the rows before and after a part of a list; `pinned`: what its address asks besides. */
export function partsAround(
  { offset, size, all }: Part,
  pinned: Readonly<Record<string, string>> = {},
) {
  const to = (start: number, text: string) => ({
    href: `?${new URLSearchParams({ ...pinned, ...(start > 0 && { from: String(start) }) }).toString()}`,
    text,
    labelText: spanInWords({ offset: start, size, all }),
  });
  return {
    ...(offset > 0 && all > 0 && { previous: to(Math.max(0, offset - size), 'Previous') }),
    ...(offset + size < all && { next: to(offset + size, 'Next') }),
  };
}
