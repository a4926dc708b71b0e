import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Intent } from './measurements.js';

/** Only a line that was written whole has it. */
const MARK = ';';
const END = `${MARK}\n`;

/** How an append went on: `I` is meant, the others are what the store answered, or that it did not. */
export type Answer = 'appended' | 'duplicate' | 'refused' | 'connection-lost' | 'writer-killed';

const letters: Readonly<Record<Answer, string>> = {
  appended: 'A',
  duplicate: 'D',
  refused: 'R',
  'connection-lost': 'U',
  'writer-killed': 'K',
};

/** An append as the ledger knows it. */
export type Entry = Intent & {
  /** Where its last event stands; undefined until the store acknowledged it. */
  place?: Readonly<{ revision: number; position: bigint }>;
  refused?: true;
  /** What had left open whether it was written. */
  unknown?: 'connection-lost' | 'writer-killed';
  /** It was unknown, and its repeat found it written. */
  hadBeenWritten?: boolean;
};

/**
 * The list of what was meant and acknowledged, a file outside of all that may die. Lines are written
 * together with those of the same moment, and whoever waits is told after the system has them.
 */
export class LedgerWriter {
  private readonly file: number;
  private lines: string[] = [];
  private flushing: Promise<void> | undefined;

  constructor(path: string) {
    this.file = openSync(path, 'a');
    // A killed writer may have left half a line, which has no end and so counts for nothing.
    writeSync(this.file, '\n');
  }

  mean({ command, stream, expected, count }: Intent): void {
    this.lines.push(`I ${command} ${String(expected)} ${String(count)} ${stream}`);
  }

  note(command: string, answer: Answer, place?: Entry['place']): Promise<void> {
    const where = place === undefined ? '' : ` ${String(place.revision)} ${String(place.position)}`;
    this.lines.push(`${letters[answer]} ${command}${where}`);
    return this.written();
  }

  /** Settles when all lines so far are with the system, which outlives the process. */
  written(): Promise<void> {
    this.flushing ??= new Promise((resolve) => {
      setImmediate(() => {
        this.flushing = undefined;
        const text = this.lines.map((line) => line + END).join('');
        this.lines = [];
        writeSync(this.file, text);
        resolve();
      });
    });
    return this.flushing;
  }

  async close(): Promise<void> {
    await this.written();
    closeSync(this.file);
  }
}

/** Everything the ledgers in a folder say, by command. */
export function readLedgers(folder: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.ledger')) readLedger(join(folder, file), entries);
  }
  return entries;
}

export function readLedger(path: string, entries = new Map<string, Entry>()): Map<string, Entry> {
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line.endsWith(MARK)) take(line.slice(0, -MARK.length).split(' '), entries);
  }
  return entries;
}

function take([letter = '', command = '', ...rest]: string[], entries: Map<string, Entry>): void {
  const [first = '', second = '', stream = ''] = rest;
  const entry = entries.get(command);
  if (letter === 'I') {
    entries.set(command, { command, stream, expected: Number(first), count: Number(second) });
  } else if (entry !== undefined) answers[letter]?.(entry, first, second);
}

/** What each letter adds to an entry. */
const answers: Readonly<Record<string, (entry: Entry, first: string, second: string) => void>> = {
  A: acknowledge(false),
  D: acknowledge(true),
  R: (entry) => (entry.refused = true),
  U: (entry) => (entry.unknown ??= 'connection-lost'),
  K: (entry) => (entry.unknown ??= 'writer-killed'),
};

function acknowledge(hadBeenWritten: boolean) {
  return (entry: Entry, revision: string, position: string): void => {
    entry.place = { revision: Number(revision), position: BigInt(position) };
    if (entry.unknown !== undefined) entry.hadBeenWritten = hadBeenWritten;
  };
}
