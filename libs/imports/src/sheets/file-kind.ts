import type { FileRefusal } from './sheet.js';

/** A table that may be read, by what its bytes are; or what they seem to be instead. */
export type FileKind = 'xlsx' | 'csv' | FileRefusal;

/** By its first bytes: what is none of these is told from a text in another encoding when it is read. */
export function kindOf(bytes: Buffer): FileKind {
  const known = beginnings.find(([first]) => bytes.toString('latin1', 0, first.length) === first);
  if (known === undefined) return 'csv';
  return known[1] === 'container' ? kindOfContainer(bytes) : known[1];
}

const beginnings: readonly (readonly [string, FileKind | 'container'])[] = [
  ['PK\u0003\u0004', 'xlsx'],
  ['\u00d0\u00cf\u0011\u00e0', 'container'],
  ['%PDF', 'file-pdf'],
  ['\u0089PNG', 'file-picture'],
  ['\u00ff\u00d8\u00ff', 'file-picture'],
  ['GIF8', 'file-picture'],
];

/** Old spreadsheets, old documents and encrypted workbooks share one container; its streams are named in UTF-16. */
function kindOfContainer(bytes: Buffer): FileRefusal {
  const holds = (stream: string): boolean => bytes.includes(Buffer.from(stream, 'utf16le'));
  if (holds('EncryptedPackage')) return 'file-encrypted';
  // It may hold a letter as one of its objects.
  if (workbookClasses.has(rootClassOf(bytes))) return 'file-old-workbook';
  const isDocument = holds('WordDocument') || holds('PowerPoint Document');
  return isDocument ? 'file-document' : 'file-old-workbook';
}

/** Excel 97 and Excel 5, as a root names them. */
const workbookClasses: ReadonlySet<string> = new Set([
  '2008020000000000c000000000000046',
  '1008020000000000c000000000000046',
]);

/** Which program's its root is (MS-CFB 2.2, 2.6); not every program says so. */
function rootClassOf(bytes: Buffer): string {
  if (bytes.length < 52) return '';
  const root = (bytes.readUInt32LE(48) + 1) * 2 ** bytes.readUInt16LE(30);
  return bytes.toString('hex', root + 80, root + 96);
}

/** What a zip is that holds no workbook of ours. */
export function kindOfParts(names: readonly string[]): FileRefusal {
  if (names.some((name) => /^(word|ppt)\//.test(name))) return 'file-document';
  if (names.includes('xl/workbook.bin') || names.includes('content.xml')) {
    return 'file-other-workbook';
  }
  return 'file-zip';
}

/** Its text, if it is one in UTF-8. */
export function textIn(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** UTF-16 says so by its first character. */
export const isText = (bytes: Buffer): boolean =>
  ['fffe', 'feff'].includes(bytes.toString('hex', 0, 2)) || textIn(bytes) !== undefined;

/** What a text is that holds no table of ours, by its beginning. */
export function kindOfText(text: string): FileRefusal | undefined {
  const start = /^\s*(<\?xml[^>]*>)?\s*(<(?:!doctype|html))?/i.exec(text);
  if (start?.[2] !== undefined) return 'file-web-page';
  if (start?.[1] === undefined) return undefined;
  // "XML Spreadsheet 2003".
  return text.includes('urn:schemas-microsoft-com:office:spreadsheet')
    ? 'file-other-workbook'
    : 'file-type';
}
