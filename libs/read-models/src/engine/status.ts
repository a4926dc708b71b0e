import type { Client } from 'pg';
import type { EventStore, Head } from '#event-sourcing';
import type { Alarm } from './alarms.js';
import {
  BEGINNING,
  LEASE_SECONDS,
  readStanding,
  type Checkpoint,
  type Standing,
} from './checkpoint.js';
import { connect, inTransaction } from './connection.js';
import { alarmAhead } from './diagnosis.js';
import type { Positions } from './numbering.js';
import type { ProjectionSet } from './projection-set.js';

export type StatusOptions = Readonly<{
  databaseUrl: string;
  store: EventStore;
  set: ProjectionSet;
  positions: Positions;
}>;

/** How the read models stand to the log, seen from outside, whoever projects. */
export type EngineStatus = Readonly<{
  checkpoint: Checkpoint;
  /** Derived tables, such as the intervals of stages, include the checkpoint too. */
  isSettled: boolean;
  head: Head | undefined;
  lag: Lag;
  epoch: number;
  leader: Leader | undefined;
  /** Tables are being made anew, for a rebuild or a comparison. */
  isBuilding: boolean;
  /** `live`: the version of the tables that queries read; `own`: that of this build. */
  versions: readonly Readonly<{
    name: string;
    live: number | undefined;
    own: number | undefined;
  }>[];
  /** The live tables are those of this build. */
  isLive: boolean;
  alarm: Alarm | undefined;
}>;

/** What the read models do not include yet; undefined where it can't be known. */
type Lag = Readonly<{
  /** Known where positions are entry numbers, or nothing is left to read. */
  entries: number | undefined;
  /** How long the oldest of them has been waiting; a simulated log has no such age. */
  seconds: number | undefined;
}>;

type Leader = Readonly<{
  id: string;
  /** Seconds since its last heartbeat. */
  heartbeatAge: number;
  /** False: its lease has run out, and nobody has taken it over. */
  isAlive: boolean;
}>;

/** Only reads, so that it can be asked at any time. */
export async function readStatus(options: StatusOptions): Promise<EngineStatus> {
  const client = await connect(options.databaseUrl, 'projecting');
  try {
    const seen = await inTransaction(
      client,
      () => look(client),
      'begin isolation level repeatable read read only',
    );
    // Read afterwards, so that the log is never behind what was read from it.
    const head = await options.store.head();
    const { checkpoint, versions: live, epoch, settled } = seen.standing;
    const own = options.set.versions;
    return {
      checkpoint,
      isSettled: settled === checkpoint.position,
      head,
      lag: await lagOf(options, { checkpoint, head, now: seen.now }),
      epoch,
      leader: seen.leader,
      isBuilding: seen.isBuilding,
      versions: [...new Set([...Object.keys(own), ...Object.keys(live)])].map((name) => ({
        name,
        live: live[name],
        own: own[name],
      })),
      isLive: options.set.isLive(seen.standing),
      alarm: await alarmAhead(options, seen.standing),
    };
  } finally {
    await client.end();
  }
}

type Seen = Readonly<{
  standing: Standing;
  leader: Leader | undefined;
  isBuilding: boolean;
  now: number;
}>;

async function look(client: Client): Promise<Seen> {
  const { rows: beside } = await client.query<{ exists: boolean; building: boolean; now: string }>(
    `select to_regclass('projections.checkpoint') is not null as exists, clock_timestamp() as now,
       exists (select from pg_locks l join pg_database d on d.oid = l.database
         where d.datname = current_database() and l.locktype = 'advisory' and l.objsubid = 1
           and l.granted and (l.classid::bigint << 32) | l.objid::bigint
             = hashtext('projections: build')::bigint) as building`,
  );
  const { exists = false, building = false, now = '' } = beside[0] ?? {};
  return {
    standing: exists ? await readStanding(client) : NOTHING,
    leader: exists ? await readLeader(client) : undefined,
    isBuilding: building,
    now: Date.parse(now),
  };
}

const NOTHING: Standing = {
  checkpoint: BEGINNING,
  settled: undefined,
  generation: undefined,
  versions: {},
  shape: '',
  epoch: 0,
};

async function readLeader(client: Client): Promise<Leader | undefined> {
  const { rows } = await client.query<{ holder: string; left: number }>(
    `select holder, extract(epoch from lease_until - clock_timestamp())::float as left
     from projections.checkpoint where id = 1 and holder is not null`,
  );
  const [row] = rows;
  return row && { id: row.holder, heartbeatAge: LEASE_SECONDS - row.left, isAlive: row.left > 0 };
}

async function lagOf(
  { store, positions }: StatusOptions,
  seen: Readonly<{ checkpoint: Checkpoint; head: Head | undefined; now: number }>,
): Promise<Lag> {
  const { checkpoint, head, now } = seen;
  const [oldest] = await store.readAll(checkpoint.position, 1);
  if (head === undefined || oldest === undefined) return { entries: 0, seconds: 0 };
  const isSimulated = (await store.standing()) === 'simulating';
  return {
    entries:
      positions === 'gapless' ? Math.max(0, Number(head.position) - checkpoint.entry) : undefined,
    seconds: isSimulated ? undefined : Math.max(0, now - Date.parse(oldest.recordedAt)) / 1_000,
  };
}
