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

  const scanned = (content: string | Buffer, patience?: number): Promise<boolean> => {
    writeFileSync(file, content);
    return clamdAt(clamd.address, patience)(file);
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

  it('waits for the whole of an answer that comes in pieces', async () => {
    clamd.says = ['stream: ', 'O', 'K'];
    expect(await scanned('text')).toBe(false);
    clamd.says = ['stream: Test.', 'Signature FOUND'];
    expect(await scanned('text')).toBe(true);
  });

  it('has no verdict where the daemon falls silent before it hangs up', async () => {
    clamd.hangsUp = false;
    clamd.says = 'stream: OK';
    await expect(scanned('text', 50)).rejects.toMatchObject({
      cause: { message: 'It took longer than 0.05 seconds.' },
    });
  });

  it('has no verdict in time where the daemon says a little again and again', async () => {
    clamd.pause = 10;
    clamd.says = Array.from({ length: 4_000 }, () => 'x');
    await expect(scanned('text', 100)).rejects.toMatchObject({
      cause: { message: 'It took longer than 0.1 seconds.' },
    });
  });

  it.each(['stream: OK', 'stream: Test.Signature FOUND'])(
    'has no verdict where the daemon hangs up after “%s” without ending it',
    async (says) => {
      clamd.endsAnswer = false;
      clamd.says = says;
      await expect(scanned('text')).rejects.toMatchObject({
        cause: { message: `It broke off after “${says}”.` },
      });
    },
  );

  it('does not listen on and on', async () => {
    clamd.hangsUp = false;
    clamd.says = Array.from({ length: 200 }, () => 'x'.repeat(100));
    await expect(scanned('text')).rejects.toMatchObject({
      cause: { message: 'It said more than any verdict is long.' },
    });
  });

  it('has no verdict where nobody answers, and none on a file that is not there', async () => {
    const scan = clamdAt(clamd.address);
    await expect(scan(path.join(folder, 'nowhere'))).rejects.toThrow(ScannerSilent);
    await clamd.stop();
    await expect(scan(file)).rejects.toThrow(
      `The virus scanner at ${clamd.address} gave no verdict.`,
    );
  });
});
