import type { EventStore } from '#event-sourcing';
import type { Projector, ReadYourWrites } from '#read-models';
import type { Concern } from './readiness.js';

/** Further behind than this, figures would be old news. */
const FURTHEST_BEHIND = 5_000n;
const PATIENCE_MS = 1_000;

/** Whether the read models follow the log: no alarm, and not far behind. */
export const projectorConcern =
  (projector: Projector, readYourWrites: ReadYourWrites, store: EventStore): Concern =>
  async () => {
    const { state, alarm, trouble, position = 0n } = projector.status;
    if (alarm !== undefined) return `The read models have stopped: ${alarm.message}`;
    const head = (await store.head())?.position ?? 0n;
    if (state === 'leading' || state === 'standby') {
      if (state === 'leading' && head - position <= FURTHEST_BEHIND) return undefined;
      if (await readYourWrites.waitFor(head, PATIENCE_MS)) return undefined;
      return `The read models are ${String(head - position)} entries behind the log.`;
    }
    return trouble === undefined
      ? `The read models are ${states[state]}.`
      : `The read models cannot be written: ${trouble}`;
  };

const states = {
  stopped: 'not followed',
  starting: 'starting',
  rebuilding: 'being rebuilt',
  alarmed: 'stopped by an alarm',
} as const;
