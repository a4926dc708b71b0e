import { setImmediate } from 'node:timers/promises';
import { CFB as container, read, type WorkBook } from '@e965/xlsx';
import { DICTIONARY } from './sheet-names.js';
import { MOST_ROWS, sheetOf, unreadable, type SheetRead } from './sheet.js';
import { slicesOf } from './sheet-slices.js';
import { linesOf, Table } from './table.js';
import { unpack, type Unpacked } from './unpack.js';

/** Of the rows of a sheet read between two breaths, so that others are served meanwhile. */
const AT_A_STRETCH = 200_000;

/**
 * Reads one sheet of a workbook: the one of this name, else the first that is not the dictionary.
 * Values alone are taken. What was unpacked under our limits is packed anew for the library, so that
 * it sees what we have seen and nothing else; and slice by slice, as it reads whole files alone.
 */
export async function readXlsx(bytes: Buffer, wanted: string): Promise<SheetRead> {
  const unpacked = await unpack(bytes);
  if (unpacked.outcome === 'refused') return unreadable(unpacked.because, 'XLSX');
  try {
    return await sheetWanted(unpacked, wanted);
  } catch {
    // The library throws errors of no type of its own at what is no workbook.
    return unreadable('file-broken', 'XLSX');
  }
}

async function sheetWanted({ parts, sheets }: Contents, wanted: string): Promise<SheetRead> {
  const names = [...sheets.keys()];
  const workbook = workbookOf([...parts, ...names.map((name, n) => [name, numbered(n)] as const)]);
  const name = nameOf(workbook, wanted);
  if (name === undefined) return unreadable('file-empty');
  if (isHidden(workbook, name)) return unreadable('sheet-hidden');
  const [[number] = []] = linesOf(workbook, name);
  const part = names[Number(number?.v)] ?? '';
  const sheet = sheets.get(part);
  if (sheet === undefined) return unreadable('file-empty');
  const table = new Table(textsOf(workbook), workbook.Workbook?.WBProps?.date1904 === true);
  const others = [...parts].filter(([, content]) => !isOfTexts(content));
  // These are read anew for each slice: where they are long, slices are as well.
  const held = others.reduce((sum, [, { length }]) => sum + length, 0);
  for await (const slice of slicesOf(sheet, Math.max(AT_A_STRETCH, held))) {
    table.add(workbookOf([...others, [part, slice]], name), name);
    if (table.rows.length > MOST_ROWS) return unreadable('too-many-rows');
    await setImmediate();
  }
  return sheetOf(name, table.header ?? [], table.rows);
}

type Contents = Extract<Unpacked, { outcome: 'unpacked' }>;

/** Stands for a sheet while it is asked which sheet is which. */
const numbered = (n: number): Buffer =>
  Buffer.from(
    `<worksheet><sheetData><row r="1"><c r="A1"><v>${String(n)}</v></c></row></sheetData></worksheet>`,
  );

function workbookOf(parts: Iterable<readonly [string, Buffer]>, sheet?: string): WorkBook {
  return read(packedAnew(parts), {
    ...{ type: 'buffer', dense: true, cellFormula: true },
    ...{ cellNF: true, cellText: false, cellHTML: false },
    ...(sheet === undefined ? {} : { sheets: sheet }),
  });
}

const isOfTexts = (content: Buffer): boolean =>
  /<(\w+:)?sst[\s>]/.test(content.toString('latin1', 0, 1_000));

/** The texts that the sheets share. */
const textsOf = (workbook: WorkBook): readonly string[] =>
  ((workbook as WithTexts).Strings ?? []).map(({ t }) => t);

type WithTexts = WorkBook & Readonly<{ Strings?: readonly Readonly<{ t: string }>[] }>;

function packedAnew(parts: Iterable<readonly [string, Buffer]>): Buffer {
  const { utils, write } = container as Container;
  const zip = utils.cfb_new();
  for (const [name, content] of parts) utils.cfb_add(zip, `/${name}`, content);
  return write(zip, { fileType: 'zip', type: 'buffer' });
}

/** What the library does not type. */
type Container = Readonly<{
  utils: Readonly<{
    cfb_new: () => object;
    cfb_add: (zip: object, name: string, content: Buffer) => void;
  }>;
  write: (zip: object, options: Readonly<{ fileType: 'zip'; type: 'buffer' }>) => Buffer;
}>;
const nameOf = ({ SheetNames }: WorkBook, wanted: string): string | undefined =>
  SheetNames.find((name) => name === wanted) ?? SheetNames.find((name) => name !== DICTIONARY);

const isHidden = ({ SheetNames, Workbook }: WorkBook, name: string): boolean =>
  (Workbook?.Sheets?.[SheetNames.indexOf(name)]?.Hidden ?? 0) !== 0;
