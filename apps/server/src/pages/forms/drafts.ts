import type { Pool } from 'pg';
import type { ReceiptBody } from '../../api/http/answer.js';
import type { Answers, Said, Typed } from './form.js';
import { makeEdgeTables } from '../../edge-tables.js';

/** What somebody has answered so far, and the receipt once it is recorded. */
export type Draft = Readonly<{
  answers: Answers;
  /** What was typed while nobody was signed in, as it was typed, with the step it belongs to. */
  unread: Readonly<{ step: string; typed: Typed }> | null;
  receipt: ReceiptKept | null;
}>;

/** What was recorded, in the words of the day: what is known of a trust goes on after it. */
export type ReceiptKept = ReceiptBody & Readonly<{ said: Said }>;

type Key = Readonly<{
  id: string;
  /** The address of the form: a draft of one is no draft of another. */
  form: string;
  /** Whose it is; undefined while nobody is signed in. */
  owner: string | undefined;
}>;

/** A form that somebody has begun and not handed in. */
export type Unfinished = Readonly<{
  id: string;
  form: string;
  /** What the form does, and to what. */
  title: string;
  /** Answered last on the day it is now; else the day before, as none is kept for longer. */
  isOfToday: boolean;
}>;

/** Until when a draft is kept that is touched today, as every page says it. */
export const KEPT_UNTIL = '5pm tomorrow';

/**
 * Answers on their way to a command. They live in a table of the edge and not in the pages, so that
 * going back, a session that ends and a server that is started anew lose none of them.
 */
export class Drafts {
  constructor(private readonly pool: Pool) {}

  async prepare(): Promise<void> {
    await makeEdgeTables(
      this.pool,
      `create table if not exists edge.form_drafts (
        id uuid primary key,
        form text not null,
        owner text,
        answers jsonb not null,
        unread jsonb,
        receipt jsonb,
        kept_until timestamptz not null
      )`,
      `alter table edge.form_drafts add column if not exists title text`,
      `create index if not exists form_drafts_by_age on edge.form_drafts (kept_until)`,
    );
  }

  /** A draft of this person; what was typed while nobody was signed in is whoever's knows its id. */
  async read({ id, form, owner }: Key): Promise<Draft | undefined> {
    const { rows } = await this.pool.query<Draft>(
      `select answers, unread, receipt from edge.form_drafts
       where id = $1 and form = $2 and (owner is null or owner = $3) and kept_until > now()`,
      [id, form, owner],
    );
    return rows[0];
  }

  /** What this person has begun under an address and not handed in, the last answered first. */
  async unfinished(owner: string, under: string): Promise<readonly Unfinished[]> {
    const { rows } = await this.pool.query<Unfinished>(
      `select id, form, title,
         (kept_until at time zone 'Europe/London')::date > (now() at time zone 'Europe/London')::date as "isOfToday"
       from edge.form_drafts
       where owner = $1 and starts_with(form, $2) and title is not null and receipt is null and kept_until > now()
       order by kept_until desc, id`,
      [owner, `${under}/`],
    );
    return rows;
  }

  /** Keeps the answers, and the title of their form; false where the draft is somebody else's, or was recorded already. */
  async save(key: Key, answers: Answers, title: string): Promise<boolean> {
    await this.forget();
    const change = 'answers = excluded.answers, unread = null, title = excluded.title';
    return this.write(key, change, { answers, title, unread: null });
  }

  /** Keeps what was typed into a step, read or not, beside the answers before it. */
  async keepUnread(key: Key, unread: NonNullable<Draft['unread']>): Promise<boolean> {
    return this.write(key, 'unread = excluded.unread', { answers: {}, title: null, unread });
  }

  async finish({ id, form, owner }: Key, receipt: ReceiptKept): Promise<void> {
    await this.pool.query(
      `update edge.form_drafts set receipt = $4 where id = $1 and form = $2 and owner = $3`,
      [id, form, owner, JSON.stringify(receipt)],
    );
  }

  private async write(
    { id, form, owner }: Key,
    change: string,
    { answers, unread, title }: Omit<Draft, 'receipt'> & Readonly<{ title: string | null }>,
  ): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `insert into edge.form_drafts as kept (id, form, owner, answers, unread, title, kept_until)
       values ($1, $2, $3, $4, $5, $6, ${FIVE_TOMORROW})
       on conflict (id) do update set ${change}, kept_until = excluded.kept_until,
         owner = coalesce(kept.owner, excluded.owner)
       where kept.form = excluded.form and kept.receipt is null
         and (kept.owner is null or excluded.owner is null or kept.owner = excluded.owner)`,
      [
        ...[id, form, owner, JSON.stringify(answers)],
        ...[unread === null ? null : JSON.stringify(unread), title],
      ],
    );
    return rowCount === 1;
  }

  private async forget(): Promise<void> {
    await this.pool.query(`delete from edge.form_drafts where kept_until < now()`);
  }
}

const FIVE_TOMORROW = `(((now() at time zone 'Europe/London')::date + 1 + time '17:00') at time zone 'Europe/London')`;
