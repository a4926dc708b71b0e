import { BundleRefused } from './refused.js';

const NEWLINE = 10;

/** Twice the bytes an event may have, as JSON within JSON may need; anything longer is no bundle. */
const LONGEST = 8 * 1_048_576;

/** Lines with their newline; only the last one may lack it, and then it was cut off. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let begun: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (;;) {
      const at = chunk.indexOf(NEWLINE, from);
      if (at < 0) break;
      const end = chunk.subarray(from, at + 1);
      yield length === 0 ? end : Buffer.concat([...begun, end]);
      begun = [];
      length = 0;
      from = at + 1;
    }
    if (from === chunk.length) continue;
    begun.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > LONGEST) throw new BundleRefused('A line is longer than any event can be.');
  }
  if (length > 0) yield Buffer.concat(begun);
}

export const isWhole = (line: Buffer): boolean => line.at(-1) === NEWLINE;
