import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable, type EventStore } from '#event-sourcing';
import { eventTypes, projections, Projector, ProjectionSet } from '#read-models';
import { openStoreAt } from './store.js';

/** A process that follows the log apart from the server: `projector.js <database> <store>`. */
const [databaseUrl = '', storeUrl = ''] = process.argv.slice(2);

process.once('disconnect', () => process.exit());

const projector = new Projector({
  databaseUrl,
  store: await opened(),
  projections: new ProjectionSet(projections, eventTypes),
  positions: 'gapless',
});
projector.onStatus(({ state, alarm }) => {
  if (alarm !== undefined) throw alarm;
  if (state === 'leading' || state === 'standby') process.send?.({ serves: true });
});
projector.start();

async function opened(): Promise<EventStore> {
  for (;;) {
    try {
      return await openStoreAt(storeUrl);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await sleep(50);
    }
  }
}
