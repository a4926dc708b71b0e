import { piecesOf, type PackedPart } from './unpack.js';

/** What stands before or after the rows of a sheet, or in one of them, may be as long. */
const LONGEST = 8_000_000;
/** A tag is read in time that grows by its square; what spreadsheets write stays far below. */
const TOO_LONG_A_TAG = /<[^<>!][^<>]{10000}/;

/**
 * A worksheet as worksheets of some of its rows each, at least so many bytes of them; each knows the
 * numbers of its rows and which cells of the whole are merged. A cell whose text the sheets share is of
 * the type `SHARED`, and holds its number; a formula is told by `formulaIn`. Throws at what is no worksheet.
 */
export async function* slicesOf(sheet: PackedPart, atLeast: number): AsyncGenerator<Buffer> {
  const frame = await frameOf(sheet);
  const rowEnd = `</${frame.prefix}row>`;
  // It is read anew with each slice: where it is long, slices are as well.
  const size = Math.max(atLeast, frame.root.length + frame.merges.length);
  let waiting = '';
  let before = 0;
  for await (const { at, text } of sectionsOf(sheet)) {
    if (at === 'before') continue;
    if (at === 'rows') waiting += text;
    if (at === 'rows' && waiting.length < size) continue;
    const end = waiting.lastIndexOf(rowEnd) + rowEnd.length;
    if (end < rowEnd.length) {
      if (waiting.length > LONGEST) throw new Error('A row has no end.');
      continue;
    }
    const rows = waiting.slice(0, end);
    waiting = waiting.slice(end);
    yield sliceOf(frame, rows, before);
    before = lastRowOf(frame, rows, before);
  }
}

type Frame = Readonly<{ root: string; prefix: string; merges: string }>;

type Section = Readonly<{ at: 'before' | 'rows' | 'after'; text: string }>;

/** The text of a worksheet, told apart; each byte a letter, as all that is looked for is ASCII. */
async function* sectionsOf(sheet: PackedPart): AsyncGenerator<Section> {
  let at: Section['at'] = 'before';
  let text = '';
  let end = '';
  for await (const piece of piecesOf(sheet)) {
    text += piece.toString('latin1');
    if (at === 'before') {
      const begun = BEGIN.exec(text);
      if (begun === null && text.length <= LONGEST) continue;
      if (begun === null) throw new Error('There are no rows.');
      const [tag, prefix = '', isEmpty] = begun;
      yield { at, text: text.slice(0, begun.index) + tag };
      text = text.slice(begun.index + tag.length);
      end = `</${prefix}sheetData>`;
      at = isEmpty === '/' ? 'after' : 'rows';
    }
    if (at === 'rows') {
      const found = text.indexOf(end);
      // Its end may come in two pieces.
      const cut = found < 0 ? Math.max(0, text.length - end.length) : found;
      yield { at, text: text.slice(0, cut) };
      text = text.slice(cut);
      if (found >= 0) at = 'after';
    }
    if (at === 'after' && text.length > LONGEST) throw new Error('Too much follows the rows.');
  }
  if (at !== 'after') throw new Error('The rows have no end.');
  yield { at, text };
}

const BEGIN = /<((?:\w+:)?)sheetData\s*(\/?)>/;

async function frameOf(sheet: PackedPart): Promise<Frame> {
  const around = { before: '', rows: '', after: '' };
  for await (const { at, text } of sectionsOf(sheet)) if (at !== 'rows') around[at] = text;
  const [root = ''] = /<(?:\w+:)?worksheet[^<>]*>/.exec(around.before) ?? [];
  const [, prefix = ''] = BEGIN.exec(around.before) ?? [];
  if (TOO_LONG_A_TAG.test(root)) throw new Error('A tag is too long.');
  return { root, prefix, merges: mergesIn(around.after) };
}

function mergesIn(after: string): string {
  const begun = /<((?:\w+:)?)mergeCells[\s>]/.exec(after);
  const end = `</${begun?.[1] ?? ''}mergeCells>`;
  const last = after.lastIndexOf(end);
  return begun === null || last < begun.index ? '' : after.slice(begun.index, last + end.length);
}

/** The row before its first is named, as rows without a number follow on from it. */
function sliceOf({ root, prefix, merges }: Frame, rows: string, before: number): Buffer {
  const follows = before === 0 ? '' : `<${prefix}row r="${String(before)}"></${prefix}row>`;
  const data = `<${prefix}sheetData>${follows}${toldWhole(rows)}</${prefix}sheetData>`;
  return Buffer.from(`${root}${data}${merges}</${prefix}worksheet>`, 'latin1');
}

/**
 * What a cell says by pointing elsewhere, it says itself. A shared text: its number, under a type of our
 * own. A formula that repeats another, which may stand in an earlier slice: that it is one. A formula that
 * fills an area: what it fills, as the library holds every cell against all areas of a slice.
 */
function toldWhole(rows: string): string {
  if (TOO_LONG_A_TAG.test(rows)) throw new Error('A tag is too long.');
  return rows
    .replace(CELL, (cell) => cell.replace(OF_SHARED_TEXT, ` t="${SHARED}"`))
    .replace(REPEATED_FORMULA, '<$1>&#8230;</$1>')
    .replace(FORMULA, (_, name: string, about: string | undefined) => `<${name}>${areaIn(about)};`);
}

const CELL = /<(?:\w+:)?c\s[^<>]*>/g;
const OF_SHARED_TEXT = /\st=(["'])s\1/;
const REPEATED_FORMULA = /<((?:\w+:)?f)(?:\s[^<>]*)?(?:\/>|><\/(?:\w+:)?f>)/g;

const FORMULA = /<((?:\w+:)?f)(\s[^<>]*)?>/g;

function areaIn(about = ''): string {
  const fills = /\st=["']array["']/.test(about);
  return (fills ? /\sref=["']([A-Z]+\d+:[A-Z]+\d+)["']/.exec(about)?.[1] : undefined) ?? '';
}

/** The type of a cell whose value is the number of a text that the sheets share. */
export const SHARED = 'shared';

/** A formula of a slice's cell, and the area it fills where it fills more than its cell. */
export function formulaIn(text: string): Readonly<{ formula: string; area: string | undefined }> {
  const [area = ''] = text.split(';', 1);
  return { formula: text.slice(area.length + 1), area: area === '' ? undefined : area };
}

function lastRowOf({ prefix }: Frame, rows: string, before: number): number {
  const last = rows.slice(rows.lastIndexOf(`<${prefix}row`));
  const [, number] = /^[^>]*\sr=["'](\d+)["']/.exec(last) ?? [];
  return number === undefined ? before + rows.split(`</${prefix}row>`).length - 1 : Number(number);
}
