import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { odsCode } from '#vocabulary';
import { EvidenceDamaged, EvidenceFiles, type Received } from './evidence-files.js';
import { pdf, PNG, xlsx } from './testing/index.js';

describe('Keeping files', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'evidence-'));
  const files = new EvidenceFiles(folder);
  const [RXX, RYY] = [odsCode('RXX'), odsCode('RYY')];
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const receive = (...chunks: readonly Buffer[]): Promise<Received> =>
    files.receive(Readable.from(chunks));
  const incoming = () => readdirSync(path.join(folder, 'evidence', 'incoming'));

  it('takes them by their sum, and gives them back as they came', async () => {
    const content = pdf();
    const received = await receive(content.subarray(0, 7), content.subarray(7));
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(received).toMatchObject({ sha256, bytes: content.length });
    await files.keep(RXX, received);
    await files.keep(RXX, await receive(content));
    expect(readdirSync(path.join(folder, 'evidence', 'RXX'))).toEqual([sha256]);
    expect(incoming()).toEqual([]);
    expect(await files.read(RXX, sha256)).toEqual(content);
    expect(await files.describe(RXX, sha256)).toEqual({
      mediaType: 'application/pdf',
      bytes: content.length,
    });
  });

  it('has none of one organisation for another', async () => {
    const received = await receive(PNG);
    await files.keep(RXX, received);
    expect(await files.describe(RYY, received.sha256)).toBeUndefined();
    await expect(files.read(RYY, received.sha256)).rejects.toThrow(EvidenceDamaged);
  });

  it('leaves nothing of a file that broke off', async () => {
    const broken = Readable.from(
      (function* () {
        yield pdf();
        throw new Error('The line went dead');
      })(),
    );
    await expect(files.receive(broken)).rejects.toThrow('The line went dead');
    await files.discard(await receive(PNG));
    expect(incoming()).toEqual([]);
  });

  it.each([
    ['report.pdf', pdf(), undefined],
    ['PHOTO.PNG', PNG, undefined],
    ['table.xlsx', xlsx(), undefined],
    ['report.pdf', PNG, 'file-not-as-named'],
    ['report.docx', xlsx(), 'file-not-as-named'],
    ['report.csv', Buffer.from('<html></html>'), 'file-not-as-named'],
    ['setup.exe', Buffer.from('MZ\u0000'), 'file-type'],
    ['no ending', pdf(), 'file-type'],
    ['report.pdf', Buffer.alloc(0), 'file-empty'],
    ['report.pdf', pdf('/Encrypt 1 0 R'), 'file-locked'],
  ])('looks into %s, whatever its name says', async (name, content, because) => {
    const found = await files.examine(await receive(content), name);
    expect(found.outcome === 'refused' ? found.because : undefined).toBe(because);
  });

  it('gives nothing out that was changed or is gone', async () => {
    const received = await receive(xlsx());
    await files.keep(RXX, received);
    const place = path.join(folder, 'evidence', 'RXX', received.sha256);
    writeFileSync(place, xlsx().subarray(1));
    await expect(files.read(RXX, received.sha256)).rejects.toThrow('has changed');
    await expect(files.describe(RXX, received.sha256)).rejects.toThrow(EvidenceDamaged);
    rmSync(place);
    await expect(files.read(RXX, received.sha256)).rejects.toThrow('cannot be read');
  });

  it('clears away at the start what was left behind, and not what is under way', async () => {
    const [left, underWay] = [await receive(PNG), await receive(pdf())];
    utimesSync(left.path, new Date('2026-01-01'), new Date('2026-01-01'));
    await files.onApplicationBootstrap();
    expect(incoming()).not.toContain(path.basename(left.path));
    expect(incoming()).toContain(path.basename(underWay.path));
    await new EvidenceFiles(path.join(folder, 'nowhere yet')).onApplicationBootstrap();
  });

  it('takes nothing but a sum for the name of a file', async () => {
    await expect(files.read(RXX, '../../etc/passwd')).rejects.toThrow(RangeError);
  });
});
