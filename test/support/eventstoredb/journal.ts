import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import type { LoggedEvent } from './log.js';

/** Where the log survives the process: a line of JSON for each group of events written at once. */
export class Journal {
  private constructor(
    private readonly file: number,
    readonly events: readonly LoggedEvent[],
  ) {}

  static open(path: string): Journal {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    // A line without an end was being written when the process died: nobody was told of it.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const file = openSync(path, 'a');
    ftruncateSync(file, Buffer.byteLength(whole));
    return new Journal(file, whole.split('\n').filter(Boolean).flatMap(parseLine));
  }

  static replace(path: string, events: readonly LoggedEvent[]): void {
    writeFileSync(`${path}.new`, events.length === 0 ? '' : toLine(events));
    renameSync(`${path}.new`, path);
  }

  /** On disk when this returns. */
  write(events: readonly LoggedEvent[]): void {
    writeSync(this.file, toLine(events));
    fsyncSync(this.file);
  }

  close(): void {
    closeSync(this.file);
  }
}

type Line = readonly Readonly<{
  stream: string;
  revision: string;
  position: string;
  id: string;
  type: string;
  json: boolean;
  data: string;
  metadata: string;
  created: string;
}>[];

const toLine = (events: readonly LoggedEvent[]): string =>
  `${JSON.stringify(
    events.map((event) => ({
      ...event,
      revision: event.revision.toString(),
      position: event.position.toString(),
      data: Buffer.from(event.data).toString('base64'),
      metadata: Buffer.from(event.metadata).toString('base64'),
      created: event.created.toString(),
    })),
  )}\n`;

const parseLine = (line: string): readonly LoggedEvent[] =>
  (JSON.parse(line) as Line).map((event) => ({
    ...event,
    revision: BigInt(event.revision),
    position: BigInt(event.position),
    data: Buffer.from(event.data, 'base64'),
    metadata: Buffer.from(event.metadata, 'base64'),
    created: BigInt(event.created),
  }));
