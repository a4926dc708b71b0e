import type { EventStore } from '#event-sourcing';
import {
  compareWithRebuild,
  eventTypes,
  Projector,
  projections,
  ProjectionSet,
  readStatus,
  type BuildProgress,
  type Difference,
} from '#read-models';
import { openStore, readStoreSettings } from '#settings';
import { isJson, yes, type Command, type Given } from './command.js';
import { Progress } from './progress.js';
import { fieldsOf, linesOf } from './status-in-words.js';
import { answer, EXIT, type Terminal } from './terminal.js';

/** The read models: how they stand, made anew, held against the log. */
export const projectionsCommands: readonly Command[] = [
  {
    name: 'projections status',
    usage: '',
    does: 'says how far the read models are, who leads, and what stops them',
    flags: { json: yes },
    run: status,
  },
  {
    name: 'projections rebuild',
    usage: '[--another-log]',
    does: 'makes them anew beside those in use, and swaps them in; --another-log, where the log is not the one they were made from',
    flags: { json: yes, 'another-log': yes },
    run: rebuild,
  },
  {
    name: 'projections compare',
    usage: '',
    does: 'folds the log again and names every row that differs; swaps nothing',
    flags: { json: yes },
    run: compare,
  },
];

async function status(given: Given, terminal: Terminal): Promise<number> {
  return onReadModels(terminal, async (options) => {
    const seen = await readStatus(options);
    answer(terminal, isJson(given), { fields: fieldsOf(seen), lines: linesOf(seen) });
    return seen.alarm === undefined ? EXIT.done : EXIT.refused;
  });
}

async function rebuild(given: Given, terminal: Terminal): Promise<number> {
  return onReadModels(terminal, async (options) => {
    const { progress, told, alarm } = await telling(terminal, options);
    await new Projector({ ...options, projections: options.set })
      .rebuild({
        signal: terminal.signal,
        onProgress: told,
        anotherLog: given['another-log'] === true,
      })
      .finally(() => progress.end());
    const { checkpoint } = await readStatus(options);
    answer(terminal, isJson(given), {
      fields: { rebuilt: true, entry: checkpoint.entry },
      lines: [
        `Rebuilt, and in use: the read models include entry ${String(checkpoint.entry)}.`,
        ...(alarm === undefined ? [] : [START_AGAIN]),
      ],
    });
    return EXIT.done;
  });
}

/** A projector that has stopped with an alarm does not look again by itself. */
const START_AGAIN =
  'There was an alarm before: a server or projector that stopped with it goes on when it is started again.';

/** Enough to name every row that somebody altered by hand; a wholly different table is counted. */
const KEYS_SHOWN = 10_000;

async function compare(given: Given, terminal: Terminal): Promise<number> {
  return onReadModels(terminal, async (options) => {
    const { progress, told } = await telling(terminal, options);
    const { signal } = terminal;
    const differences = await compareWithRebuild({
      ...options,
      ...{ signal, onProgress: told, keysShown: KEYS_SHOWN },
    }).finally(() => progress.end());
    answer(terminal, isJson(given), {
      fields: { same: differences.length === 0, differences },
      lines: differences.length === 0 ? [SAME] : differences.flatMap(inWords),
    });
    return differences.length === 0 ? EXIT.done : EXIT.differs;
  });
}

const SAME = 'Every row is as the log says.';

function inWords({ table, columns, rows, keys }: Difference): readonly string[] {
  const named = keys.map(
    (key) => `  ${columns.map((column, n) => `${column} ${key[n] ?? ''}`).join(', ')}`,
  );
  const more = rows - keys.length;
  return [
    `${table}: ${rows.toLocaleString('en-GB')} ${rows === 1 ? 'row differs' : 'rows differ'} from what the log says.`,
    ...named,
    ...(more > 0 ? [`  and ${more.toLocaleString('en-GB')} more`] : []),
  ];
}

type ReadModels = Readonly<{
  databaseUrl: string;
  store: EventStore;
  set: ProjectionSet;
  positions: 'gapless' | 'opaque';
}>;

async function onReadModels(
  { environment }: Terminal,
  work: (options: ReadModels) => Promise<number>,
): Promise<number> {
  const settings = readStoreSettings(environment);
  const { databaseUrl, positions } = settings;
  const store = await openStore(settings);
  try {
    const set = new ProjectionSet(projections, eventTypes);
    return await work({ databaseUrl, positions, store, set });
  } finally {
    await store.close();
  }
}

/** Where positions are tokens, what the live tables have read is the nearest thing to a length. */
async function telling(terminal: Terminal, options: ReadModels) {
  const { checkpoint, lag, alarm } = await readStatus(options);
  const progress = new Progress(terminal.stderr, checkpoint.entry + (lag.entries ?? 0));
  const told = ({ step, entry }: BuildProgress) => progress.at(STEPS[step], entry);
  return { progress, told, alarm };
}

const STEPS: Readonly<Record<BuildProgress['step'], string>> = {
  'waiting for another build': 'Waiting for another rebuild',
  reading: 'Reading the log',
  indexing: 'Writing keys, indexes and derived tables',
  'catching up': 'Catching up with what was recorded meanwhile',
  comparing: 'Comparing',
};
