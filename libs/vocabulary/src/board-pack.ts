import { parseIsoDate, type IsoDate } from './iso-date.js';

export const packSections = [
  'stages',
  'gap',
  'benefits',
  'targets',
  'attention',
  'data-quality',
] as const;
export type PackSection = (typeof packSections)[number];

/** What an address that names no section means, for ever: the sections that there were at first. */
export const FIRST_SECTIONS: readonly PackSection[] = ['stages', 'gap', 'benefits', 'targets'];

/** What a pack is frozen at; the same three give the same figures for ever. */
export type PackFrozen = Readonly<{
  /** The day its figures are about. */
  day: IsoDate;
  /** The last entry that they include. */
  entry: number;
  formulas: number;
}>;

export type PackAsked = PackFrozen & Readonly<{ sections: readonly PackSection[] }>;

/** "2026-09-30.25293.1", as it stands in the address of a pack. */
export const packId = ({ day, entry, formulas }: PackFrozen): string =>
  `${day}.${String(entry)}.${String(formulas)}`;

/** "2026-09-30.25293.1@stages,gap": a pack among those of its programme, which differ by their sections too. */
export const packName = (pack: PackAsked): string => `${packId(pack)}@${pack.sections.join(',')}`;

/** What an address names; undefined where that is no pack. */
export function packIn(text: string): PackFrozen | undefined {
  const [, day = '', entry, formulas] = /^([\d-]{10})\.(\d{1,15})\.(\d{1,4})$/.exec(text) ?? [];
  const frozenOn = parseIsoDate(day);
  return frozenOn === undefined
    ? undefined
    : { day: frozenOn, entry: Number(entry), formulas: Number(formulas) };
}

/**
 * The sections of an address, `stages,gap` or each by itself as a form sends them, in the order of a
 * pack; `ifNone` where none is named. Undefined where one is unknown.
 */
export function sectionsIn(
  given: unknown,
  ifNone: readonly PackSection[],
): readonly PackSection[] | undefined {
  const named = (Array.isArray(given) ? given : [given ?? '']).flatMap((each: unknown) =>
    typeof each === 'string' ? each.split(',').filter((name) => name !== '') : ['?'],
  );
  if (named.some((name) => !(packSections as readonly string[]).includes(name))) return undefined;
  return named.length === 0 ? ifNone : packSections.filter((section) => named.includes(section));
}
