import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import {
  Importing,
  readImport,
  registerNamed,
  reportOf,
  Withdrawing,
  type HowToRun,
  type ImportOf,
  type ImportReport,
  type ImportSeen,
  type Progress,
  type Withdrawn,
} from '#imports';
import { readOrganisationStanding } from '#organisations';
import { Log } from '#settings';
import type { FreeText, OdsCode } from '#vocabulary';
import { outlast, type Outage } from '../outlast.js';
import { KeptImports, type KeptImport } from './kept-imports.js';

type Asker = ImportOf['asker'];
export type FileOf = ImportOf & Readonly<{ bytes: Buffer; name?: string | undefined }>;

/** How an import stands: at work, or what came of it. */
export type ImportStanding = Readonly<{
  importId: string;
  register: string;
  running: Progress | undefined;
  /** It ended by a fault of ours, and can be gone on with: in part, where that was asked for. */
  stopped: Readonly<{ partial: boolean }> | undefined;
  report: ImportReport | undefined;
  hasRejected: boolean;
  /** Why and when it was taken back, and in which role; undefined where it was not. */
  withdrawn?: Pick<NonNullable<ImportSeen['withdrawn']>, 'reason' | 'recordedAt' | 'role'>;
}>;

/** Where files are handed in: checked, kept, run side by side with all else, and gone on with after a restart. */
@Injectable()
export class ImportDesk implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly atWork = new Map<string, Readonly<{ done: Promise<void> }>>();
  private readonly progress = new Map<string, Progress>();
  private readonly stopping = new AbortController();

  constructor(
    @Inject(Importing) private readonly importing: Importing,
    @Inject(Withdrawing) private readonly withdrawing: Withdrawing,
    @Inject(KeptImports) private readonly kept: KeptImports,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(Log) private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const each of await this.kept.unfinished()) this.goOnWith(each);
  }

  /** What is cut off here is gone on with by whoever starts next. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.atWork.values()].map(({ done }) => done));
  }

  /** What a file would lead to; kept for its run. */
  async check({ bytes, name, ...of }: FileOf): Promise<ImportReport> {
    const imported = await this.importing.check({ bytes, name }, of);
    const { report } = imported;
    // What is no table at all is not worth keeping.
    if (report.file.length === 0) {
      await this.kept.keep({ ...report, register: of.register.name }, bytes);
      if (report.stage === 'checked') await this.kept.checked(of.organisation, imported);
    }
    return report;
  }

  /** Begins to record a file that is handed in; what is recorded already is not begun again. */
  async begin({ bytes, ...of }: FileOf, partial: boolean): Promise<string> {
    const importId = await this.importing.idOf(bytes, of);
    await this.kept.keep({ ...of, importId, register: of.register.name }, bytes);
    await this.run(of.organisation, importId, of.asker, partial);
    return importId;
  }

  /** Begins to record a file that was checked; false where it is not kept any more. */
  async run(
    organisation: OdsCode,
    importId: string,
    asker: Asker,
    partial: boolean,
  ): Promise<boolean> {
    const found = await this.kept.find(organisation, importId);
    if (found === undefined) return false;
    if (this.atWork.has(importId)) return true;
    const running = { ...asker, partial };
    await this.kept.running(found, running);
    this.goOnWith({ ...found, running });
    return true;
  }

  /** Waits for an import that this server is at work on. */
  async settled(importId: string): Promise<void> {
    await this.atWork.get(importId)?.done;
  }

  async standing(organisation: OdsCode, importId: string): Promise<ImportStanding | undefined> {
    const kept = await this.kept.find(organisation, importId);
    const seen = await readImport(this.store, importId);
    const of = kept ?? seen.started?.of;
    if (of?.organisation !== organisation) return undefined;
    const { running, isStopped = false } = kept ?? {};
    return {
      importId,
      register: of.register,
      running: isStopped ? undefined : running && (this.progress.get(importId) ?? WAITING),
      stopped: isStopped ? running : undefined,
      report: fullerOf(kept?.report, reportOf(importId, seen)),
      hasRejected: kept?.hasRejected === true,
      ...(seen.withdrawn && { withdrawn: seen.withdrawn }),
    };
  }

  /** The rows of an import that were not accepted, as CSV; undefined where none are kept. */
  rejected(organisation: OdsCode, importId: string): Promise<string | undefined> {
    return this.kept.rejectedOf(organisation, importId);
  }

  /** The name of a trust, for the pages about its imports; its code where it is not registered. */
  async nameOf(organisation: OdsCode): Promise<string> {
    return (await readOrganisationStanding(this.store, organisation))?.name ?? organisation;
  }

  withdraw(
    organisation: OdsCode,
    importId: string,
    { reason, asker }: Readonly<{ reason: FreeText; asker: Asker }>,
  ): Promise<(Withdrawn & Readonly<{ report: ImportReport }>) | undefined> {
    return this.withdrawing.withdraw({ organisation, importId, reason, asker });
  }

  private goOnWith(kept: KeptImport): void {
    const { importId } = kept;
    if (this.atWork.has(importId)) return;
    const done = this.surely(kept).finally(() => {
      this.atWork.delete(importId);
      this.progress.delete(importId);
    });
    this.atWork.set(importId, { done });
  }

  /** What is out of reach is waited for, however long; what failed otherwise is told, and kept. */
  private async surely(kept: KeptImport): Promise<void> {
    const { signal } = this.stopping;
    const outage: Outage = {
      signal,
      patience: Infinity,
      begun: (sentence) => {
        this.log.warn(`Import ${kept.importId}: ${sentence}`);
      },
    };
    try {
      await outlast(() => this.record(kept), outage);
    } catch (error) {
      // Cut off by the end of this server, it waits for the next.
      if (signal.aborted) return;
      this.log.failure(error);
      await outlast(() => this.kept.stopped(kept), outage).catch((failure: unknown) => {
        this.log.failure(failure);
      });
    }
  }

  private async record(kept: KeptImport): Promise<void> {
    const { importId, organisation, running } = kept;
    const register = registerNamed(kept.register);
    const bytes = await this.kept.bytesOf(kept);
    if (register === undefined || running === undefined || bytes === undefined) return;
    const { partial, ...asker } = running;
    const how: HowToRun = {
      partial,
      signal: this.stopping.signal,
      onProgress: (progress) => this.progress.set(importId, progress),
    };
    await this.kept.ended(
      organisation,
      await this.importing.run({ bytes }, { organisation, register, asker }, how),
    );
  }
}

const WAITING: Progress = { step: 'checking', done: 0, of: 0 };

/** What was kept tells of each cell, and the log of what holds: where both mean the same, the fuller. */
const fullerOf = (
  kept: ImportReport | undefined,
  logged: ImportReport | undefined,
): ImportReport | undefined =>
  logged === undefined || kept?.stage === logged.stage ? kept : logged;
