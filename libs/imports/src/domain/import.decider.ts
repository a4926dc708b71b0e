import { accept, refuse, type Decide, type Decider, type MessagesOf } from '#event-sourcing';
import type { FileOutcome, ImportEvent } from './import.events.js';
import type { ImportRefusal } from './import.refusals.js';
import { evolve, unknownImport, type Import } from './import.state.js';

export type ImportCommand = MessagesOf<{
  StartImport: { importId: string; files: readonly string[] };
  CompleteImport: { importId: string; files: readonly FileOutcome[] };
}>;

const decide: Decide<ImportCommand, Import, ImportEvent, ImportRefusal> = {
  /** One that was cut off goes on: its rows know by their ids which of them are recorded. */
  StartImport: ({ stage }, data) =>
    stage === 'unknown' ? accept({ type: 'ImportStarted', data }) : accept(),
  CompleteImport({ stage }, data) {
    if (stage === 'unknown') return refuse('import-not-started');
    return stage === 'completed' ? accept() : accept({ type: 'ImportCompleted', data });
  },
};

export const importDecider: Decider<ImportCommand, Import, ImportEvent, ImportRefusal> = {
  initial: unknownImport,
  evolve,
  decide,
};
