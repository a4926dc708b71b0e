import type { IsoDate, OdsCode } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { organisationOn } from '../organisations/organisation-on.js';
import type { EventUsed } from './events-used.js';

/** An organisation that takes part in a figure, placed for whoever decides what may be read of it. */
export type Participant = Readonly<{
  code: OdsCode;
  name: string;
  icb: OdsCode | null;
  region: OdsCode | null;
  /** All that succeeded it since, for whoever may read on their behalf. */
  successors: readonly OdsCode[];
}>;

/** Its part in the figure; also that of one which does not count, and why not. */
export type PartExplained<Inputs extends object = object> = Participant &
  Readonly<{ counts: boolean; inputs: Inputs | null; events: readonly EventUsed[] }>;

/** Parts on this page, of all that are explained; the last of it, where another follows. */
export type PageOfParts = Readonly<{
  numerator: number;
  denominator: number;
  next: OdsCode | null;
}>;

/** Which part of an explanation: one organisation, or a page of so many after the one before. */
export type PartAsked = Readonly<{ organisation?: OdsCode; after?: string; limit: number }>;

export function pageOf(
  explained: readonly OdsCode[],
  { after = '', limit }: Omit<PartAsked, 'organisation'>,
): Readonly<{ page: readonly OdsCode[]; counted: PageOfParts }> {
  const page = explained.filter((code) => code > after).slice(0, limit);
  const last = page.at(-1);
  return {
    page,
    counted: {
      numerator: page.length,
      denominator: explained.length,
      next: last === undefined || last === explained.at(-1) ? null : last,
    },
  };
}

export function participant(ledger: LedgerAt, code: OdsCode, asOf: IsoDate): Participant {
  const organisation = organisationOn(ledger, code, asOf);
  return {
    code,
    name: organisation?.name ?? code,
    icb: organisation?.icb ?? null,
    region: organisation?.region ?? null,
    successors: successorsOf(ledger, code),
  };
}

/** All of its line, whatever the day on which one followed the other. */
function successorsOf(ledger: LedgerAt, code: OdsCode): readonly OdsCode[] {
  const found = new Set<OdsCode>();
  let line: readonly OdsCode[] = [code];
  while (line.length > 0) {
    line = line
      .flatMap((each) => ledger.stated(each, 'succeeded-by'))
      .map(({ value }) => value.successor)
      .filter((each) => !found.has(each));
    for (const each of line) found.add(each);
  }
  return [...found];
}
