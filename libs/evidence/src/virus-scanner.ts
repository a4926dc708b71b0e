import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';

/** Says of a file on the disk whether it holds a virus. Rejects with ScannerSilent where it cannot tell. */
export type VirusScanner = (file: string) => Promise<boolean>;

/** The scanner gave no verdict, so that nobody knows what a file holds; its sender may try again. */
export class ScannerSilent extends Error {}

/** Longer than the daemon itself looks at a file, unless it was told otherwise (MaxScanTime, 120 seconds). */
const PATIENCE_MS = 150_000;

/**
 * The daemon of ClamAV at an address, like 127.0.0.1:3310, asked by its command INSTREAM (clamd(8)): the file in chunks, each
 * after its length, and a chunk of no length at the end.
 */
export const clamdAt =
  (address: string): VirusScanner =>
  async (file) => {
    const [host, port] = address.split(':');
    const socket = connect({ host, port: Number(port) }).setTimeout(PATIENCE_MS, () => {
      socket.destroy(new Error(`It said nothing for ${String(PATIENCE_MS / 1_000)} seconds.`));
    });
    try {
      return isFound(await verdictOn(socket, file));
    } catch (cause) {
      throw new ScannerSilent(`The virus scanner at ${address} gave no verdict.`, { cause });
    } finally {
      socket.destroy();
    }
  };

async function verdictOn(socket: Socket, file: string): Promise<string> {
  const [verdict] = await Promise.all([
    text(socket),
    pipeline(Readable.from(inChunks(file)), socket, { end: false }),
  ]);
  return verdict;
}

async function* inChunks(file: string): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    yield lengthOf(chunk);
    yield chunk;
  }
  yield lengthOf(Buffer.alloc(0));
}

function lengthOf({ length }: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

/** `stream: OK`, or `stream: <name> FOUND`; all else is no verdict. */
function isFound(verdict: string): boolean {
  const said = verdict.replace(/\0$/, '');
  if (said === 'stream: OK') return false;
  if (/^stream: .+ FOUND$/.test(said)) return true;
  throw new Error(`It said “${said}”.`);
}
