import type { Client } from 'pg';
import type { EventStore, StoredEvent } from '#event-sourcing';
import { Alarm } from './alarms.js';
import {
  BEGINNING,
  LEASE_SECONDS,
  prepare,
  readStanding,
  type Checkpoint,
  type Lease,
} from './checkpoint.js';
import { codeOf, connect, inTransaction } from './connection.js';
import { refuseNewer } from './diagnosis.js';
import { settle } from './derived-tables.js';
import { dropOrphanedViews, dropOthers, nextGeneration, type Generation } from './generation.js';
import { Loader } from './loader.js';
import { checkpointAt, numbered, type Positions } from './numbering.js';
import { foldPage, ProjectionFailed, writePage } from './pages.js';
import type { ProjectionSet } from './projection-set.js';
import { assertSameEntries, refuseShorterLog } from './same-entries.js';

export type BuildOptions = Readonly<{
  databaseUrl: string;
  store: EventStore;
  set: ProjectionSet;
  positions: Positions;
  signal: AbortSignal;
  pageSize?: number;
  /** Where to stop reading; the end of the log without it. */
  upTo?: bigint | undefined;
  /** Told now and then how far it is. */
  onProgress?: ((progress: BuildProgress) => void) | undefined;
}>;

export type BuildProgress = Readonly<{
  step: 'waiting for another build' | 'reading' | 'indexing' | 'catching up' | 'comparing';
  /** The last one taken in. */
  entry: number;
}>;

export type Built = Readonly<{ generation: Generation; checkpoint: Checkpoint }>;

/** Small enough that what is made of a page is garbage before it is moved to the old generation. */
const PAGE = 2_000;
const SWAP_ATTEMPTS = 60;

/**
 * Makes every table anew beside the live ones and swaps them in; readers see the old rows or the
 * new ones. One build at a time; `unless` is asked once it is this one's turn.
 */
export async function rebuildAndSwap(
  options: BuildOptions,
  {
    holder,
    unless,
    anotherLog = false,
  }: Readonly<{
    holder?: string;
    unless?: (client: Client) => Promise<boolean>;
    anotherLog?: boolean;
  }>,
): Promise<Lease | undefined> {
  return whileBuilding(options, async (client) => {
    if (await unless?.(client)) return undefined;
    refuseNewer(await readStanding(client), options.set);
    return withBuild(options, client, async (built) => {
      const lease = await swapIn(options, { client, built, holder, anotherLog });
      await sweep(client, lease.generation);
      return lease;
    });
  });
}

/** Runs work on a connection of its own, as the only builder of this database. */
export async function whileBuilding<T>(
  { databaseUrl, signal, onProgress }: BuildOptions,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await connect(databaseUrl, 'building');
  try {
    // What is built is worth nothing before the swap, and the swap waits for the disk.
    await client.query("set synchronous_commit = off; set maintenance_work_mem = '128MB'");
    await prepare(client);
    while (!(await isOnlyBuilder(client))) {
      signal.throwIfAborted();
      onProgress?.({ step: 'waiting for another build', entry: 0 });
      await pause(250, signal);
    }
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Builds a generation up to the end of the log; drops it again if the work with it fails. */
export async function withBuild<T>(
  options: BuildOptions,
  client: Client,
  work: (built: Built) => Promise<T>,
): Promise<T> {
  const standing = await readStanding(client);
  await sweep(client, standing.generation ?? 0);
  const generation = await nextGeneration(client, options.set);
  try {
    await inTransaction(client, () => generation.create(client));
    const checkpoint = await load(options, client, generation);
    return await work({ generation, checkpoint });
  } catch (error) {
    await generation.drop(client).catch(() => undefined);
    throw error instanceof ProjectionFailed ? unbuildable(error) : error;
  }
}

/** Reads the log from the beginning; the next page is fetched while this one is folded. */
async function load(
  { store, positions, signal, upTo, pageSize = PAGE, onProgress }: BuildOptions,
  client: Client,
  generation: Generation,
): Promise<Checkpoint> {
  const loader = new Loader(client, generation);
  let checkpoint = BEGINNING;
  let next = store.readAll(undefined, pageSize);
  for (;;) {
    const events = upToOnly(await next, upTo);
    signal.throwIfAborted();
    const last = events.at(-1);
    if (last === undefined) break;
    next = store.readAll(last.position, pageSize);
    // A failure below leaves this promise to itself.
    next.catch(() => undefined);
    const entries = numbered(events, checkpoint, positions);
    await loader.take(entries);
    const read = entries.at(-1);
    if (read !== undefined) checkpoint = checkpointAt(read);
    onProgress?.({ step: 'reading', entry: checkpoint.entry });
  }
  onProgress?.({ step: 'indexing', entry: checkpoint.entry });
  await loader.finish(checkpoint.entry);
  return checkpoint;
}

/** Follows what was appended meanwhile, batch by batch as the live tables do. */
export async function catchUp(
  { store, set, positions, signal, upTo, pageSize = PAGE, onProgress }: BuildOptions,
  client: Client,
  { generation, checkpoint }: Built,
  atOnce = (work: () => Promise<void>) => inTransaction(client, work),
): Promise<Built> {
  let reached = checkpoint;
  for (;;) {
    signal.throwIfAborted();
    const events = upToOnly(await store.readAll(reached.position, pageSize), upTo);
    if (events.length === 0) return { generation, checkpoint: reached };
    const entries = numbered(events, reached, positions);
    const folded = foldPage(set, entries);
    if ('because' in folded) throw folded.because;
    const last = entries.at(-1);
    if (last === undefined) return { generation, checkpoint: reached };
    await atOnce(async () => {
      await writePage(client, generation, folded.page);
      await settle(client, generation, folded.page.touched, last.entry);
    });
    reached = checkpointAt(last);
    onProgress?.({ step: 'catching up', entry: reached.entry });
  }
}

const upToOnly = (events: readonly StoredEvent[], upTo: bigint | undefined) =>
  upTo === undefined ? events : events.filter(({ position }) => position <= upTo);

type Swap = Readonly<{
  client: Client;
  built: Built;
  holder: string | undefined;
  /** The log is known to be another: entries may be numbered otherwise, and be fewer. */
  anotherLog: boolean;
}>;

async function swapIn(options: BuildOptions, swap: Swap): Promise<Lease> {
  const { client, anotherLog } = swap;
  await client.query('set synchronous_commit = on');
  let { built } = swap;
  let compared = 0;
  let ahead: number | undefined;
  for (let attempt = 0; attempt < SWAP_ATTEMPTS; attempt++) {
    built = await catchUp(options, client, built);
    if (!anotherLog) {
      refuseShorterLog(built.checkpoint, ahead);
      // Compared without a lock first, so that the swap itself has only the last entries to compare.
      compared = await assertSameEntries(client, built, compared);
    }
    try {
      const tried = await inTransaction(client, () => trySwap({ ...swap, built }, compared));
      if (!('ahead' in tried)) return tried;
      ({ ahead } = tried);
    } catch (error) {
      if (codeOf(error) !== LOCK_NOT_AVAILABLE && codeOf(error) !== DEADLOCK) throw error;
      await pause(100, options.signal);
    }
  }
  throw new Alarm(
    'swap-blocked',
    'The rebuilt read models could not go live: long-running readers hold the old ones.',
  );
}

/** Swaps unless the live tables have moved ahead of the built ones; then there is more to catch up. */
async function trySwap(
  { client, built, holder, anotherLog }: Swap,
  compared: number,
): Promise<Lease | Readonly<{ ahead: number }>> {
  const { generation, checkpoint } = built;
  // Shorter than PostgreSQL's deadlock time-out, so that it is the swap that gives way, not a reader.
  await client.query("set local lock_timeout = '500ms'");
  const live = await readStanding(client, 'for update');
  if (!anotherLog) {
    if (live.checkpoint.entry > checkpoint.entry) return { ahead: live.checkpoint.entry };
    await assertSameEntries(client, built, compared);
  }
  await generation.expose(client);
  await dropOrphanedViews(client, generation.set);
  await client.query('truncate projections.pending');
  const { rows } = await client.query<{ epoch: number; holder: string }>(
    `update projections.checkpoint set generation = $1, versions = $2, shape = $3,
       position = $4, event_id = $5, entry = $6, recorded_at = $7, settled = $4
       ${holder === undefined ? '' : TAKE_LEASE}
     where id = 1 returning epoch::int, holder`,
    [
      generation.number,
      JSON.stringify(generation.set.versions),
      generation.set.shape,
      checkpoint.position ?? null,
      checkpoint.eventId ?? null,
      checkpoint.entry,
      checkpoint.recordedAt ?? null,
      ...(holder === undefined ? [] : [holder, LEASE_SECONDS]),
    ],
  );
  const [row] = rows;
  if (row === undefined)
    throw new Error('The checkpoint row is missing; the engine never deletes it.');
  return { holder: row.holder, epoch: row.epoch, generation: generation.number };
}

const TAKE_LEASE = `, holder = $8, epoch = epoch + 1,
  lease_until = clock_timestamp() + make_interval(secs => $9)`;
const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK = '40P01';

async function isOnlyBuilder(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    "select pg_try_advisory_lock(hashtext('projections: build')) as locked",
  );
  return rows[0]?.locked === true;
}

/** Old tables go when their last reader has gone; who still reads them keeps them until next time. */
async function sweep(client: Client, live: number): Promise<void> {
  try {
    await inTransaction(client, async () => {
      await client.query("set local lock_timeout = '1s'");
      await dropOthers(client, live);
    });
  } catch (error) {
    if (codeOf(error) !== LOCK_NOT_AVAILABLE) throw error;
  }
}

const unbuildable = ({ projection, message, cause }: ProjectionFailed): Alarm =>
  new Alarm('poison', `The projection "${projection}" can't be rebuilt: ${message}`, { cause });

export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (!signal.aborted) {
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener('abort', wake);
    });
  }
}
