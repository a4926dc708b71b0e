import { isText, kindOf, kindOfText, textIn } from './file-kind.js';
import { readCsv } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';
import { MOST_BYTES, unreadable, type SheetRead } from './sheet.js';

/** A file as it was handed in; its name is only held against what its bytes are. */
export type FileGiven = Readonly<{ bytes: Buffer; name?: string | undefined }>;

/** Reads a CSV or XLSX, told apart by their bytes. `wanted` names the sheet of a workbook to read. */
export async function readSheet({ bytes, name }: FileGiven, wanted: string): Promise<SheetRead> {
  const ending = /\.(\w+)$/.exec(name ?? '')?.[1]?.toLowerCase();
  if (bytes.length === 0) return unreadable('file-empty');
  if (bytes.length > MOST_BYTES) return unreadable('file-too-big');
  const kind = kindOf(bytes);
  if (ending === 'xlsm' || ending === 'xltm') return unreadable('file-macros');
  if (kind !== 'xlsx' && kind !== 'csv') return unreadable(kind);
  if (kind === 'csv') return whyNoText(bytes, ending) ?? readCsv(bytes);
  const read = await readXlsx(bytes, wanted);
  if (read.outcome === 'unreadable' || ending === undefined || ending === 'xlsx') return read;
  return unreadable(ending === 'csv' ? 'file-workbook-named-csv' : 'file-type');
}

/** Where its name says something else of a text; a web page or XML is told as one, whatever its name. */
function whyNoText(bytes: Buffer, ending = 'csv'): SheetRead | undefined {
  if (ending === 'csv') return undefined;
  const kind = kindOfText(textIn(bytes) ?? '');
  if (kind !== undefined) return unreadable(kind);
  if (ending !== 'xlsx') return unreadable('file-type');
  return isText(bytes) ? unreadable('file-text-named-xlsx') : unreadable('file-broken', 'XLSX');
}
