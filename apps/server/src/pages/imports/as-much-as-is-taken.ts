import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { MOST_BYTES } from '#imports';

type Taken = (error: unknown, file?: Readonly<{ buffer: Buffer }>) => void;

/**
 * Where the files of a form are put: in memory, up to one byte more than is taken. The rest is let
 * through unread, so that whoever sends a file that is too big is told so in its own words on the page,
 * rather than by a connection that breaks.
 */
export class AsMuchAsIsTaken {
  /** Named by what calls it. */
  _handleFile(_: Request, { stream }: Readonly<{ stream: Readable }>, taken: Taken): void {
    const pieces: Buffer[] = [];
    let room = MOST_BYTES + 1;
    stream.on('data', (piece: Buffer) => {
      if (room > 0) pieces.push(piece.subarray(0, room));
      room -= piece.length;
    });
    stream.on('error', taken);
    stream.on('end', () => {
      taken(null, { buffer: Buffer.concat(pieces) });
    });
  }

  _removeFile(_: Request, __: unknown, removed: (error: unknown) => void): void {
    removed(null);
  }
}
