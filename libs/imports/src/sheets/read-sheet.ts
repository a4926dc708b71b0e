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
function whyNotRead(
  bytes: Buffer,
  kind: ReturnType<typeof kindOf>,
  ending: string | undefined,
): SheetRead | undefined {
  if (bytes.length === 0) return unreadable('file-empty');
  if (bytes.length > MOST_BYTES) return unreadable('file-too-big');
  if (kind === 'container') {
    const isEncrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    return unreadable(isEncrypted ? 'file-encrypted' : 'file-type');
  }
  if (ending === 'xlsm' || ending === 'xltm') return unreadable('file-macros');
  const isTaken = ending === undefined || ending === 'csv' || ending === 'xlsx';
  return isTaken ? undefined : unreadable('file-type');
}

/** Old spreadsheets, and encrypted new ones, come in another kind of container. */
function kindOf(bytes: Buffer): 'xlsx' | 'container' | 'csv' {
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return 'xlsx';
  return bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])) ? 'container' : 'csv';
}
