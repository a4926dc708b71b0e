import type { EventStore } from '#event-sourcing';
import { Alarm } from './alarms.js';
import type { Standing } from './checkpoint.js';
import { assertSameLog, numbered, type Positions } from './numbering.js';
import { foldPage } from './pages.js';
import type { ProjectionSet } from './projection-set.js';

const NEXT = 2_000;

/**
 * Why these projections could not go on from where they stand, as far as the log and the projections
 * tell: what only the database would refuse is known to the projector alone.
 */
export async function alarmAhead(
  {
    store,
    set,
    positions,
  }: Readonly<{ store: EventStore; set: ProjectionSet; positions: Positions }>,
  standing: Standing,
): Promise<Alarm | undefined> {
  const { checkpoint } = standing;
  try {
    refuseNewer(standing, set);
    await assertSameLog(store, checkpoint);
    const next = numbered(await store.readAll(checkpoint.position, NEXT), checkpoint, positions);
    const folded = foldPage(set, next);
    if ('because' in folded) throw folded.because;
    return undefined;
  } catch (error) {
    if (error instanceof Alarm) return error;
    throw error;
  }
}

/** A newer build made the live tables; this one must not put them back. */
export function refuseNewer({ versions }: Standing, set: ProjectionSet): void {
  const own = Object.entries(set.versions);
  const isAhead = own.some(([name, version]) => version > (versions[name] ?? 0));
  for (const [name, version] of Object.entries(versions)) {
    const mine = set.versions[name];
    if (mine === undefined ? isAhead : version <= mine) continue;
    throw new Alarm(
      'newer-projections',
      `The read models hold version ${String(version)} of "${name}", which this version of the ` +
        'tracker does not have. Upgrade the projector first.',
    );
  }
}
