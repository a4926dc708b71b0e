/** A cell's text, or what stands there in place of one. */
export type Cell = string | Readonly<{ odd: 'formula' | 'error' | 'merged'; text: string }>;

/** One line of a table below its headings, by its number in the spreadsheet. */
export type SheetRow = Readonly<{ row: number; cells: readonly Cell[] }>;

/** The one table a file brings. */
export type Sheet = Readonly<{
  /** Undefined for CSV, which has none. */
  name: string | undefined;
  header: readonly string[];
  rows: SheetRows;
}>;

type SheetRows = Iterable<SheetRow> & Readonly<{ length: number }>;

/** Why nothing of a file is read. */
export type FileRefusal = keyof typeof fileRefusals;

export type SheetRead =
  | Readonly<{ outcome: 'read'; sheet: Sheet }>
  | Readonly<{ outcome: 'unreadable'; because: FileRefusal; detail?: string }>;

export const MOST_BYTES = 20_000_000;
export const MOST_ROWS = 50_000;
export const MOST_COLUMNS = 100;
/** What a spreadsheet itself allows in one cell. */
export const MOST_CHARACTERS = 32_767;

/** Every "no" to a whole file, with what its reader sees. */
export const fileRefusals = {
  'file-missing': 'Select a file',
  'file-type': 'The selected file must be a CSV or XLSX',
  'file-text-named-xlsx':
    'The name of the selected file ends in “.xlsx”, but it seems to be a text file. Open it in a spreadsheet program and save it as XLSX, or let its name end in “.csv”',
  'file-workbook-named-csv':
    'The name of the selected file ends in “.csv”, but it is an XLSX workbook. Let its name end in “.xlsx”, or save its sheet as CSV UTF-8',
  'file-old-workbook':
    'The selected file seems to be an old Excel workbook (.xls). Open it and save it as XLSX',
  'file-other-workbook':
    'The selected file is a spreadsheet of another type, like “.ods” or “.xlsb”. Open it and save it as XLSX',
  'file-document':
    'The selected file is a document, like a letter or slides. Enter its rows in the template, and select that',
  'file-pdf': 'The selected file is a PDF. Enter its rows in the template, and select that',
  'file-picture': 'The selected file is a picture. Enter its rows in the template, and select that',
  'file-web-page':
    'The selected file is a web page, as some systems export. Open it in a spreadsheet program and save it as XLSX',
  'file-zip': 'The selected file is a zip folder. Unpack it, and select one CSV or XLSX file of it',
  'file-empty': 'The selected file is empty',
  'file-too-big': 'The selected file must be smaller than 20MB',
  'file-unzips-too-big': 'The selected file must be smaller than 100MB when it is unpacked',
  'file-texts-too-big':
    'The selected file must have less than 20MB of text. Save it again as CSV UTF-8',
  'file-encrypted': 'The selected file is password protected',
  'file-macros': 'The selected file must not contain macros. Save it as XLSX without them',
  'file-encoding': 'The selected file must be saved as CSV UTF-8',
  'file-broken': 'The selected file could not be read. Save it again as {detail}',
  'file-quotes':
    'The quotation marks around line {detail} of the selected file do not match. Put them right, or save it again as CSV UTF-8',
  'file-separators':
    'The columns of the selected file must be separated by commas. Save it again as CSV UTF-8',
  'sheet-hidden':
    'The sheet to import is hidden. Show it, or save a copy of the file with that sheet alone',
  template: 'The selected file must use the template',
  'column-missing': 'Column “{detail}” is missing',
  'column-unknown': 'Column “{detail}” is not in the template. Remove it',
  'column-twice': 'Column “{detail}” is there twice. Remove one of them',
  'no-rows': 'The selected file has headings but no rows',
  'too-many-rows': 'The selected file must have 50,000 rows or fewer',
} as const;

export const unreadable = (because: FileRefusal, detail?: string): SheetRead => ({
  outcome: 'unreadable',
  because,
  ...(detail === undefined ? {} : { detail }),
});

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || (typeof cell === 'string' && cell.trim() === '');

/** Blank lines are left out: spreadsheets leave them below a table. */
export function sheetOf(
  name: string | undefined,
  header: readonly Cell[],
  rows: SheetRows,
): SheetRead {
  if (header.every((cell) => isBlank(cell)) && rows.length === 0) return unreadable('file-empty');
  if (rows.length > MOST_ROWS) return unreadable('too-many-rows');
  const headings = header.map((cell) => (typeof cell === 'string' ? cell : cell.text).trim());
  while (headings.at(-1) === '') headings.pop();
  if (headings.length > MOST_COLUMNS) return unreadable('template');
  if (rows.length === 0) return unreadable('no-rows');
  return { outcome: 'read', sheet: { name, header: headings, rows } };
}
