import { parseArgs } from 'node:util';
import { BrokenLog, InvalidAppend, StoreNotEmpty, StoreUnavailable } from '#event-sourcing';
import { BundleRefused, LogsDiffer, LogUnfinished } from '#event-store';
import { Alarm, NotComparable } from '#read-models';
import { PlainFailure, Unreachable } from '#settings';
import { yes, type Command, type Given } from './command.js';
import { importsCommands } from './imports.commands.js';
import { logCommands } from './log.commands.js';
import { projectionsCommands } from './projections.commands.js';
import { EXIT, UsageError, type Terminal } from './terminal.js';

const commands: readonly Command[] = [...logCommands, ...importsCommands, ...projectionsCommands];

/** Runs what the words say, and answers the exit code; anything but a bug is said in a sentence. */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    if (words.length === 0 || words[0] === '--help' || words[0] === '-h') {
      terminal.stdout.write(help(commands));
      return EXIT.done;
    }
    return await runCommand(words, terminal);
  } catch (error) {
    const [code, sentence] = outcomeOf(error, terminal);
    terminal.stderr.write(`${sentence}\n`);
    return code;
  }
}

async function runCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  const [group = '', name = '', ...rest] = words;
  const command = commands.find((one) => one.name === `${group} ${name}`);
  if (command === undefined) {
    const near = commands.filter((one) => one.name.startsWith(`${group} `));
    if (near.length === 0) {
      throw new UsageError(`There is no command "${group}": --help lists them.`);
    }
    if (name === '' || name === '--help' || name === '-h') {
      terminal.stdout.write(help(near));
      return name === '' ? EXIT.usage : EXIT.done;
    }
    const names = near.map((one) => one.name.slice(group.length + 1)).join(', ');
    throw new UsageError(`There is no command "${group} ${name}"; there is ${names}.`);
  }
  const given = parsed(command, rest);
  if (given['help'] === true) {
    terminal.stdout.write(help([command]));
    return EXIT.done;
  }
  for (const flag of command.needs ?? []) {
    if ((given[flag] ?? '') === '') {
      throw new UsageError(`"${command.name}" needs --${flag}: ${command.name} ${command.usage}`);
    }
  }
  return command.run(given, terminal);
}

function parsed({ name, flags }: Command, words: string[]): Given {
  const options = { ...flags, help: { ...yes, short: 'h' } };
  try {
    return parseArgs({ args: words, options, strict: true }).values;
  } catch (error) {
    const { code, message } = error as Readonly<{ code?: unknown; message?: unknown }>;
    if (typeof code !== 'string' || !code.startsWith('ERR_PARSE_ARGS')) throw error;
    // What follows the first sentence advises on a syntax that no command here has.
    const [first = ''] = String(message).split(/\. |\n/);
    throw new UsageError(`"${name}": ${first.replace(/\.$/, '')}.`);
  }
}

function outcomeOf(error: unknown, { signal }: Terminal): readonly [number, string] {
  if (signal.aborted) return [EXIT.interrupted, 'Interrupted; the same command begins again.'];
  if (error instanceof UsageError) return [EXIT.usage, error.message];
  if (error instanceof LogsDiffer) return [EXIT.differs, error.message];
  if (error instanceof StoreUnavailable || error instanceof Unreachable) {
    return [EXIT.unavailable, error.message];
  }
  if (error instanceof StoreNotEmpty) {
    return [EXIT.refused, 'The target holds entries already: name an empty store.'];
  }
  if (refusals.some((refusal) => error instanceof refusal)) {
    return [EXIT.refused, (error as Error).message];
  }
  throw error;
}

const refusals = [
  PlainFailure,
  BundleRefused,
  LogUnfinished,
  InvalidAppend,
  BrokenLog,
  Alarm,
  NotComparable,
];

function help(shown: readonly Command[]): string {
  const lines = shown.map(
    ({ name, usage, does }) => `  ${`${name} ${usage}`.trimEnd()}\n      ${does}`,
  );
  return [
    'Examples:',
    '  npm run cli -- log export --to log.ndjson',
    '  npm run cli -- log move --from postgres://… --to esdb://…',
    '  npm run cli -- import check --organisation RXX --register go-lives --file go-lives.xlsx',
    '  npm run --silent cli -- projections status --json',
    '',
    'Commands:',
    ...lines,
    '',
    'Every command takes --json and --help. Settings are those of the server: DATABASE_URL, EVENTSTORE_URL.',
    '',
  ].join('\n');
}
