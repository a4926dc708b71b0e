import type { Pool } from 'pg';
import { makeEdgeTables } from '../edge-tables.js';

/** What is kept of who came and went; what somebody recorded stands in the log itself. */
export const accessKinds = ['sign-in', 'sign-out', 'refusal', 'export'] as const;
export type AccessKind = (typeof accessKinds)[number];

/** One thing that somebody did or was refused. Of people only the opaque id, of addresses only the route. */
export type Access = Readonly<{
  kind: AccessKind;
  /** Null where nobody was signed in. */
  actor: string | null;
  role: string | null;
  organisation: string | null;
  method: string;
  /** "/api/v1/organisations/:ods/timeline": what was asked about is not kept, but for `about`. */
  route: string;
  /** The organisation, programme or evidence that the address names. */
  about: string | null;
  status: number;
  /** Why not, as the problem was called. */
  code: string | null;
  requestId: string;
}>;

export type AccessListed = Access & Readonly<{ line: number; at: string }>;

export type AccessPage = Readonly<{
  lines: readonly AccessListed[];
  /** To be given as `before` for the next page; null on the last. */
  next: number | null;
}>;

/** Beyond this the oldest are let go, so that a database that is away takes no memory without end. */
const MOST_WAITING = 10_000;
/** How long a line is kept; older ones are deleted at the start. */
export const ACCESS_KEPT = '2 years';

/** Who came, went, was refused and took data away. Written behind the answers, which do not wait for it. */
export class AccessLog {
  private waiting: Access[] = [];
  private writing: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly failed: (error: unknown) => void,
  ) {}

  async prepare(): Promise<void> {
    await makeEdgeTables(
      this.pool,
      `create table if not exists edge.access_log (
        line bigint generated always as identity primary key,
        at timestamptz not null default now(),
        kind text not null,
        actor text,
        role text,
        organisation text,
        method text not null,
        route text not null,
        about text,
        status smallint not null,
        code text,
        request_id text not null
      )`,
      `create index if not exists access_log_by_kind on edge.access_log (kind, line)`,
    );
    await this.pool.query(
      `delete from edge.access_log where at < now() - interval '${ACCESS_KEPT}'`,
    );
  }

  note(access: Access): void {
    this.waiting.push(access);
    if (this.waiting.length > MOST_WAITING) this.waiting.shift();
    this.writing ??= this.write().finally(() => {
      this.writing = undefined;
    });
  }

  /** Once all that was noted is written, or could not be: it is tried again with the next. */
  async settled(): Promise<void> {
    await this.writing;
  }

  /** The newest first; `before` is a line that the page before ended with. */
  async page(
    { before, limit }: Readonly<{ before?: number | undefined; limit: number }>,
    kind?: AccessKind,
  ): Promise<AccessPage> {
    await this.settled();
    const { rows } = await this.pool.query<Omit<AccessListed, 'at'> & Readonly<{ at: Date }>>(
      `select line::int, at, kind, actor, role, organisation, method, route, about, status, code,
         request_id as "requestId"
       from edge.access_log
       where ($1::bigint is null or line < $1) and ($2::text is null or kind = $2)
       order by line desc limit $3`,
      [before ?? null, kind ?? null, limit + 1],
    );
    const lines = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
    return { lines, next: rows.length > limit ? (lines.at(-1)?.line ?? null) : null };
  }

  private async write(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.pool.query(INSERT, [JSON.stringify(batch)]);
      } catch (error) {
        this.waiting = [...batch, ...this.waiting].slice(-MOST_WAITING);
        this.failed(error);
        return;
      }
    }
  }
}

const INSERT = `
  insert into edge.access_log
    (kind, actor, role, organisation, method, route, about, status, code, request_id)
  select kind, actor, role, organisation, method, route, about, status, code, "requestId"
  from jsonb_to_recordset($1::jsonb) as noted (kind text, actor text, role text, organisation text,
    method text, route text, about text, status smallint, code text, "requestId" text)`;
