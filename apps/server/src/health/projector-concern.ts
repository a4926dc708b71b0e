import type { EventStore } from '#event-sourcing';
import type { Projector, ReadYourWrites } from '#read-models';
import type { Concern } from './readiness.js';

/** In steps of the store's positions, which are entries or bytes; further behind, one waits and looks. */
const FURTHEST_BEHIND = 5_000n;
const PATIENCE_MS = 1_000;

/** Whether the read models follow the log: no alarm, and not far behind. Without a projector here, only the second is known. */
export const projectorConcern =
  (projector: Projector | undefined, readYourWrites: ReadYourWrites, store: EventStore): Concern =>
  async () => {
    if (projector === undefined) {
      const last = (await store.head())?.position ?? 0n;
      return (await readYourWrites.waitFor(last, PATIENCE_MS))
        ? undefined
        : 'The read models are behind the log: see whether a projector runs.';
    }
    const { state, alarm, trouble, position = 0n, recordedAt: reached } = projector.status;
    if (alarm !== undefined) return `The read models have stopped: ${alarm.message}`;
    if (state === 'stopped') return 'The read models are not followed.';
    const { position: head = 0n, recordedAt = '' } = (await store.head()) ?? {};
    if (state === 'leading' && head - position <= FURTHEST_BEHIND) return undefined;
    // Another projector may lead, or the tables of a rebuild have just gone live.
    if (await readYourWrites.waitFor(head, PATIENCE_MS)) return undefined;
    if (trouble !== undefined) return `The read models cannot be written: ${trouble}`;
    return state === 'rebuilding'
      ? 'The read models are being rebuilt.'
      : `The read models are behind the log: it goes up to ${recordedAt}, they to ${reached ?? 'nothing'}.`;
  };
