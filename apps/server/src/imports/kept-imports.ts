import type { Pool } from 'pg';
import type { ImportReport, Imported } from '#imports';
import type { OdsCode } from '#vocabulary';
import { makeEdgeTables } from '../edge-tables.js';

/** A file between its check and its run, and what was last said of it. */
export type KeptImport = Readonly<{
  importId: string;
  organisation: OdsCode;
  register: string;
  /** Who is having it run; it goes on in their name after a restart. */
  running:
    Readonly<{ actor: string; role: string; organisation: string; partial: boolean }> | undefined;
  /** Its run ended by a fault of ours; it is gone on with when it is asked for again. */
  isStopped: boolean;
  report: ImportReport | undefined;
  hasRejected: boolean;
}>;

type Which = Pick<KeptImport, 'importId' | 'organisation'>;

type Row = Readonly<{
  import_id: string;
  organisation: OdsCode;
  register: string;
  running: NonNullable<KeptImport['running']> | null;
  stopped: boolean;
  report: ImportReport | null;
  has_rejected: boolean;
}>;

/** How long a file is kept that was handed in; older ones are deleted with the next. */
export const FILES_KEPT = '7 days';

/** Not the bytes, which may be many, and are not wanted by who looks how an import stands. */
const COLUMNS =
  'import_id, organisation, register, running, stopped, report, rejected is not null as has_rejected';

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
      'alter table edge.imports add column if not exists stopped boolean not null default false',
    );
  }

  /** Keeps a file; one that is kept already stays as it is. Old ones are forgotten on the way. */
  async keep(
    { importId, organisation, register }: Which & Pick<KeptImport, 'register'>,
    bytes: Buffer,
  ): Promise<void> {
    await this.pool.query(
      'delete from edge.imports where (running is null or stopped) and kept_at < now() - $1::interval',
      [FILES_KEPT],
    );
    await this.pool.query(
      `insert into edge.imports (organisation, import_id, register, bytes)
       values ($1, $2, $3, $4) on conflict do nothing`,
      [organisation, importId, register, bytes],
    );
  }

  async running(
    { importId, organisation }: Which,
    running: NonNullable<KeptImport['running']>,
  ): Promise<void> {
    await this.pool.query(
      `update edge.imports set running = $3, stopped = false
       where organisation = $1 and import_id = $2`,
      [organisation, importId, running],
    );
  }

  async stopped({ importId, organisation }: Which): Promise<void> {
    await this.pool.query(
      `update edge.imports set stopped = true
       where organisation = $1 and import_id = $2 and running is not null`,
      [organisation, importId],
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
      `update edge.imports set running = null, stopped = false, report = $3, rejected = coalesce($4, rejected)
       where organisation = $1 and import_id = $2`,
      [organisation, report.importId, report, rejected ?? null],
    );
  }

  async find(organisation: OdsCode, importId: string): Promise<KeptImport | undefined> {
    const { rows } = await this.pool.query<Row>(
      `select ${COLUMNS} from edge.imports where organisation = $1 and import_id = $2`,
      [organisation, importId],
    );
    return rows.map(keptIn)[0];
  }

  /** Undefined where it is forgotten. */
  bytesOf({ importId, organisation }: Which): Promise<Buffer | undefined> {
    return this.one<Buffer>('bytes', organisation, importId);
  }

  /** The rows that were not accepted, as CSV; undefined where there are none. */
  rejectedOf(organisation: OdsCode, importId: string): Promise<string | undefined> {
    return this.one<string>('rejected', organisation, importId);
  }

  /** Those that a server was at work on when it ended, or another is at work on now; none that failed. */
  async unfinished(): Promise<readonly KeptImport[]> {
    const { rows } = await this.pool.query<Row>(
      `select ${COLUMNS} from edge.imports where running is not null and not stopped`,
    );
    return rows.map(keptIn);
  }

  private async one<Value>(
    column: 'bytes' | 'rejected',
    ...of: readonly [OdsCode, string]
  ): Promise<Value | undefined> {
    const { rows } = await this.pool.query<Readonly<{ value: Value | null }>>(
      `select ${column} as value from edge.imports where organisation = $1 and import_id = $2`,
      [...of],
    );
    return rows[0]?.value ?? undefined;
  }
}

const keptIn = (row: Row): KeptImport => ({
  importId: row.import_id,
  organisation: row.organisation,
  register: row.register,
  running: row.running ?? undefined,
  isStopped: row.stopped,
  report: row.report ?? undefined,
  hasRejected: row.has_rejected,
});
