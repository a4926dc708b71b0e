import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { kindOfParts } from './file-kind.js';
import type { FileRefusal } from './sheet.js';

/** What a workbook may be in all, unpacked, and in how many parts. */
const MOST_UNPACKED = 100_000_000;
const MOST_PARTS = 1_000;
/** What may be unpacked at once: all that is no sheet, foremost the texts that its sheets share. */
const MOST_HELD = 20_000_000;

export type Unpacked =
  | Readonly<{
      outcome: 'unpacked';
      parts: ReadonlyMap<string, Buffer>;
      sheets: ReadonlyMap<string, PackedPart>;
    }>
  | Readonly<{ outcome: 'refused'; because: FileRefusal }>;

/** A worksheet as it lies in the zip. */
export type PackedPart = Readonly<{ content: Buffer; isDeflated: boolean; size: number }>;

type Part = Readonly<{
  name: string;
  isEncrypted: boolean;
  method: number;
  packed: number;
  size: number;
  at: number;
}>;

/**
 * The parts of a workbook that its sheets are read by, and the sheets as they are. Judged by the sizes
 * its directory names before anything is unpacked, and no part may turn out larger than it said.
 */
export async function unpack(bytes: Buffer): Promise<Unpacked> {
  const parts = directoryOf(bytes);
  if (parts === undefined || parts.length > MOST_PARTS) return refused('file-broken');
  if (parts.some(({ isEncrypted }) => isEncrypted)) return refused('file-encrypted');
  if (parts.some(({ name }) => /vbaProject\.bin$|\/macrosheets\//i.test(name))) {
    return refused('file-macros');
  }
  if (!parts.some(({ name }) => name === 'xl/workbook.xml')) {
    return refused(kindOfParts(parts.map(({ name }) => name)));
  }
  const unpacked = parts.reduce((sum, { size }) => sum + size, 0);
  if (unpacked > MOST_UNPACKED) return refused('file-unzips-too-big');
  return held(bytes, parts);
}

async function held(bytes: Buffer, parts: readonly Part[]): Promise<Unpacked> {
  const read = new Map<string, Buffer>();
  const sheets = new Map<string, PackedPart>();
  let size = 0;
  for (const part of parts) {
    const { name } = part;
    if (!/\.(xml|rels)$/.test(name)) continue;
    const packed = packedIn(bytes, part);
    if (packed === undefined || read.has(name) || sheets.has(name)) return refused('file-broken');
    if (await isSheet(packed)) sheets.set(name, packed);
    else if (!LIES_DEEPER.test(name)) {
      size += packed.size;
      if (size > MOST_HELD) return refused('file-texts-too-big');
      const content = contentOf(packed);
      if (content === undefined) return refused('file-broken');
      read.set(name, content);
    }
  }
  return isOfMacros(read) ? refused('file-macros') : { outcome: 'unpacked', parts: read, sheets };
}

/** Pictures, comments, pivot tables, links to elsewhere: nothing of them is read. */
const LIES_DEEPER = /^xl\/(?!_rels\/)[^/]+\//;

/** By the beginning of its bytes; what cannot be unpacked is none. */
async function isSheet(part: PackedPart): Promise<boolean> {
  const begun = part.isDeflated ? await beginningOf(part) : part.content;
  return /<(\w+:)?worksheet[\s>]/.test(begun.toString('latin1', 0, BEGINNING));
}

const BEGINNING = 4_096;

/** No more is unpacked than is looked at. */
async function beginningOf({ content }: PackedPart): Promise<Buffer> {
  const inflating = createInflateRaw({ chunkSize: BEGINNING });
  inflating.end(content);
  try {
    for await (const piece of inflating as AsyncIterable<Buffer>) return piece;
  } catch {
    // What cannot be unpacked begins with nothing.
  }
  return Buffer.alloc(0);
}

/** What a part is unpacked, piece by piece. Throws where it is not what the directory says. */
export async function* piecesOf({ content, isDeflated, size }: PackedPart): AsyncGenerator<Buffer> {
  const inflating = isDeflated ? createInflateRaw({ chunkSize: PIECE }) : undefined;
  inflating?.end(content);
  let read = 0;
  for await (const piece of (inflating ?? [content]) as AsyncIterable<Buffer>) {
    read += piece.length;
    if (read > size) break;
    yield piece;
  }
  if (read !== size) throw new Error('A part is not of the size that its directory says.');
}

const PIECE = 64 * 1024;

const refused = (because: FileRefusal): Unpacked => ({ outcome: 'refused', because });

const isOfMacros = (parts: ReadonlyMap<string, Buffer>): boolean =>
  parts.get('[Content_Types].xml')?.includes('.macroEnabled.main+xml') === true;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_COMMENT = 65_535;

/** By the directory at its end; undefined where there is none that holds together. */
function directoryOf(bytes: Buffer): readonly Part[] | undefined {
  const end = endOf(bytes);
  if (end === undefined) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const parts: Part[] = [];
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== ENTRY) return undefined;
    const lengths = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const [nameLength = 0] = lengths;
    parts.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + lengths.reduce((sum, length) => sum + length, 0);
  }
  return parts;
}

function endOf(bytes: Buffer): number | undefined {
  const earliest = Math.max(0, bytes.length - LONGEST_COMMENT - 22);
  for (let at = bytes.length - 22; at >= earliest; at--) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  return undefined;
}

function packedIn(bytes: Buffer, { at, method, packed, size }: Part): PackedPart | undefined {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL) return undefined;
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const content = bytes.subarray(from, from + packed);
  if (content.length !== packed || (method !== 0 && method !== 8)) return undefined;
  return { content, isDeflated: method === 8, size };
}

function contentOf({ content, isDeflated, size }: PackedPart): Buffer | undefined {
  if (!isDeflated) return content.length === size ? content : undefined;
  try {
    const inflated = inflateRawSync(content, { maxOutputLength: Math.max(size, 1) });
    return inflated.length === size ? inflated : undefined;
  } catch {
    return undefined;
  }
}
