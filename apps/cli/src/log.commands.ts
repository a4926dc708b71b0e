import { resolve } from 'node:path';
import {
  digestOf,
  entriesOf,
  fill,
  readBundle,
  writeBundle,
  type BundlePositions,
  type LogSum,
} from '#event-store';
import type { EventStore, StoredEvent } from '#event-sourcing';
import { isJson, text, textOf, yes, type Command, type Given } from './command.js';
import { isAddress, onLog, type OpenLog } from './logs.js';
import { Progress } from './progress.js';
import { answer, EXIT, type Terminal } from './terminal.js';

/** A whole log: written to a file, read from one, moved, compared. */
export const logCommands: readonly Command[] = [
  {
    name: 'log export',
    usage: '--to FILE [--from URL]',
    does: 'writes the whole log to a file; takes up what an interrupted run left',
    flags: { to: text, from: text, json: yes },
    needs: ['to'],
    run: exportLog,
  },
  {
    name: 'log import',
    usage: '--from FILE [--to URL]',
    does: 'fills an empty store from such a file',
    flags: { from: text, to: text, json: yes },
    needs: ['from'],
    run: importLog,
  },
  {
    name: 'log move',
    usage: '--from URL --to URL',
    does: 'fills an empty store from another; URL is postgres://… or esdb://…',
    flags: { from: text, to: text, json: yes },
    needs: ['from', 'to'],
    run: moveLog,
  },
  {
    name: 'log digest',
    usage: '[--of URL|FILE]',
    does: 'digests a log; alike for every store and file that holds the same',
    flags: { of: text, json: yes },
    run: digestLog,
  },
];

async function exportLog(given: Given, terminal: Terminal): Promise<number> {
  const file = fileAt(terminal, textOf(given, 'to') ?? '');
  return onLog(terminal.environment, { flag: 'from', url: textOf(given, 'from') }, async (log) => {
    const watch = await watching(terminal, 'Writing', log);
    const { positions } = log;
    const sum = await writeBundle(log.store, file, { ...watch, positions }).finally(watch.end);
    return tell(given, terminal, { did: 'Written', sum, from: log.name, to: file });
  });
}

async function importLog(given: Given, terminal: Terminal): Promise<number> {
  const file = fileAt(terminal, textOf(given, 'from') ?? '');
  return onLog(terminal.environment, { flag: 'to', url: textOf(given, 'to') }, async (log) => {
    const watch = await watching(terminal, 'Reading');
    const sum = await filled(terminal, log.store, readBundle(file, watch)).finally(watch.end);
    return tell(given, terminal, { did: 'Read', sum, from: file, to: log.name });
  });
}

async function moveLog(given: Given, terminal: Terminal): Promise<number> {
  const { environment } = terminal;
  return onLog(environment, { flag: 'from', url: textOf(given, 'from') }, (source) =>
    onLog(environment, { flag: 'to', url: textOf(given, 'to') }, async (target) => {
      const watch = await watching(terminal, 'Reading', source);
      const entries = entriesOf(source.store, watch);
      const sum = await filled(terminal, target.store, entries).finally(watch.end);
      tell(given, terminal, { did: 'Moved', sum, from: source.name, to: target.name });
      return assertStill(terminal, source.store, target.store);
    }),
  );
}

async function digestLog(given: Given, terminal: Terminal): Promise<number> {
  const of = textOf(given, 'of');
  if (of !== undefined && !isAddress(of)) {
    const watch = await watching(terminal, 'Reading');
    const sum = await digestOf(readBundle(fileAt(terminal, of), watch)).finally(watch.end);
    return tell(given, terminal, { did: 'Digested', sum, from: of });
  }
  return onLog(terminal.environment, { flag: 'of', url: of }, async (log) => {
    const watch = await watching(terminal, 'Reading', log);
    const sum = await digestOf(entriesOf(log.store, watch)).finally(watch.end);
    return tell(given, terminal, { did: 'Digested', sum, from: log.name });
  });
}

/** Where npm was called, not where it runs: the launcher works in the root of the checkout. */
const fileAt = ({ environment }: Terminal, file: string): string =>
  resolve(environment['INIT_CWD'] ?? '', file);

/** Filling and then reading back, each with a progress of its own; the source has told of its reading. */
async function filled(
  terminal: Terminal,
  target: EventStore,
  entries: AsyncIterable<StoredEvent>,
): Promise<LogSum> {
  const checking = await watching(terminal, 'Checking what was written');
  const writing = await watching(terminal, 'Writing');
  return fill(target, entries, { ...checking, onWritten: writing.onProgress }).finally(() => {
    writing.end();
    checking.end();
  });
}

/** Whoever still writes to the source writes what the target will not have. */
async function assertStill(
  { stderr }: Terminal,
  source: EventStore,
  target: EventStore,
): Promise<number> {
  const [before, after] = await Promise.all([target.head(), source.head()]);
  if (before?.id === after?.id) return EXIT.done;
  stderr.write(
    'The source has recorded more meanwhile, which the target does not hold: stop what writes to it, and move it to an empty store again.\n',
  );
  return EXIT.refused;
}

type Watching = Readonly<{
  signal: AbortSignal;
  onProgress: (entries: number) => void;
  end: () => void;
}>;

async function watching(terminal: Terminal, step: string, log?: OpenLog): Promise<Watching> {
  const progress = new Progress(terminal.stderr, log && (await lengthOf(log)));
  return {
    signal: terminal.signal,
    onProgress: (entries) => progress.at(step, entries),
    end: () => progress.end(),
  };
}

/** Only where positions are entry numbers is it known before all have been read. */
async function lengthOf({
  store,
  positions,
}: Readonly<{ store: EventStore; positions: BundlePositions }>): Promise<number | undefined> {
  if (positions === 'opaque') return undefined;
  return Number((await store.head())?.position ?? 0n);
}

type Told = Readonly<{ did: string; sum: LogSum; from: string; to?: string }>;

function tell(given: Given, terminal: Terminal, { did, sum, from, to }: Told): number {
  const way = to === undefined ? `of ${from}` : `from ${from} to ${to}`;
  answer(terminal, isJson(given), {
    fields: { ...sum, from, ...(to !== undefined && { to }) },
    lines: [
      `${did}: ${sum.entries.toLocaleString('en-GB')} entries ${way}.`,
      `Digest: ${sum.sha256}`,
    ],
  });
  return EXIT.done;
}
