import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ClamdUnderTest, TAKEN_FOR_A_VIRUS } from './testing/index.js';
import { clamdAt, ScannerSilent } from './virus-scanner.js';

describe('The virus scanner', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'scanned-'));
  const file = path.join(folder, 'incoming');
  let clamd: ClamdUnderTest;

  beforeEach(async () => {
    clamd = await ClamdUnderTest.start();
  });
  afterEach(() => clamd.stop());
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const scanned = (content: string | Buffer): Promise<boolean> => {
    writeFileSync(file, content);
    return clamdAt(clamd.address)(file);
  };

  it('finds a virus wherever it is in a file, however many chunks that has', async () => {
    const padding = Buffer.alloc(3_000_000, 'x');
    expect(await scanned('')).toBe(false);
    expect(await scanned(padding)).toBe(false);
    expect(await scanned(TAKEN_FOR_A_VIRUS)).toBe(true);
    expect(await scanned(Buffer.concat([padding, Buffer.from(TAKEN_FOR_A_VIRUS)]))).toBe(true);
  });

  it.each(['', 'INSTREAM size limit exceeded. ERROR', 'stream: OK FOUND nothing'])(
    'has no verdict where the daemon says “%s”',
    async (says) => {
      clamd.says = says;
      await expect(scanned('text')).rejects.toThrow(ScannerSilent);
    },
  );

  it('has no verdict where nobody answers, and none on a file that is not there', async () => {
    const scan = clamdAt(clamd.address);
    await expect(scan(path.join(folder, 'nowhere'))).rejects.toThrow(ScannerSilent);
    await clamd.stop();
    await expect(scan(file)).rejects.toThrow(
      `The virus scanner at ${clamd.address} gave no verdict.`,
    );
  });
});
