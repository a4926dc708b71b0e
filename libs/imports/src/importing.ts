import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EVENT_STORE, type Asker, type EventStore, type Handled } from '#event-sourcing';
import type { OdsCode } from '#vocabulary';
import { ImportRequest } from './import.handler.js';
import { readImport, type ImportSeen } from './import.reader.js';
import { importIdOf, sha256Of } from './identity.js';
import type { Register } from './registers/register.js';
import { noRows, type ImportReport } from './report.js';
import { judged, outcomeOf, rejectedCsv, reportOf } from './report-of.js';
import type { Outcomes } from './rows/outcomes.js';
import { commandIdOf, planRows, type Plan } from './rows/plan.js';
import { putRows } from './rows/put-rows.js';
import { fileProblem, headingProblems, readRows } from './rows/read-rows.js';
import { readSheet, type FileGiven } from './sheets/read-sheet.js';

/** Whose file it is, for which register, and who brings it. */
export type ImportOf = Readonly<{
  organisation: OdsCode;
  register: Register;
  asker: Omit<Asker, 'commandId' | 'correlation'>;
}>;

export type Progress = Readonly<{ step: 'checking' | 'recording'; done: number; of: number }>;

export type HowToRun = Readonly<{
  /** Records the rows that are right although others are not. */
  partial?: boolean;
  onProgress?: (progress: Progress) => void;
  /** Cuts it off between two appends; put again, it goes on. */
  signal?: AbortSignal;
}>;

export type Imported = Readonly<{
  report: ImportReport;
  /** The rows that were not accepted, as CSV in the same template. */
  rejected?: string | undefined;
}>;

type Identity = Pick<ImportReport, 'importId' | 'organisation' | 'register' | 'sha256'>;
type Looked = Readonly<{
  identity: Identity;
  seen: ImportSeen;
  plan: Plan;
  /** By its rehearsal. */
  outcomes: Outcomes;
  imported: Imported;
}>;

/** Spreadsheets to commands, row by row: looked at first, recorded all or not at all. */
@Injectable()
export class Importing {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** The import that a file is, whether or not it was ever begun. */
  async idOf(bytes: Buffer, of: ImportOf): Promise<string> {
    return (await this.identify(bytes, of)).identity.importId;
  }

  /** What a file would lead to; nothing is recorded. A file that was imported shows what it led to. */
  async check(file: FileGiven, of: ImportOf, how: HowToRun = {}): Promise<Imported> {
    const looked = await this.look(file, of, how);
    return 'imported' in looked ? looked.imported : looked;
  }

  /**
   * Records the rows of a file. Where one is wrong, none is, unless `partial`. An import that was cut
   * off goes on with the same file, and ends as if it had not been.
   */
  async run(file: FileGiven, of: ImportOf, how: HowToRun = {}): Promise<Imported> {
    const looked = await this.look(file, of, how);
    if (!('imported' in looked)) return looked;
    const { identity, seen, imported } = looked;
    const { conflict, invalid, rows } = imported.report.totals;
    const isGoingOn = seen.started !== undefined;
    const { partial = false } = how;
    if (conflict + invalid > 0 && !partial && !isGoingOn) {
      return { ...imported, report: { ...imported.report, stage: 'refused' } };
    }
    const { importId, ...ofFile } = identity;
    const { template } = of.register;
    await this.note(of, {
      type: 'StartImport',
      data: {
        importId,
        files: [of.register.name],
        of: { ...ofFile, template, rows, partial },
      },
    });
    return this.record(of, looked, how);
  }

  private async record(
    of: ImportOf,
    { identity, plan, outcomes: rehearsed, imported }: Looked,
    { onProgress, signal }: HowToRun,
  ): Promise<Imported> {
    const { importId } = identity;
    const asked = plan.asked.reduce((sum, { rows }) => sum + rows.length, 0);
    const refused = rehearsed.wrong.length - plan.outcomes.wrong.length;
    const outcomes = await putRows(
      this.commands,
      plan,
      { ...of, importId },
      {
        rehearsed,
        onAnswered: (done) => onProgress?.({ step: 'recording', done, of: asked - refused }),
        signal,
      },
    );
    const { position } = await this.note(of, {
      type: 'CompleteImport',
      data: { importId, files: [outcomeOf(of.register, outcomes)] },
    });
    return {
      report: {
        ...imported.report,
        ...judged(outcomes, imported.report.sheet),
        stage: 'completed',
        ...(position === undefined ? {} : { position: String(position) }),
      },
      rejected: rejectedCsv(of.register, outcomes),
    };
  }

  private async look(file: FileGiven, of: ImportOf, how: HowToRun): Promise<Looked | Imported> {
    const { organisation, register } = of;
    const { identity, seen } = await this.identify(file.bytes, of);
    const earlier = reportOf(identity.importId, seen);
    if (earlier !== undefined) return { report: earlier };
    const read = await readSheet(file, register.title);
    const unread = (problems: ImportReport['file']): Imported => ({
      report: { ...identity, ...nothingFound, stage: 'refused', file: problems },
    });
    if (read.outcome === 'unreadable') return unread([fileProblem(read.because, read.detail)]);
    const headings = headingProblems(read.sheet, register);
    if (headings.length > 0) return unread(headings);
    const { name, rows } = read.sheet;
    how.onProgress?.({ step: 'checking', done: 0, of: rows.length });
    const { importId } = identity;
    const rowsOf = { ...of, importId };
    const plan = await planRows(this.store, readRows(read.sheet, register, organisation), rowsOf);
    const { signal } = how;
    const outcomes = await putRows(this.commands, plan, rowsOf, { rehearsal: true, signal });
    how.onProgress?.({ step: 'checking', done: rows.length, of: rows.length });
    const report = {
      ...{ ...identity, ...nothingFound, ...judged(outcomes, name) },
      ...(name !== undefined && { sheet: name }),
    };
    const imported = { report, rejected: rejectedCsv(register, outcomes) };
    return { identity, seen, plan, outcomes, imported };
  }

  /** The import that these bytes are: the first that was not withdrawn. */
  private async identify(bytes: Buffer, { organisation, register }: ImportOf) {
    const of = { organisation, register: register.name, sha256: sha256Of(bytes) };
    for (let attempt = 0; ; attempt++) {
      const importId = importIdOf(of, attempt);
      const seen = await readImport(this.store, importId);
      if (seen.withdrawn === undefined) return { identity: { importId, ...of }, seen };
    }
  }

  private async note({ asker }: ImportOf, command: ImportRequest['command']) {
    const { importId } = command.data;
    return noted(
      await this.commands.execute(
        new ImportRequest(command, {
          ...asker,
          commandId: commandIdOf(importId, command.type),
          correlation: importId,
        }),
      ),
    );
  }
}

const nothingFound = {
  stage: 'checked',
  file: [],
  totals: noRows,
  problems: [],
  problemsFound: 0,
  repeated: false,
} as const;

/** Somebody who imports the same file at the same moment may have noted it first, in other words. */
function noted(handled: Handled<string>): Readonly<{ position: bigint | undefined }> {
  if (handled.outcome === 'accepted') return handled;
  if (handled.outcome === 'refused' && handled.because === 'command-id-reused') {
    return { position: undefined };
  }
  throw new Error(`The import was not noted: ${handled.outcome}`);
}
