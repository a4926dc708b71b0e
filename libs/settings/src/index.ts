export { Log } from './log.js';
export { isLostDatabase } from './lost-database.js';
export { openStore, reasonOf } from './open-store.js';
export { PlainFailure, Unreachable } from './plain-failure.js';
export { flagOf, numberOf, readSettings, type Environment, type Given } from './reading.js';
export { withRights } from './rights.js';
export { ADDRESS, readStoreSettings, StoreSettings } from './store-settings.js';
