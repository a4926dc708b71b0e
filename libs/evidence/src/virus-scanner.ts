import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Says of a file on the disk whether it holds a virus. Rejects with ScannerSilent where it cannot tell. */
export type VirusScanner = (file: string) => Promise<boolean>;

/** The scanner gave no verdict, so that nobody knows what a file holds; its sender may try again. */
export class ScannerSilent extends Error {}

/** Longer than the daemon itself looks at a file, unless it was told otherwise (MaxScanTime, 120 seconds). */
const PATIENCE_MS = 150_000;
/** A verdict is a short line; who says more is no such daemon, and is listened to no longer. */
const LONGEST_VERDICT = 4_096;

/**
 * The daemon of ClamAV at an address, like 127.0.0.1:3310, asked by its command INSTREAM (clamd(8)): the file in chunks, each
 * after its length, and a chunk of no length at the end. `patience`: how many milliseconds all of that may take.
 */
export const clamdAt =
  (address: string, patience = PATIENCE_MS): VirusScanner =>
  async (file) => {
    const [host, port] = address.split(':');
    const socket = connect({ host, port: Number(port) });
    // In all, and not for each silence: who says a little now and then would hold an upload for days.
    const deadline = setTimeout(() => {
      socket.destroy(new Error(`It took longer than ${String(patience / 1_000)} seconds.`));
    }, patience);
    try {
      return isFound(await verdictOn(socket, file));
    } catch (cause) {
      throw new ScannerSilent(`The virus scanner at ${address} gave no verdict.`, { cause });
    } finally {
      clearTimeout(deadline);
      socket.destroy();
    }
  };

async function verdictOn(socket: Socket, file: string): Promise<string> {
  const [verdict] = await Promise.all([
    saidBy(socket),
    pipeline(Readable.from(inChunks(file)), socket, { end: false }),
  ]);
  return verdict;
}

/** All that comes until the other side hangs up. */
async function saidBy(socket: Socket): Promise<string> {
  let said = '';
  for await (const piece of socket as AsyncIterable<Buffer>) {
    said += piece.toString('latin1');
    if (said.length > LONGEST_VERDICT) throw new Error('It said more than any verdict is long.');
  }
  return said;
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

/** `stream: OK`, or `stream: <name> FOUND`, up to the zero byte that ends it; all else is no verdict. */
function isFound(verdict: string): boolean {
  const said = verdict.replace(/\0$/, '');
  if (said === verdict) throw new Error(`It broke off after “${said}”.`);
  if (said === 'stream: OK') return false;
  if (/^stream: .+ FOUND$/.test(said)) return true;
  throw new Error(`It said “${said}”.`);
}
