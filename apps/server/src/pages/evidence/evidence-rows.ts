import { evidenceGrades, type EvidenceGrade } from '#evidence';
import type { EvidenceListed, EvidenceUse } from '#read-models';
import { dayInWords, periodInWords, type OdsCode } from '#vocabulary';
import { inThousands } from '../numbers-in-words.js';
import { capital } from '../stages-in-words.js';
import { entryHrefOf } from '../entries/kinds-with-page.js';
import type { UsesNamed } from './uses-named.js';

/** How far evidence carries, as its grade says. */
const gradesInWords: Readonly<Record<EvidenceGrade, string>> = {
  0: 'An assertion',
  1: 'Self-declared',
  2: 'Report of a system',
  3: 'Validated from outside',
};

const gradeHints: Readonly<Record<EvidenceGrade, string>> = {
  0: 'A claim without support.',
  1: 'The trust states it in a document of its own, such as a board paper.',
  2: 'It comes from a system, such as a log of the EPR or the ledger.',
  3: 'Someone outside the trust has checked it.',
};

export const gradeInWords = (grade: EvidenceGrade | null): string =>
  grade === null ? 'Not graded' : `${String(grade)}: ${gradesInWords[grade]}`;

export const gradeOptions = (most: EvidenceGrade) =>
  evidenceGrades
    .filter((grade) => grade <= most)
    .map((grade) => ({
      value: String(grade),
      text: gradeInWords(grade),
      hint: gradeHints[grade],
    }));

const kindsOfFile: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'text/csv': 'CSV',
  'image/png': 'PNG',
  'image/jpeg': 'JPG',
};

/** "PDF file, 120 kB", or "Link to www.example.org". */
export function sortInWords({ url, mediaType, bytes }: EvidenceListed['attached']): string {
  if (url !== undefined) return `Link to ${new URL(url).hostname}`;
  const kind = kindsOfFile[mediaType ?? ''];
  const size = bytes === undefined ? '' : `, ${sizeInWords(bytes)}`;
  return `${kind === undefined ? 'File' : `${kind} file`}${size}`;
}

/** In bytes, thousands or millions of them, a started one as a whole. */
function sizeInWords(bytes: number): string {
  if (bytes < 1_000) return bytes === 1 ? '1 byte' : `${String(bytes)} bytes`;
  if (bytes < 1_000_000) return `${String(Math.ceil(bytes / 1_000))} kB`;
  return `${String(Math.ceil(bytes / 1_000_000))} MB`;
}

/** Whether it counts on the day of the page, and until when. */
export function stateOf({ state, attached: { validUntil }, withdrawn }: EvidenceListed) {
  if (withdrawn !== null) {
    return { text: 'Withdrawn', colour: 'grey', detail: `from ${dayInWords(withdrawn.on)} on` };
  }
  if (state === 'expired' && validUntil !== undefined) {
    return { text: 'Expired', colour: 'yellow', detail: `after ${dayInWords(validUntil)}` };
  }
  return {
    text: 'Valid',
    colour: 'green',
    detail: validUntil === undefined ? 'with no end date' : `until ${dayInWords(validUntil)}`,
  };
}

export const pageOfEvidence = (code: string, evidenceId: string): string =>
  `/organisations/${code}/evidence/${evidenceId}`;

/** A piece of evidence as a row of the register. */
export const evidenceRow = (listed: EvidenceListed, code: OdsCode) => ({
  href: pageOfEvidence(code, listed.evidenceId),
  title: listed.attached.title,
  sort: sortInWords(listed.attached),
  documentOn: dayInWords(listed.documentOn),
  grade: gradeInWords(listed.grade),
  state: stateOf(listed),
  uses: listed.uses === 0 ? 'Nothing yet' : inThousands(listed.uses),
});

/** What rests on a piece of evidence: one line for each entry, whatever it states. */
export const useRows = (uses: readonly EvidenceUse[], named: UsesNamed, code: OdsCode) =>
  [...new Map(uses.map((use) => [use.factId, use])).values()].map((use) => ({
    what: capital(use.kind.replaceAll('-', ' ')),
    of: subjectInWords(use, named),
    owner: { text: named.owners.title(use.owner), href: named.owners.href(use.owner) },
    on: dayInWords(use.on),
    href: entryHrefOf(use, code),
    entry: inThousands(use.entry),
  }));

/** A judgement of a value goes by the period of that value. */
function subjectInWords({ owner, subject }: EvidenceUse, { names, periods }: UsesNamed): string {
  const period = periods.get(subject);
  if (period !== undefined) return periodInWords(period);
  return owner === subject || subject === '' ? '' : names.capability(subject);
}
