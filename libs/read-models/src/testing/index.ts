export { membersOf } from '../cohorts/cohort.js';
export { prepare } from '../engine/checkpoint.js';
export { Generation } from '../engine/generation.js';
export { ledgerRowsOf } from '../facts-ledger/ledger-rows.js';
export { GapRollUpHandler } from '../gap/gap-roll-up.query.js';
export { PublishedFiguresHandler } from '../published-figures/published-figures.query.js';
export { RecordedWorld } from './recorded-world.js';
