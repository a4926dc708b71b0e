import { inflateRawSync } from 'node:zlib';
import type { FileRefusal } from './sheet.js';

/** What a workbook may be in all, unpacked, and in how many parts. */
const MOST_UNPACKED = 100_000_000;
const MOST_PARTS = 1_000;

export type Unpacked =
  | Readonly<{ outcome: 'unpacked'; parts: ReadonlyMap<string, Buffer> }>
  | Readonly<{ outcome: 'refused'; because: FileRefusal }>;

type Part = Readonly<{
  name: string;
  isEncrypted: boolean;
  method: number;
  packed: number;
  size: number;
  at: number;
}>;

/**
 * The parts of a workbook. Judged by the sizes its directory names before anything is unpacked, and
 * no part may turn out larger than it said.
 */
export function unpack(bytes: Buffer): Unpacked {
  const parts = directoryOf(bytes);
  if (parts === undefined || parts.length > MOST_PARTS) return refused('file-broken');
  if (parts.some(({ isEncrypted }) => isEncrypted)) return refused('file-encrypted');
  if (parts.some(({ name }) => /vbaProject\.bin$|\/macrosheets\//i.test(name))) {
    return refused('file-macros');
  }
  if (!parts.some(({ name }) => name === 'xl/workbook.xml')) return refused('file-type');
  const unpacked = parts.reduce((sum, { size }) => sum + size, 0);
  if (unpacked > MOST_UNPACKED) return refused('file-unzips-too-big');
  const read = new Map<string, Buffer>();
  for (const part of parts) {
    if (part.name.endsWith('/')) continue;
    const content = contentOf(bytes, part);
    if (content === undefined || read.has(part.name)) return refused('file-broken');
    read.set(part.name, content);
  }
  return isOfMacros(read) ? refused('file-macros') : { outcome: 'unpacked', parts: read };
}

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

function contentOf(bytes: Buffer, { at, method, packed, size }: Part): Buffer | undefined {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL) return undefined;
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const content = bytes.subarray(from, from + packed);
  if (content.length !== packed) return undefined;
  if (method === 0) return content.length === size ? content : undefined;
  if (method !== 8) return undefined;
  try {
    const inflated = inflateRawSync(content, { maxOutputLength: Math.max(size, 1) });
    return inflated.length === size ? inflated : undefined;
  } catch {
    return undefined;
  }
}
