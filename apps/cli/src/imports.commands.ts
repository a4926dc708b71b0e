import { readFile, writeFile } from 'node:fs/promises';
import {
  Importing,
  problemsCsv,
  readImport,
  registerNamed,
  registers,
  reportOf,
  Withdrawing,
  type Imported,
  type ImportOf,
  type ImportReport,
  type Register,
} from '#imports';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { parseFreeText, parseOdsCode, type OdsCode } from '#vocabulary';
import { isJson, text, textOf, yes, type Command, type Given } from './command.js';
import { linesOf } from './import-in-words.js';
import { onImports } from './imports-context.js';
import { Progress } from './progress.js';
import { answer, EXIT, UsageError, type Terminal } from './terminal.js';

const ofFile = { organisation: text, register: text, file: text, problems: text, json: yes };
const toRecord = { ...ofFile, actor: text, partial: yes, rejected: text };
const FILE = '--organisation ODS --register NAME --file FILE';

/** Spreadsheets of a trust: checked, recorded, gone on with, reported on, withdrawn. */
export const importsCommands: readonly Command[] = [
  {
    name: 'import check',
    usage: `${FILE} [--problems CSV]`,
    does: 'says what a CSV or XLSX would lead to, row by row; records nothing',
    flags: ofFile,
    needs: ['organisation', 'register', 'file'],
    run: (given, terminal) => take(given, terminal, 'check'),
  },
  {
    name: 'import run',
    usage: `${FILE} --actor ID [--partial] [--rejected CSV] [--problems CSV]`,
    does: 'records its rows, all or none; --partial those that are right; again, it goes on or shows the first result',
    flags: toRecord,
    needs: ['organisation', 'register', 'file', 'actor'],
    run: (given, terminal) => take(given, terminal, 'run'),
  },
  {
    name: 'import resume',
    usage: `${FILE} --actor ID`,
    does: 'goes on with a file whose import was cut off, and with no other',
    flags: toRecord,
    needs: ['organisation', 'register', 'file', 'actor'],
    run: (given, terminal) => take(given, terminal, 'resume'),
  },
  {
    name: 'import report',
    usage: '--organisation ODS --id ID',
    does: 'says what the log holds of an import',
    flags: { organisation: text, id: text, json: yes },
    needs: ['organisation', 'id'],
    run: report,
  },
  {
    name: 'import withdraw',
    usage: '--organisation ODS --id ID --reason TEXT --actor ID',
    does: 'withdraws what an import recorded, and restores what it corrected',
    flags: { organisation: text, id: text, reason: text, actor: text, json: yes },
    needs: ['organisation', 'id', 'reason', 'actor'],
    run: withdraw,
  },
];

async function take(
  given: Given,
  terminal: Terminal,
  how: 'check' | 'run' | 'resume',
): Promise<number> {
  const of = ofGiven(given);
  const name = textOf(given, 'file') ?? '';
  const bytes = await readFile(name).catch((cause: unknown) => {
    throw new UsageError(`--file must name a file that can be read: ${name}`, { cause });
  });
  return onImports(terminal, async (app) => {
    const importing = app.get(Importing, { strict: false });
    if (how === 'resume') {
      const store = app.get<EventStore>(EVENT_STORE, { strict: false });
      const seen = await readImport(store, await importing.idOf(bytes, of));
      if (seen.started === undefined) return missing(terminal);
    }
    const progress = new Progress(terminal.stderr, undefined);
    const options = {
      partial: given['partial'] === true,
      signal: terminal.signal,
      onProgress: ({ step, done }: Readonly<{ step: string; done: number }>) =>
        progress.at(step === 'checking' ? 'Checking' : 'Recording', done),
    };
    const imported = await (
      how === 'check'
        ? importing.check({ bytes, name }, of, options)
        : importing.run({ bytes, name }, of, options)
    ).finally(() => progress.end());
    await write(given, imported);
    tell(given, terminal, imported.report);
    return codeOf(imported.report);
  });
}

async function report(given: Given, terminal: Terminal): Promise<number> {
  const organisation = organisationIn(given);
  return onImports(terminal, async (app) => {
    const importId = textOf(given, 'id') ?? '';
    const store = app.get<EventStore>(EVENT_STORE, { strict: false });
    const found = reportOf(importId, await readImport(store, importId));
    if (found?.organisation !== organisation) return missing(terminal);
    tell(given, terminal, found);
    return EXIT.done;
  });
}

async function withdraw(given: Given, terminal: Terminal): Promise<number> {
  const organisation = organisationIn(given);
  const reason = parseFreeText(textOf(given, 'reason') ?? '');
  if (reason === undefined || reason.length < 10) {
    throw new UsageError('--reason must be 10 to 500 characters, without personal details.');
  }
  return onImports(terminal, async (app) => {
    const withdrawn = await app.get(Withdrawing, { strict: false }).withdraw({
      ...{ importId: textOf(given, 'id') ?? '', organisation, reason },
      asker: askerFor(given, organisation),
    });
    if (withdrawn === undefined) return missing(terminal);
    const { withdrawn: entries, restored, left } = withdrawn;
    answer(terminal, isJson(given), {
      fields: { withdrawn: entries, restored, left },
      lines: [
        `Withdrawn: ${String(entries)} entries; ${String(restored)} say again what they said before; ${String(left)} were mended since and stay.`,
      ],
    });
    return EXIT.done;
  });
}

function missing(terminal: Terminal): number {
  terminal.stderr.write('There is no such import.\n');
  return EXIT.missing;
}

function ofGiven(given: Given): ImportOf {
  const organisation = organisationIn(given);
  return { organisation, register: registerIn(given), asker: askerFor(given, organisation) };
}

function organisationIn(given: Given): OdsCode {
  const code = parseOdsCode(textOf(given, 'organisation') ?? '');
  if (code === undefined) throw new UsageError('--organisation must be an ODS code, like RXX.');
  return code;
}

function registerIn(given: Given): Register {
  const register = registerNamed(textOf(given, 'register'));
  if (register !== undefined) return register;
  const names = registers.map(({ name }) => name).join(', ');
  throw new UsageError(`--register must be one of: ${names}.`);
}

/** Whoever may use the database records for the trust; the log names them as they name themselves. */
const askerFor = (given: Given, organisation: OdsCode): ImportOf['asker'] => ({
  actor: textOf(given, 'actor') ?? 'nobody',
  role: 'trust-recorder',
  organisation,
});

async function write(given: Given, { report: of, rejected }: Imported): Promise<void> {
  const [problems, rest] = [textOf(given, 'problems'), textOf(given, 'rejected')];
  if (problems !== undefined) await writeFile(problems, problemsCsv(of));
  if (rest !== undefined && rejected !== undefined) await writeFile(rest, rejected);
}

function tell(given: Given, terminal: Terminal, of: ImportReport): void {
  answer(terminal, isJson(given), { fields: of, lines: linesOf(of) });
}

function codeOf({ stage, file, totals }: ImportReport): number {
  const wrong = totals.conflict + totals.invalid;
  if (file.length > 0) return EXIT.invalid;
  if (wrong === 0) return EXIT.done;
  if (stage === 'completed') return EXIT.partial;
  return totals.invalid === 0 ? EXIT.conflict : EXIT.invalid;
}
