import type { ClientBase } from 'pg';
import type { Entry } from '#event-sourcing';
import { PoisonEvent } from './alarms.js';
import { codeOf } from './connection.js';
import type { Generation } from './generation.js';
import { writeFold } from './statements.js';
import type { PageFold, ProjectionSet } from './projection-set.js';
import { TableFold } from './table-fold.js';

/** What writing the rows of one projection ended with; which entry is to blame is not known yet. */
export class ProjectionFailed extends Error {
  constructor(
    readonly projection: string,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }

  blame({ entry, type }: Entry): PoisonEvent {
    return new PoisonEvent(entry, type, this.projection, this.cause);
  }
}

/** Tells a failure of the projection itself from one of the connection. */
export async function attributing<T>(projection: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isPassing(error)) throw error;
    throw new ProjectionFailed(projection, error);
  }
}

/** Writes the rows of a folded page. */
export async function writePage(
  client: ClientBase,
  generation: Generation,
  { folds }: PageFold,
): Promise<void> {
  for (const [table, fold] of folds) {
    if (fold.size === 0) continue;
    await attributing(table.projection, () => writeFold(client, generation.schemaOf(table), fold));
  }
}

export const emptyPage = (set: ProjectionSet): PageFold =>
  set.newPage(({ shape }) => new TableFold(shape, 'unknown'));

/** Folds entries up to the first one that can't be taken. */
export function foldPage(
  set: ProjectionSet,
  entries: readonly Entry[],
): Readonly<{ page: PageFold } | { taken: number; because: unknown }> {
  const page = emptyPage(set);
  let taken = 0;
  try {
    for (const entry of entries) {
      set.fold(entry, page);
      taken += 1;
    }
    return { page };
  } catch (because) {
    return { taken, because };
  }
}

/** Lost connections, time-outs, deadlocks and full disks pass; trying again may end well. */
function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined) return !/^(2[0-4]|2[6-9]|42|44|P0)/.test(code);
  return (
    error instanceof Error && /connection|not queryable|client was closed/i.test(error.message)
  );
}
