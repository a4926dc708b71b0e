import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What the scanner below takes for a virus; no scanner elsewhere does. */
export const TAKEN_FOR_A_VIRUS = 'what a scanner in a test takes for a virus';

/** Speaks as the daemon of ClamAV does to its command INSTREAM: reads the chunks, then says one line. */
export class ClamdUnderTest {
  /** Instead of a verdict; an empty text hangs up without a word, and of several each is sent by itself. */
  says: string | readonly string[] | undefined;
  /** Whether it hangs up after what it said, as the daemon does. */
  hangsUp = true;
  /** Whether it ends what it said as the daemon does; else it hangs up in the middle. */
  endsAnswer = true;
  /** Milliseconds that it waits after each piece. */
  pause = 0;

  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  static async start(): Promise<ClamdUnderTest> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const clamd = new ClamdUnderTest(server, `127.0.0.1:${String(port)}`);
    server.on('connection', (socket) => {
      clamd.sockets.add(socket.setNoDelay());
      clamd.answer(socket).catch(() => socket.destroy());
    });
    return clamd;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    if (this.server.listening) await once(this.server.close(), 'close');
  }

  private async answer(socket: Socket): Promise<void> {
    let held = Buffer.alloc(0);
    for await (const bytes of socket as AsyncIterable<Buffer>) {
      held = Buffer.concat([held, bytes]);
      const content = contentOf(held);
      if (content === undefined) continue;
      const verdict = content.includes(TAKEN_FOR_A_VIRUS) ? 'Test.Signature FOUND' : 'OK';
      await this.say(socket, [this.says ?? `stream: ${verdict}`].flat());
    }
  }

  private async say(socket: Socket, pieces: readonly string[]): Promise<void> {
    for (const piece of pieces) {
      if (socket.destroyed) return;
      await new Promise((resolve) => socket.write(piece, resolve));
      // So that each goes out by itself, and the next only once that was so.
      await new Promise((resolve) => setTimeout(resolve, this.pause));
    }
    if (this.hangsUp) socket.end(this.endsAnswer && pieces.join('') !== '' ? '\0' : '');
  }
}

const COMMAND = Buffer.from('zINSTREAM\0');

/** The content of the chunks after the command; undefined while the last has not come. */
function contentOf(held: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  let at = COMMAND.length;
  while (at + 4 <= held.length) {
    const length = held.readUInt32BE(at);
    if (length === 0) {
      const isAsked = held.subarray(0, COMMAND.length).equals(COMMAND);
      return isAsked ? Buffer.concat(chunks) : undefined;
    }
    chunks.push(held.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
