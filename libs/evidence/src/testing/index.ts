/** The smallest files of each kind, and a virus scanner, for specs here and journeys elsewhere. */

export { ClamdUnderTest, TAKEN_FOR_A_VIRUS } from './clamd.js';

export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

export const pdf = (trailer = ''): Buffer =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R${trailer}>>\n%%EOF\n`,
  );

export const docx = (): Buffer => zip(['[Content_Types].xml', 'word/document.xml']);
export const xlsx = (): Buffer => zip(['[Content_Types].xml', 'xl/workbook.xml']);

/** A compound file as far as its signature, with the name of a stream in it. */
export const compound = (name: string): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(name, 'utf16le')]);

/** An archive of empty files, with the directory that names them. */
export function zip(names: readonly string[], locked = false): Buffer {
  const files = names.map((name) => {
    const head = Buffer.alloc(30);
    head.write('PK\u0003\u0004', 'latin1');
    head.writeUInt16LE(locked ? 1 : 0, 6);
    head.writeUInt16LE(name.length, 26);
    return Buffer.concat([head, Buffer.from(name)]);
  });
  const entries = names.map((name) => {
    const entry = Buffer.alloc(46);
    entry.write('PK\u0001\u0002', 'latin1');
    entry.writeUInt16LE(locked ? 1 : 0, 8);
    entry.writeUInt16LE(name.length, 28);
    return Buffer.concat([entry, Buffer.from(name)]);
  });
  const [content, directory] = [Buffer.concat(files), Buffer.concat(entries)];
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(content.length, 16);
  return Buffer.concat([content, directory, end]);
}
