import type { ImportEvent } from '#imports';
import { correctionTypes, factTypes } from './facts-ledger/ledger-rows.js';
import { factsLedger } from './facts-ledger/facts-ledger.projection.js';

/** All projections; they move under one checkpoint. `entries` is the engine's own and comes first. */
export const projections = [factsLedger];

/** Every type of event this build can read; any other stops the projector. */
export const eventTypes: readonly string[] = [
  ...factTypes,
  ...correctionTypes,
  // Of these, the entries suffice.
  ...(['ImportStarted', 'ImportCompleted', 'ImportWithdrawn'] satisfies ImportEvent['type'][]),
];
