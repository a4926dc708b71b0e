import { lookAt } from './file-kind.js';
import { compound, docx, pdf, PNG, xlsx, zip } from './testing/index.js';

const officeNames = ['[Content_Types].xml', 'word/document.xml'];

describe('What a file is', () => {
  it.each([
    ['a PDF', pdf(), 'pdf'],
    ['a Word document', docx(), 'docx'],
    ['an Excel workbook', xlsx(), 'xlsx'],
    ['a PNG', PNG, 'png'],
    ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'jpg'],
    ['a table in UTF-8', Buffer.from('ward,doses\nnör,1\n'), 'csv'],
    ['a table with its mark', Buffer.from('\ufeffward,doses\n'), 'csv'],
    ['a table of an older Excel', Buffer.from('ward,\u00a3\n', 'latin1'), 'csv'],
    ['a table in UTF-16', Buffer.from('\ufeffward\tdoses\r\n', 'utf16le'), 'csv'],
  ])('is seen in its bytes: %s', (_, bytes, kind) => {
    expect(lookAt(bytes)).toEqual({ outcome: 'known', kind });
  });

  it.each([
    ['an encrypted PDF', pdf('/Encrypt 5 0 R')],
    ['a PDF with its encryption in place', pdf('/Encrypt<</V 4>>')],
    ['an encrypted Office document', compound('EncryptedPackage')],
    ['an archive with locked entries', zip(['[Content_Types].xml', 'word/document.xml'], true)],
  ])('needs a password: %s', (_, bytes) => {
    expect(lookAt(bytes)).toEqual({ outcome: 'locked' });
  });

  it.each([
    ['a page of the web', Buffer.from('\n <html><script>alert(1)</script>')],
    ['a picture that holds scripts', Buffer.from('<svg onload="alert(1)"/>')],
    ['a program', Buffer.from('7f454c4601010100', 'hex')],
    ['an old Word document', compound('WordDocument')],
    ['any other archive', zip(['readme.txt'])],
    ['an Office archive that is both', zip([...officeNames, 'xl/workbook.xml'])],
    ['a document with macros', zip([...officeNames, 'word/vbaProject.bin'])],
    ['a PDF that is cut off', pdf().subarray(0, 20)],
    ['an archive that is cut off', docx().subarray(0, 60)],
    ['an archive that lies about its directory', lyingZip()],
    ['a PNG that is cut off', PNG.subarray(0, 12)],
    ['text with signs that no text has', Buffer.from('a,b\n\u0000,1\n')],
  ])('is of no kind that is kept: %s', (_, bytes) => {
    expect(lookAt(bytes)).toEqual({ outcome: 'unknown' });
  });

  it('is nothing where it is empty', () => {
    expect(lookAt(Buffer.alloc(0))).toEqual({ outcome: 'empty' });
  });
});

/** Its last record points far past its end. */
function lyingZip(): Buffer {
  const bytes = Buffer.from(docx());
  bytes.writeUInt32LE(0xfffffff0, bytes.length - 6);
  return bytes;
}
