/** What a file may be, by the ending of its name. */
export const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  png: 'image/png',
  jpg: 'image/jpeg',
} as const;
export type FileKind = keyof typeof mediaTypes;

export type Looked =
  | Readonly<{ outcome: 'known'; kind: FileKind }>
  | Readonly<{ outcome: 'empty' }>
  | Readonly<{ outcome: 'locked' }>
  | Readonly<{ outcome: 'unknown' }>;

/**
 * What the bytes of a file are, whatever its name says; nothing is unpacked. `locked`: it needs a
 * password. What carries macros, is cut off, or is of any other kind is `unknown`.
 */
export function lookAt(bytes: Buffer): Looked {
  if (bytes.length === 0) return { outcome: 'empty' };
  if (startsWith(bytes, PDF)) return ofPdf(bytes);
  if (startsWith(bytes, ZIP)) return ofZip(bytes);
  if (startsWith(bytes, COMPOUND)) return ofCompound(bytes);
  if (startsWith(bytes, PNG)) return bytes.includes('IEND') ? known('png') : unknown;
  if (startsWith(bytes, JPEG)) return known('jpg');
  return isTable(bytes) ? known('csv') : unknown;
}

const known = (kind: FileKind): Looked => ({ outcome: 'known', kind });
const unknown: Looked = { outcome: 'unknown' };
const locked: Looked = { outcome: 'locked' };

const PDF = Buffer.from('%PDF-');
const ZIP = Buffer.from('PK\u0003\u0004');
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const JPEG = Buffer.from('ffd8ff', 'hex');

const startsWith = (bytes: Buffer, signature: Buffer): boolean =>
  bytes.subarray(0, signature.length).equals(signature);

const TAIL = 1024;

/** The trailer, packed or not, names the dictionary of its encryption in plain text. */
function ofPdf(bytes: Buffer): Looked {
  if (!bytes.subarray(-TAIL).includes('%%EOF')) return unknown;
  return /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(bytes.toString('latin1')) ? locked : known('pdf');
}

/** An Office document that needs a password is a compound file around its encrypted package. */
const ofCompound = (bytes: Buffer): Looked =>
  bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? locked : unknown;

function ofZip(bytes: Buffer): Looked {
  const entries = zipEntries(bytes);
  if (entries === undefined) return unknown;
  if (entries.some(({ encrypted }) => encrypted)) return locked;
  const names = new Set(entries.map(({ name }) => name));
  if (!names.has('[Content_Types].xml')) return unknown;
  if ([...names].some((name) => name.endsWith('vbaProject.bin'))) return unknown;
  const isWord = names.has('word/document.xml');
  const isExcel = names.has('xl/workbook.xml');
  if (isWord === isExcel) return unknown;
  return known(isWord ? 'docx' : 'xlsx');
}

const END_OF_DIRECTORY = Buffer.from('PK\u0005\u0006');
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;

/** The names in the directory of a ZIP archive (PKWARE APPNOTE 4.3.12, 4.3.16); undefined where it has none that can be read. */
function zipEntries(
  bytes: Buffer,
): readonly Readonly<{ name: string; encrypted: boolean }>[] | undefined {
  const from = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
  const end = bytes.lastIndexOf(END_OF_DIRECTORY);
  if (end < from || end + END_BYTES > bytes.length) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries: { name: string; encrypted: boolean }[] = [];
  for (let n = 0; n < count; n++) {
    if (at + ENTRY_BYTES > end || bytes.readUInt32LE(at) !== ENTRY) return undefined;
    const length = bytes.readUInt16LE(at + 28);
    const more = bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    const name = bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + length);
    entries.push({ name, encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1 });
    at += ENTRY_BYTES + length + more;
  }
  return entries;
}

/** Text in lines, without signs that no text has, and no page of the web. */
function isTable(bytes: Buffer): boolean {
  const text = textOf(bytes);
  if (text === undefined || /^\s*</.test(text)) return false;
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
}

/** UTF-8, UTF-16 with its mark, or what an older Excel writes in the west. */
function textOf(bytes: Buffer): string | undefined {
  if (startsWith(bytes, Buffer.from('fffe', 'hex'))) return decoded(bytes, 'utf-16le');
  if (startsWith(bytes, Buffer.from('feff', 'hex'))) return undefined;
  return decoded(bytes, 'utf-8') ?? decoded(bytes, 'windows-1252');
}

function decoded(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
