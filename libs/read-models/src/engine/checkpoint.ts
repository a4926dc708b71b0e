import type { ClientBase } from 'pg';
import { inTransaction } from './connection.js';
import { Fenced } from './alarms.js';

/** The last event that the read models include. */
export type Checkpoint = Readonly<{
  position: bigint | undefined;
  eventId: string | undefined;
  entry: number;
  /** The running maximum of the store's clock. */
  recordedAt: string | undefined;
}>;

export const BEGINNING: Checkpoint = {
  position: undefined,
  eventId: undefined,
  entry: 0,
  recordedAt: undefined,
};

/** What the database says of the live tables and of who leads. */
export type Standing = Readonly<{
  checkpoint: Checkpoint;
  /** Derived tables hold for this position; behind the checkpoint while catching up. */
  settled: bigint | undefined;
  generation: number | undefined;
  versions: Readonly<Record<string, number>>;
  shape: string;
  epoch: number;
}>;

/** The right to write: lost as soon as somebody raises the epoch or swaps the tables. */
export type Lease = Readonly<{ holder: string; epoch: number; generation: number }>;

export const LEASE_SECONDS = 6;

/** Creates what the engine needs for itself; safe when several processes start at once. */
export async function prepare(client: ClientBase): Promise<void> {
  await inTransaction(client, async () => {
    await client.query("select pg_advisory_xact_lock(hashtext('projections: prepare'))");
    await client.query(`
      create schema if not exists projections;
      create schema if not exists read_models;
      create sequence if not exists projections.generations;
      create table if not exists projections.checkpoint (
        id int primary key check (id = 1),
        generation int,
        versions jsonb not null default '{}',
        shape text not null default '',
        holder uuid,
        epoch bigint not null default 0,
        lease_until timestamptz,
        position bigint,
        event_id uuid,
        entry bigint not null default 0,
        recorded_at text,
        settled bigint
      ) with (fillfactor = 10);
      create table if not exists projections.pending (
        derived text not null,
        key text not null,
        primary key (derived, key)
      );
      alter table projections.pending add column if not exists since text;
      insert into projections.checkpoint (id) values (1) on conflict do nothing;`);
  });
}

export async function readStanding(
  client: ClientBase,
  lock: '' | 'for update' = '',
): Promise<Standing> {
  const { rows } = await client.query<StandingRow>(
    `select generation, versions, shape, epoch::int, position::text, event_id, entry::int,
       recorded_at, settled::text from projections.checkpoint where id = 1 ${lock}`,
  );
  const [row] = rows;
  if (row === undefined)
    throw new Error('The checkpoint row is missing; the engine never deletes it.');
  return {
    checkpoint: {
      position: row.position === null ? undefined : BigInt(row.position),
      eventId: row.event_id ?? undefined,
      entry: row.entry,
      recordedAt: row.recorded_at ?? undefined,
    },
    settled: row.settled === null ? undefined : BigInt(row.settled),
    generation: row.generation ?? undefined,
    versions: row.versions,
    shape: row.shape,
    epoch: row.epoch,
  };
}

/** Takes the lease if nobody holds it, and with it a new epoch. */
export async function acquire(client: ClientBase, holder: string): Promise<Lease | undefined> {
  const { rows } = await client.query<{ epoch: number; generation: number }>(
    `update projections.checkpoint set holder = $1, epoch = epoch + 1,
       lease_until = clock_timestamp() + make_interval(secs => $2)
     where id = 1 and generation is not null
       and (holder is null or holder = $1 or lease_until < clock_timestamp())
     returning epoch::int, generation`,
    [holder, LEASE_SECONDS],
  );
  const [row] = rows;
  return row && { holder, ...row };
}

/** Heartbeat; false when the lease is lost. */
export async function renew(
  client: ClientBase,
  { holder, epoch, generation }: Lease,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update projections.checkpoint set lease_until = clock_timestamp() + make_interval(secs => $1)
     where id = 1 and holder = $2 and epoch = $3 and generation = $4`,
    [LEASE_SECONDS, holder, epoch, generation],
  );
  return rowCount === 1;
}

export async function release(client: ClientBase, { holder, epoch }: Lease): Promise<void> {
  await client.query(
    `update projections.checkpoint set holder = null, lease_until = null
     where id = 1 and holder = $1 and epoch = $2`,
    [holder, epoch],
  );
}

/** The last statement of a batch: it goes nowhere unless this lease still counts. */
export async function advance(
  client: ClientBase,
  lease: Lease,
  step: Readonly<{ from: Checkpoint; to: Checkpoint; settled: bigint | undefined }>,
): Promise<void> {
  const { from, to, settled } = step;
  const { rowCount } = await client.query({
    name: 'projections-advance',
    text: `update projections.checkpoint
       set position = $1, event_id = $2, entry = $3, recorded_at = $4, settled = $5
       where id = 1 and epoch = $6 and generation = $7 and position is not distinct from $8`,
    values: [
      to.position ?? null,
      to.eventId ?? null,
      to.entry,
      to.recordedAt ?? null,
      settled ?? null,
      lease.epoch,
      lease.generation,
      from.position ?? null,
    ],
  });
  if (rowCount !== 1) throw new Fenced();
}

type StandingRow = Readonly<{
  generation: number | null;
  versions: Record<string, number>;
  shape: string;
  epoch: number;
  position: string | null;
  event_id: string | null;
  entry: number;
  recorded_at: string | null;
  settled: string | null;
}>;
