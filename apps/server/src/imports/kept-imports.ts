import type { Pool } from 'pg';
import type { ImportReport, Imported } from '#imports';
import type { OdsCode } from '#vocabulary';
import { makeEdgeTables } from '../edge-tables.js';

/** A file between its check and its run, and what was last said of it. */
export type KeptImport = Readonly<{
  importId: string;
  organisation: OdsCode;
  register: string;
  bytes: Buffer;
  /** Who is having it run; it goes on in their name after a restart. */
  running:
    Readonly<{ actor: string; role: string; organisation: string; partial: boolean }> | undefined;
  report: ImportReport | undefined;
  rejected: string | undefined;
}>;

type Row = Readonly<{
  import_id: string;
  organisation: OdsCode;
  register: string;
  bytes: Buffer;
  running: NonNullable<KeptImport['running']> | null;
  report: ImportReport | null;
  rejected: string | null;
}>;

/** How long a file is kept that was handed in; older ones are deleted with the next. */
export const FILES_KEPT = '7 days';

/**
 * Files wait here for their confirmation, and for a server that was stopped to come back. The log holds
 * what became of them; the bytes are forgotten after seven days.
 */
export class KeptImports {
  constructor(private readonly pool: Pool) {}

  async prepare(): Promise<void> {
    await makeEdgeTables(
      this.pool,
      `create table if not exists edge.imports (
        organisation text not null,
        import_id text not null,
        register text not null,
        bytes bytea not null,
        running jsonb,
        report jsonb,
        rejected text,
        kept_at timestamptz not null default now(),
        primary key (organisation, import_id)
      )`,
    );
  }

  /** Keeps a file; one that is kept already stays as it is. Old ones are forgotten on the way. */
  async keep(
    {
      importId,
      organisation,
      register,
    }: Pick<KeptImport, 'importId' | 'organisation' | 'register'>,
    bytes: Buffer,
  ): Promise<void> {
    await this.pool.query(
      'delete from edge.imports where running is null and kept_at < now() - $1::interval',
      [FILES_KEPT],
    );
    await this.pool.query(
      `insert into edge.imports (organisation, import_id, register, bytes)
       values ($1, $2, $3, $4) on conflict do nothing`,
      [organisation, importId, register, bytes],
    );
  }

  async running(
    { importId, organisation }: Pick<KeptImport, 'importId' | 'organisation'>,
    running: NonNullable<KeptImport['running']>,
  ): Promise<void> {
    await this.pool.query(
      'update edge.imports set running = $3 where organisation = $1 and import_id = $2',
      [organisation, importId, running],
    );
  }

  /** What a check has said; a run that is under way knows better. */
  async checked(organisation: OdsCode, { report, rejected }: Imported): Promise<void> {
    await this.pool.query(
      `update edge.imports set report = $3, rejected = $4
       where organisation = $1 and import_id = $2 and running is null`,
      [organisation, report.importId, report, rejected ?? null],
    );
  }

  /** What a run has said; then it runs no more. One that found all of it done keeps what was rejected. */
  async ended(organisation: OdsCode, { report, rejected }: Imported): Promise<void> {
    await this.pool.query(
      `update edge.imports set running = null, report = $3, rejected = coalesce($4, rejected)
       where organisation = $1 and import_id = $2`,
      [organisation, report.importId, report, rejected ?? null],
    );
  }

  async find(organisation: OdsCode, importId: string): Promise<KeptImport | undefined> {
    const { rows } = await this.pool.query<Row>(
      'select * from edge.imports where organisation = $1 and import_id = $2',
      [organisation, importId],
    );
    return rows.map(keptIn)[0];
  }

  /** Those that a server was at work on when it stopped, or another is at work on now. */
  async unfinished(): Promise<readonly KeptImport[]> {
    const { rows } = await this.pool.query<Row>(
      'select * from edge.imports where running is not null',
    );
    return rows.map(keptIn);
  }
}

const keptIn = ({ import_id: importId, ...row }: Row): KeptImport => ({
  importId,
  ...row,
  running: row.running ?? undefined,
  report: row.report ?? undefined,
  rejected: row.rejected ?? undefined,
});
