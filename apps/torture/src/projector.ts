import { eventTypes, projections, Projector, ProjectionSet } from '#read-models';
import { openStoreOnceThere } from './store.js';

/** A process that follows the log apart from the server: `projector.js <database> <store>`. */
const [databaseUrl = '', storeUrl = ''] = process.argv.slice(2);

process.once('disconnect', () => process.exit());

const projector = new Projector({
  databaseUrl,
  store: await openStoreOnceThere(storeUrl),
  projections: new ProjectionSet(projections, eventTypes),
  positions: 'gapless',
});
projector.onStatus(({ state, alarm }) => {
  if (alarm !== undefined) throw alarm;
  if (state === 'leading' || state === 'standby') process.send?.({ serves: true });
});
projector.start();
