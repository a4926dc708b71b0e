import type { Evolve } from '#event-sourcing';
import type { ImportEvent } from './import.events.js';

export type Import = Readonly<{ stage: 'unknown' | 'started' | 'completed' | 'withdrawn' }>;

export const unknownImport: Import = { stage: 'unknown' };

export const evolve: Evolve<Import, ImportEvent> = {
  ImportStarted: () => ({ stage: 'started' }),
  ImportCompleted: () => ({ stage: 'completed' }),
  ImportWithdrawn: () => ({ stage: 'withdrawn' }),
};
