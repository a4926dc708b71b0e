import { readCsv } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';
import { MOST_BYTES, unreadable, type SheetRead } from './sheet.js';

/** A file as it was handed in; its name is only held against what its bytes are. */
export type FileGiven = Readonly<{ bytes: Buffer; name?: string | undefined }>;

/** Reads a CSV or XLSX, told apart by their bytes. `wanted` names the sheet of a workbook to read. */
export async function readSheet({ bytes, name }: FileGiven, wanted: string): Promise<SheetRead> {
  const ending = /\.(\w+)$/.exec(name ?? '')?.[1]?.toLowerCase();
  const kind = kindOf(bytes);
  const no = whyNotRead(bytes, kind, ending);
  if (no !== undefined) return no;
  const read = await (kind === 'xlsx' ? readXlsx(bytes, wanted) : readCsv(bytes));
  return ending === undefined || ending === kind || read.outcome === 'unreadable'
    ? read
    : unreadable('file-mislabelled', kind.toUpperCase());
}

/** What its first bytes, its length and its name say already. */
function whyNotRead(bytes: Buffer, kind: Kind, ending: string | undefined): SheetRead | undefined {
  if (bytes.length === 0) return unreadable('file-empty');
  if (bytes.length > MOST_BYTES) return unreadable('file-too-big');
  if (kind === 'container') {
    const isEncrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    return unreadable(isEncrypted ? 'file-encrypted' : 'file-type');
  }
  if (ending === 'xlsm' || ending === 'xltm') return unreadable('file-macros');
  if (kind === 'other') return unreadable('file-type');
  const isTaken = ending === undefined || ending === 'csv' || ending === 'xlsx';
  return isTaken ? undefined : unreadable('file-type');
}

/** Old spreadsheets, and encrypted new ones, come in another kind of container. */
function kindOf(bytes: Buffer): Kind {
  const known = beginnings.find(([first]) => bytes.toString('latin1', 0, first.length) === first);
  return known?.[1] ?? 'csv';
}

type Kind = 'xlsx' | 'container' | 'other' | 'csv';

/** What is neither is told from a text in another encoding, which is mended by saving it again. */
const beginnings: readonly (readonly [string, Kind])[] = [
  ['PK\u0003\u0004', 'xlsx'],
  ['\u00d0\u00cf\u0011\u00e0', 'container'],
  ['%PDF', 'other'],
  ['\u0089PNG', 'other'],
  ['\u00ff\u00d8\u00ff', 'other'],
  ['GIF8', 'other'],
];
