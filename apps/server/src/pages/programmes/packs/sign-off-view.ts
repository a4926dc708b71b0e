import type { PackSignOff } from '#read-models';
import {
  dayAfter,
  dayInWords,
  packName,
  type IsoDate,
  type PackAsked,
  type ProgrammeId,
} from '#vocabulary';
import { eventHref } from '../../audit/audit-links.js';
import { inThousands } from '../../numbers-in-words.js';
import { capital } from '../../stages-in-words.js';
import { cell, longWords, words, type Cell, type Table } from '../../table-view.js';
import { programmeHref } from '../frame/programme-pages.js';
import { packHref, sectionTitles } from './pack-view.js';

/** What a reader may follow: the event in the log, the entry as it is stored, or neither. */
type Reader = Readonly<{ mayReadLog: boolean; mayReadEntries: boolean; maySign: boolean }>;

/** The pack that was signed off, as its page is addressed. */
const packOf = ({ day, includes: entry, formulas, sections }: PackSignOff): PackAsked => ({
  day,
  entry,
  formulas,
  sections,
});

/** Those of one pack, of the same sections. */
export const signOffsOf = (pack: PackAsked, all: readonly PackSignOff[]): readonly PackSignOff[] =>
  all.filter((each) => packName(packOf(each)) === packName(pack));

/** Every pack that was signed off, the last first; undefined for none. */
export function signedPacksTable(
  { profile }: Readonly<{ profile: Readonly<{ programme: ProgrammeId }> }>,
  signOffs: readonly PackSignOff[],
): Table | undefined {
  if (signOffs.length === 0) return undefined;
  return {
    caption: 'Signed-off packs',
    columns: [words('Pack'), words('Sections'), words('Signed off'), words('Entry'), words('Now')],
    rows: signOffs
      .toReversed()
      .map((each) => [
        { text: dayInWords(each.day), href: packHref(profile.programme, packOf(each)) },
        cell(each.sections.map((section) => sectionTitles[section]).join(', ')),
        cell(byWhomAndWhen(each)),
        cell(inThousands(each.entry)),
        cell(inForceInWords(each)),
      ]),
  };
}

/** What a pack says of its sign-offs, and what this reader may do about them. */
export function signOffView(
  programme: ProgrammeId,
  {
    pack,
    signOffs,
    today,
    reader,
    mended,
  }: Readonly<{
    pack: PackAsked;
    signOffs: readonly PackSignOff[];
    today: IsoDate;
    reader: Reader;
    /** Facts of its time were mended since it was frozen. */
    mended: boolean;
  }>,
) {
  const stands = signOffs.find((each) => each.stands);
  const under = `${programmeHref(programme, 'board-packs')}/${pathOf(pack)}`;
  const isOver = pack.day < today;
  const signing = isOver ? [{ text: 'Sign this pack off', href: `${under}/sign-off` }] : [];
  const withdrawing = [{ text: 'Withdraw the sign-off', href: `${under}/withdraw-sign-off` }];
  const links = stands === undefined ? signing : withdrawing;
  return {
    table: signOffs.length === 0 ? undefined : signOffsTable(programme, signOffs, reader),
    says: [
      ...(stands === undefined ? ['This pack is not signed off.'] : []),
      ...(isOver || stands !== undefined
        ? []
        : [`It can be signed off from ${dayInWords(dayAfter(pack.day))}, once its day is over.`]),
      ...(stands !== undefined && mended
        ? [
            'It was signed off as shown here. The sign-off does not cover entries recorded, corrected or withdrawn after the pack was frozen.',
          ]
        : []),
    ].join(' '),
    links: reader.maySign ? links : [],
  };
}

/** "2026-09-30.25293.1/stages,gap": a pack in the addresses of its forms. */
const pathOf = (pack: PackAsked): string => packName(pack).replace('@', '/');

function signOffsTable(
  programme: ProgrammeId,
  signOffs: readonly PackSignOff[],
  reader: Reader,
): Table {
  return {
    caption: 'Sign-offs of this pack',
    columns: [words('Signed off'), longWords('Statement'), words('Entry'), words('Now')],
    rows: signOffs.map((each) => [
      cell(byWhomAndWhen(each)),
      cell(`“${each.statement}”`),
      entryCell(programme, each, reader),
      cell(inForceInWords(each)),
    ]),
  };
}

const byWhomAndWhen = ({ authorRole, on }: PackSignOff): string =>
  `${capital(authorRole.replaceAll('-', ' '))}, ${dayInWords(on)}`;

function entryCell(
  programme: ProgrammeId,
  { entry, factId }: PackSignOff,
  { mayReadLog, mayReadEntries }: Reader,
): Cell {
  const text = inThousands(entry);
  if (mayReadLog) return { text, href: eventHref(entry) };
  if (!mayReadEntries) return cell(text);
  return { text, href: `/api/v1/programmes/${programme}/pack-sign-offs/${factId}` };
}

const inForceInWords = ({ withdrawn }: PackSignOff): string =>
  withdrawn === undefined
    ? 'In force'
    : `Withdrawn, ${dayInWords(withdrawn.on)} (entry ${inThousands(withdrawn.entry)}): ${withdrawn.why}`;
