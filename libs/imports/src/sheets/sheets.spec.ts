import { utils, write, type WorkSheet } from '@e965/xlsx';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { withMark, withoutMark } from './cell-marks.js';
import { readSheet } from './read-sheet.js';
import { csvOf, xlsxOf } from './write-sheet.js';

describe('A CSV', () => {
  it('is read with or without a byte order mark, its blank lines left out', async () => {
    for (const mark of ['', '\ufeff']) {
      expect(await sheetIn(csv(`${mark}a,b\r\n\r\n1,"x\ny"\r\n,\r\n2\r\n`), '')).toEqual({
        outcome: 'read',
        sheet: {
          name: undefined,
          header: ['a', 'b'],
          rows: [
            { row: 3, cells: ['1', 'x\ny'] },
            { row: 5, cells: ['2'] },
          ],
        },
      });
    }
  });

  it('keeps every row of a long file, in its order', async () => {
    const read = await readSheet(csv(`a\n${counted(1_001).join('\n')}`), '');
    const rows = read.outcome === 'read' ? read.sheet.rows : [];
    expect(rows).toHaveLength(1_001);
    expect([...rows].map(({ cells }) => cells[0])).toEqual(counted(1_001));
  });

  it('marks what a spreadsheet would run, and reads our own mark away', async () => {
    const read = await sheetIn(csv(`a,b\n=1+1,'=1+1\n`), '');
    expect(read).toMatchObject({
      sheet: { rows: [{ cells: [{ odd: 'formula', text: '=1+1' }, '=1+1'] }] },
    });
  });

  it('is written so that no cell is run, and read back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(..."'=+-@\t\ra1")), (letters) => {
        const text = letters.join('');
        expect(withMark(text)).not.toMatch(/^[=+\-@\t\r]/);
        expect(withoutMark(withMark(text))).toBe(text);
      }),
    );
    expect(csvOf(['a'], [['=cmd|x'], ['say "hi"']])).toBe(
      '\ufeffa\r\n\'=cmd|x\r\n"say ""hi"""\r\n',
    );
  });

  it.each([
    ['', 'file-empty'],
    [' \n\n', 'file-empty'],
    ['a,b\n', 'no-rows'],
    [`a\n${'1\n'.repeat(50_001)}`, 'too-many-rows'],
    ['<!DOCTYPE html><p>', 'file-web-page'],
    [xml('<!DOCTYPE html><p>'), 'file-web-page'],
    [xml('\n<html xmlns="http://www.w3.org/1999/xhtml">'), 'file-web-page'],
    [spreadsheetXml(), 'file-other-workbook'],
    [xml('<returns/>'), 'file-type'],
    ['a,b\n"1,2\n', 'file-quotes'],
    ['a,b\n1"2,3\n', 'file-quotes'],
    ['a\n1\0', 'file-encoding'],
  ])('that is no such table is refused: %#', async (text, because) => {
    expect(await sheetIn(csv(text), '')).toMatchObject({ outcome: 'unreadable', because });
  });

  it.each(['a\n1\n"2\n3\n4\n', 'a\n1\n2"2\n3\n', 'a\n1\n"2"2\n3\n'])(
    'with quotation marks that do not match tells the line: %#',
    async (text) => {
      expect(await sheetIn(csv(text), '')).toMatchObject({ because: 'file-quotes', detail: '3' });
    },
  );

  it('with quotation marks that do not match counts the lines of cells that have several', async () => {
    for (const end of ['\n', '\r\n']) {
      const notes = `"x${end}y"${end}`.repeat(40);
      for (const wrong of [`"2${end}3${end}`, `2"2${end}3${end}`]) {
        expect(await sheetIn(csv(`a${end}${notes}${wrong}`), '')).toMatchObject({ detail: '82' });
      }
    }
  });

  it('is read with its letters whole, wherever it is cut to be read', async () => {
    const read = await readSheet(csv(`a\n${'1\n'.repeat(32_766)}1\u{1f600}\n`), '');
    const rows = read.outcome === 'read' ? read.sheet.rows : [];
    expect([...rows].at(-1)?.cells).toEqual(['1\u{1f600}']);
  });

  it('in another encoding is refused', async () => {
    const bytes = Buffer.from('name\nCaf\u00e9\n', 'latin1');
    expect(await sheetIn({ bytes }, '')).toMatchObject({ because: 'file-encoding' });
  });

  it('that is too big is refused before it is read', async () => {
    expect(await sheetIn({ bytes: Buffer.alloc(20_000_001, 'a') }, '')).toMatchObject({
      because: 'file-too-big',
    });
  });

  it('by another name is refused, whatever it says', async () => {
    const { bytes } = csv('a\n1\n');
    for (const text of ['a\n1\n', 'Only words', '"']) {
      expect(await sheetIn({ ...csv(text), name: 'a.xlsx' }, '')).toMatchObject({
        because: 'file-text-named-xlsx',
      });
    }
    const utf16 = Buffer.from('\ufeffa\n1\n', 'utf16le');
    expect(await sheetIn({ bytes: utf16, name: 'a.xlsx' }, '')).toMatchObject({
      because: 'file-text-named-xlsx',
    });
    const noText = Buffer.from('00ff00ff', 'hex');
    expect(await sheetIn({ bytes: noText, name: 'a.xlsx' }, '')).toMatchObject({
      because: 'file-broken',
    });
    expect(await sheetIn({ bytes, name: 'a.pdf' }, '')).toMatchObject({ because: 'file-type' });
    expect(await sheetIn({ ...csv('<html>'), name: 'a.xls' }, '')).toMatchObject({
      because: 'file-web-page',
    });
    expect(await sheetIn({ bytes, name: 'A.CSV' }, '')).toMatchObject({ outcome: 'read' });
  });
});

describe('An XLSX', () => {
  it('gives the texts of its values: numbers, dates as they are shown, yes and no', async () => {
    const sheet = utils.aoa_to_sheet([
      ['n', 'day', 'month', 'is', 'text'],
      [8400, 46_082, 46_082, true, '=1+1'],
    ]);
    formatted(sheet, 'B2', 'yyyy-mm-dd');
    formatted(sheet, 'C2', 'mmm-yy');
    expect(await sheetIn(book({ Entries: sheet }), 'Entries')).toMatchObject({
      sheet: {
        name: 'Entries',
        rows: [{ row: 2, cells: ['8400', '2026-03-01', '2026-03', 'yes', '=1+1'] }],
      },
    });
  });

  it('that counts its days from 1904 gives the same days', async () => {
    const sheet = utils.aoa_to_sheet([['day'], [46_082 - 1462]]);
    formatted(sheet, 'A2', 'dd/mm/yyyy');
    const workbook = utils.book_new(sheet, 'Entries');
    workbook.Workbook = { WBProps: { date1904: true } };
    const bytes = write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    expect(await sheetIn({ bytes }, 'Entries')).toMatchObject({
      sheet: { rows: [{ cells: ['2026-03-01'] }] },
    });
  });

  it('gives no value of a formula, an error or merged cells', async () => {
    const sheet = utils.aoa_to_sheet([['a', 'b', 'c'], [1, 2, 3], ['x']]);
    sheet['A2'] = { t: 'n', v: 3, f: '1+2' };
    sheet['B2'] = { t: 'e', v: 42 };
    sheet['!merges'] = [utils.decode_range('A3:B3')];
    expect(await sheetIn(book({ Entries: sheet }), 'Entries')).toMatchObject({
      sheet: {
        rows: [
          { cells: [{ odd: 'formula', text: '=1+2' }, { odd: 'error' }, '3'] },
          { cells: [{ odd: 'merged', text: 'x' }] },
        ],
      },
    });
  });

  it('is read from the sheet that is wanted, else the first, never from the dictionary', async () => {
    const [one, two] = [utils.aoa_to_sheet([['a'], ['1']]), utils.aoa_to_sheet([['b'], ['2']])];
    const read = (sheets: Record<string, WorkSheet>) => sheetIn(book(sheets), 'Entries');
    expect(await read({ Other: one, Entries: two })).toMatchObject({ sheet: { header: ['b'] } });
    expect(await read({ 'Data dictionary': one, Mine: two })).toMatchObject({
      sheet: { header: ['b'] },
    });
  });

  it('with the sheet hidden is refused', async () => {
    const workbook = utils.book_new(utils.aoa_to_sheet([['a'], ['1']]), 'Entries');
    utils.book_append_sheet(workbook, utils.aoa_to_sheet([['b'], ['1']]), 'Shown');
    workbook.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] };
    const bytes = write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    expect(await sheetIn({ bytes }, 'Entries')).toMatchObject({ because: 'sheet-hidden' });
  });

  it('of ours is read back as it was written', async () => {
    const lines = [
      ['a', 'b'],
      ['=1+1', '2026-03-01'],
      ['0042', "'x"],
    ];
    expect(await sheetIn({ bytes: xlsxOf([{ name: 'E', lines }]) }, 'E')).toMatchObject({
      sheet: { header: lines[0], rows: [{ cells: lines[1] }, { cells: lines[2] }] },
    });
  });

  it.each<[string, ZipPart[], string]>([
    ['a zip of something else', [{ name: 'a.txt', content: 'x' }], 'file-zip'],
    ['a letter', [{ name: 'word/document.xml', content: 'x' }], 'file-document'],
    ['slides', [{ name: 'ppt/presentation.xml', content: 'x' }], 'file-document'],
    ['a binary workbook', [{ name: 'xl/workbook.bin', content: 'x' }], 'file-other-workbook'],
    ['an OpenDocument', [{ name: 'content.xml', content: 'x' }], 'file-other-workbook'],
    ['one with macros', [{ name: 'xl/vbaProject.bin', content: 'x' }], 'file-macros'],
    ['one that says it has macros', [macroTypes(), workbookPart()], 'file-macros'],
    ['one with a part that is encrypted', [{ ...workbookPart(), flags: 1 }], 'file-encrypted'],
    [
      'one whose parts say they unpack to more than is read',
      [workbookPart(), { name: 'xl/sharedStrings.xml', content: 'x', size: 100_000_001 }],
      'file-unzips-too-big',
    ],
    [
      'one with a part that unpacks to more than it says',
      [workbookPart(), { name: 'xl/sharedStrings.xml', content: 'x'.repeat(10_000), size: 10 }],
      'file-broken',
    ],
    ['one with two parts of one name', [workbookPart(), workbookPart()], 'file-broken'],
    ['one that is no workbook inside', [workbookPart()], 'file-broken'],
  ])('is refused: %s', async (_, parts, because) => {
    expect(await sheetIn({ bytes: zipOf(parts) }, '')).toMatchObject({ because });
  });

  it('cut off is refused', async () => {
    const { bytes } = book({ Entries: utils.aoa_to_sheet([['a'], ['1']]) });
    expect(await sheetIn({ bytes: bytes.subarray(0, 900) }, '')).toMatchObject({
      because: 'file-broken',
    });
  });

  it('in an old or an encrypted container is refused', async () => {
    const container = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    expect(await sheetIn({ bytes: container }, '')).toMatchObject({ because: 'file-old-workbook' });
    const letter = Buffer.concat([container, Buffer.from('WordDocument', 'utf16le')]);
    expect(await sheetIn({ bytes: letter }, '')).toMatchObject({ because: 'file-document' });
    const bytes = Buffer.concat([container, Buffer.from('EncryptedPackage', 'utf16le')]);
    expect(await sheetIn({ bytes }, '')).toMatchObject({ because: 'file-encrypted' });
  });

  it.each([
    ['an old workbook', '2008020000000000c000000000000046', 'file-old-workbook'],
    ['a letter', '0609020000000000c000000000000046', 'file-document'],
  ])('in an old container is what holds the other: %s', async (_, rootClass, because) => {
    const bytes = containerOf(rootClass, ['Workbook', 'WordDocument']);
    expect(await sheetIn({ bytes }, '')).toMatchObject({ because });
  });

  it.each([
    ['a picture', '89504e470d0a1a0a0000', 'pic.csv', 'file-picture'],
    ['a photograph', 'ffd8ffe000104a464946', 'photo.xlsx', 'file-picture'],
    ['a PDF', '255044462d312e370a25e2e3', 'paper.csv', 'file-pdf'],
  ])('or as a table, which is %s, is refused as what it is', async (_, hex, name, because) => {
    const bytes = Buffer.from(hex, 'hex');
    expect(await sheetIn({ bytes, name }, '')).toMatchObject({ because });
  });

  it('by the name of a CSV is refused', async () => {
    const { bytes } = book({ Entries: utils.aoa_to_sheet([['a'], ['1']]) });
    expect(await sheetIn({ bytes, name: 'a.csv' }, '')).toMatchObject({
      because: 'file-workbook-named-csv',
    });
  });

  it('named as one with macros is refused', async () => {
    const { bytes } = book({ Entries: utils.aoa_to_sheet([['a'], ['1']]) });
    expect(await sheetIn({ bytes, name: 'a.xlsm' }, '')).toMatchObject({
      because: 'file-macros',
    });
  });
});

describe('A long XLSX', () => {
  it('is read as a short one: its rows by their numbers, its texts, numbers and dates', async () => {
    const lines = counted(6_000).map((n) => [n, `Text ${n}`, Number(n)]);
    const sheet = utils.aoa_to_sheet([['a', 'b', 'c'], ...lines]);
    const workbook = utils.book_new(sheet, 'Entries');
    const bytes = write(workbook, { type: 'buffer', bookType: 'xlsx', bookSST: true }) as Buffer;
    const read = await sheetIn({ bytes }, 'Entries');
    const rows = lines.map((line, n) => ({ row: n + 2, cells: line.map(String) }));
    expect(read).toMatchObject({ sheet: { header: ['a', 'b', 'c'], rows } });
  });

  it('numbers rows that have no number, and reads past many blank ones', async () => {
    const rows = [...counted(9_000).map((n) => cell(n)), ...Array<string>(60_000).fill('')];
    const read = await sheetIn(byHand([...rows, cell('last')]), 'Entries');
    const found = read.outcome === 'read' ? read.sheet.rows : [];
    expect(found).toHaveLength(9_000);
    expect(found[8_000]).toEqual({ row: 8_002, cells: ['8001'] });
    expect(found.at(-1)).toEqual({ row: 69_001, cells: ['last'] });
  });

  it('gives no value of a formula that repeats or fills what is far above it', async () => {
    const rows = counted(9_000).map((n) => cell(n));
    const formula = (more: string) => `<c t="str">${more}<v>7</v></c>`;
    rows[1] = formula('<f t="shared" ref="A2:A9000" si="0">B2</f>');
    rows[8_990] = formula('<f t="shared" si="0"/>');
    rows[8_991] = formula('<f t="shared" si="0"></f>');
    rows[2] = `<c r="B3"><f t="array" ref="B3:B8996">SORT(A:A)</f><v>1</v></c>`;
    rows[8_995] = '<c r="B8996"><v>1</v></c>';
    rows[8_996] = '<c r="B8997"><v>1</v></c>';
    const read = await sheetIn(byHand(rows), 'Entries');
    const found = read.outcome === 'read' ? read.sheet.rows : [];
    const odd = found.filter(({ cells }) => cells.some((each) => typeof each !== 'string'));
    expect(odd.map(({ row }) => row)).toEqual([2, 3, 8_991, 8_992, 8_996]);
    expect(found.at(-4)).toEqual({ row: 8_997, cells: ['', '1'] });
  });

  it('knows merged cells from its first row to its last', async () => {
    const rows = counted(9_000).map((n) => cell(n));
    const merges = '<mergeCells><mergeCell ref="A8990:A8991"/></mergeCells>';
    const read = await sheetIn(byHand(rows, { merges }), 'Entries');
    const found = read.outcome === 'read' ? read.sheet.rows : [];
    expect(found[8_988]).toMatchObject({ row: 8_990, cells: [{ odd: 'merged' }] });
  });

  it('leaves out merged cells that have no end, however often they begin', async () => {
    const merges = '<mergeCells>'.repeat(300_000);
    const read = await sheetIn(byHand([cell('a'), cell('1')], { merges }), 'Entries');
    expect(read).toMatchObject({ sheet: { rows: [{ cells: ['1'] }] } });
  });

  it('of too many rows is refused without reading them all', async () => {
    const rows = counted(50_002).map((n) => cell(n));
    expect(await sheetIn(byHand(rows), 'Entries')).toMatchObject({ because: 'too-many-rows' });
  });

  it('with cells far to the right tells of one of them', async () => {
    const rows = [cell('a'), '<c r="A2"><v>1</v></c><c r="XFD2"><v>2</v></c>'];
    const read = await sheetIn(byHand(rows), 'Entries');
    const [row] = read.outcome === 'read' ? read.sheet.rows : [];
    expect(row?.cells).toHaveLength(101);
    expect([row?.cells[0], row?.cells[100]]).toEqual(['1', '2']);
  });

  it('tells what each of many formulas fills, and what stands beside it', async () => {
    const rows = counted(2_000).map((n) => {
      const at = (column: string) => `${column}${String(Number(n) + 1)}`;
      const filling = `<c r="${at('A')}"><f t="array" ref="${at('A')}:${at('B')}">IF(1;2)</f><v>1</v></c>`;
      return `${filling}${['B', 'C'].map((column) => `<c r="${at(column)}"><v>1</v></c>`).join('')}`;
    });
    const read = await sheetIn(byHand([cell('a'), ...rows.slice(1)]), 'Entries');
    const found = read.outcome === 'read' ? read.sheet.rows : [];
    expect(found).toHaveLength(1_999);
    const spilled = { odd: 'formula', text: '=…' };
    expect(found.at(-1)?.cells).toEqual([{ odd: 'formula', text: '=IF(1;2)' }, spilled, '1']);
  });

  it('keeps a text that begins with a letter of no writing', async () => {
    const letters = ['\ue000', '&#xE000;', '_xE000_'];
    const rows = [cell('a'), ...letters.map((letter) => cell(`${letter}0`))];
    const read = await sheetIn(byHand(rows), 'Entries');
    const cells = letters.map(() => ['\ue0000']);
    expect(read).toMatchObject({ sheet: { rows: cells.map((each) => ({ cells: each })) } });
  });

  it('reads a shared text without a number as none', async () => {
    const read = await sheetIn(byHand([cell('a'), `<c t="s"></c>${cell('1')}`]), 'Entries');
    expect(read).toMatchObject({ sheet: { rows: [{ cells: ['', '1'] }] } });
  });

  it.each([
    ['a row without end', `<sheetData><row>${'<c/>'.repeat(2_200_000)}`],
    ['a tag that goes on in a row', `<sheetData><row><c${' t="s"'.repeat(400_000)}><x></row>`],
    ['a root that goes on', `<worksheet${' a="s"'.repeat(400_000)}><sheetData></sheetData>`],
    ['rows without end', `<sheetData><row>${cell('1')}</row>`],
    ['no rows at all', '<sheetViews/>'],
    ['a text that is not there', '<sheetData><row><c t="s"><v>7</v></c></row></sheetData>'],
  ])('of %s is refused', async (_, content) => {
    const sheet = content.startsWith('<worksheet') ? content : `<worksheet>${content}</worksheet>`;
    expect(await sheetIn(byHand([], { sheet }), 'Entries')).toMatchObject({
      because: 'file-broken',
    });
  });

  it('with more text than is held is refused before it is unpacked', async () => {
    const more = { name: 'xl/sharedStrings.xml', content: 'x', size: 20_000_001 };
    expect(await sheetIn(byHand([cell('a')], { more: [more] }), 'Entries')).toMatchObject({
      because: 'file-texts-too-big',
    });
  });

  it('leaves pictures and comments out, however broken', async () => {
    const more = { name: 'xl/drawings/drawing1.xml', content: 'x', size: 90_000_000 };
    const read = await sheetIn(byHand([cell('a'), cell('1')], { more: [more] }), 'Entries');
    expect(read).toMatchObject({ sheet: { rows: [{ cells: ['1'] }] } });
  });
});

/** What is read, its rows out of their packs. */
async function sheetIn(...given: Parameters<typeof readSheet>) {
  const read = await readSheet(...given);
  if (read.outcome === 'unreadable') return read;
  return { ...read, sheet: { ...read.sheet, rows: [...read.sheet.rows] } };
}

const counted = (count: number) => Array.from({ length: count }, (_, n) => String(n));

const csv = (text: string) => ({ bytes: Buffer.from(text) });

function book(sheets: Readonly<Record<string, WorkSheet>>) {
  const workbook = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets))
    utils.book_append_sheet(workbook, sheet, name);
  return { bytes: write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Buffer };
}

function xml(text: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${text}`;
}

/** As Excel 2003 saved "XML Spreadsheet". */
function spreadsheetXml(): string {
  const workbook = utils.book_new(utils.aoa_to_sheet([['a'], ['1']]), 'Entries');
  return String(write(workbook, { bookType: 'xlml', type: 'string' }));
}

/** Its header and its directory, the root of which is of the class of one program. */
function containerOf(rootClass: string, streams: readonly string[]): Buffer {
  const header = Buffer.alloc(512);
  header.write('d0cf11e0a1b11ae1', 'hex');
  header.writeUInt16LE(9, 30);
  const entries = ['Root Entry', ...streams].map((name) => {
    const entry = Buffer.alloc(128);
    entry.write(name, 'utf16le');
    return entry;
  });
  entries[0]?.write(rootClass, 80, 'hex');
  return Buffer.concat([header, ...entries]);
}

function formatted(sheet: WorkSheet, address: string, format: string): void {
  const cell = sheet[address] as { z?: string };
  cell.z = format;
}

function cell(text: string): string {
  return `<c t="inlineStr"><is><t>${text}</t></is></c>`;
}

/** A workbook whose one sheet is written here, as other programs may write theirs. */
function byHand(
  rows: readonly string[],
  {
    merges = '',
    sheet = `<worksheet><sheetData>${rows.map((row) => `<row>${row}</row>`).join('')}</sheetData>${merges}</worksheet>`,
    more = [],
  }: Readonly<{ merges?: string; sheet?: string; more?: readonly ZipPart[] }> = {},
) {
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const content = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relations}"><sheets><sheet name="Entries" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
  };
  const parts = Object.entries(content).map(([name, text]) => ({ name, content: text }));
  return { bytes: zipOf([...parts, ...more]) };
}

type ZipPart = Readonly<{ name: string; content: string; size?: number; flags?: number }>;

function workbookPart(): ZipPart {
  return { name: 'xl/workbook.xml', content: '<workbook' };
}

function macroTypes(): ZipPart {
  return {
    name: '[Content_Types].xml',
    content: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
  };
}

/** A zip by hand, whose directory may say what is not so. */
function zipOf(parts: readonly ZipPart[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, size = Buffer.byteLength(content), flags = 0 } of parts) {
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(size, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    local.push(head, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, ...directory, end]);
}
