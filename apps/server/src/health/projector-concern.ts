import type { EventStore } from '#event-sourcing';
import type { Projector, ProjectorStatus, ReadYourWrites } from '#read-models';
import type { Concern } from './readiness.js';

/** In steps of the store's positions, which are entries or bytes; further behind, one waits and looks. */
const FURTHEST_BEHIND = 5_000n;
const PATIENCE_MS = 1_000;

/** Whether the read models follow the log: no alarm, and not far behind. Without a projector here, only the second is known. */
export const projectorConcern =
  (projector: Projector | undefined, readYourWrites: ReadYourWrites, store: EventStore): Concern =>
  async () => {
    if (projector?.status.alarm !== undefined) {
      return `The read models have stopped: ${projector.status.alarm.message}`;
    }
    if (projector?.status.state === 'stopped') return 'The read models are not followed.';
    const { position: head = 0n, recordedAt = '' } = (await store.head()) ?? {};
    if (projector !== undefined && isClose(projector.status, head)) return undefined;
    // Another projector may lead, or the tables of a rebuild have just gone live.
    if (await readYourWrites.waitFor(head, PATIENCE_MS)) return undefined;
    return projector === undefined
      ? 'The read models are behind the log: see whether a projector runs.'
      : whyBehind(projector.status, recordedAt);
  };

const isClose = ({ state, position = 0n }: ProjectorStatus, head: bigint): boolean =>
  state === 'leading' && head - position <= FURTHEST_BEHIND;

function whyBehind({ state, trouble, recordedAt }: ProjectorStatus, last: string): string {
  if (trouble !== undefined) return `The read models cannot be written: ${trouble}`;
  if (state === 'rebuilding') return 'The read models are being rebuilt.';
  return `The read models are behind the log: it goes up to ${last}, they to ${recordedAt ?? 'nothing'}.`;
}
