import { createHmac, timingSafeEqual } from 'node:crypto';
import { wrong } from './problem.js';

/** Where a list goes on, as of which entry, and which question it answers. */
export type Cursor = Readonly<{ question: string; after: string; entry: number }>;

/** Signs cursors, so that nobody can read on in a list that was never theirs to begin with. */
export class Cursors {
  constructor(private readonly secret: Buffer) {}

  write(cursor: Cursor): string {
    const body = Buffer.from(JSON.stringify(cursor)).toString('base64url');
    return `${body}.${this.sign(body)}`;
  }

  /** The cursor, if it was written here and for this question. */
  read(text: string, question: string): Cursor {
    const [body = '', signature = ''] = text.split('.');
    const [given, expected] = [Buffer.from(signature), Buffer.from(this.sign(body))];
    const ours = given.length === expected.length && timingSafeEqual(given, expected);
    const cursor = ours
      ? (JSON.parse(Buffer.from(body, 'base64url').toString()) as Cursor)
      : undefined;
    if (cursor?.question !== question) {
      throw wrong(
        '?cursor',
        'cursor-unknown',
        'Take the cursor as it stands in the Link header of the page before.',
      );
    }
    return cursor;
  }

  private sign(body: string): string {
    return createHmac('sha256', this.secret).update(body).digest('base64url');
  }
}
