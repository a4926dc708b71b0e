import type { Evolve } from '#event-sourcing';
import type { FileOutcome, ImportEvent } from './import.events.js';

export type Import =
  | Readonly<{ stage: 'unknown' }>
  | Readonly<{ stage: 'started' }>
  | Readonly<{ stage: 'completed'; files: readonly FileOutcome[] }>;

export const unknownImport: Import = { stage: 'unknown' };

export const evolve: Evolve<Import, ImportEvent> = {
  ImportStarted: () => ({ stage: 'started' }),
  ImportCompleted: (_, { files }) => ({ stage: 'completed', files }),
};
