import {
  accept,
  refuse,
  type Decide,
  type Decider,
  type MessagesOf,
  type Named,
} from '#event-sourcing';
import type { ImportEvent } from './import.events.js';
import type { ImportRefusal } from './import.refusals.js';
import { evolve, unknownImport, type Import } from './import.state.js';

export type ImportCommand = MessagesOf<{
  StartImport: Named<ImportEvent, 'ImportStarted'>['data'];
  CompleteImport: Named<ImportEvent, 'ImportCompleted'>['data'];
  WithdrawImport: Named<ImportEvent, 'ImportWithdrawn'>['data'];
}>;

const decide: Decide<ImportCommand, Import, ImportEvent, ImportRefusal> = {
  /** One that was cut off goes on: its rows know by their ids which of them are recorded. */
  StartImport({ stage }, data) {
    if (stage === 'withdrawn') return refuse('import-withdrawn');
    return stage === 'unknown' ? accept({ type: 'ImportStarted', data }) : accept();
  },
  CompleteImport({ stage }, data) {
    if (stage === 'unknown') return refuse('import-not-started');
    if (stage === 'withdrawn') return refuse('import-withdrawn');
    return stage === 'completed' ? accept() : accept({ type: 'ImportCompleted', data });
  },
  /** One that was cut off can be withdrawn as well as gone on with. */
  WithdrawImport({ stage }, data) {
    if (stage === 'unknown') return refuse('import-not-started');
    return stage === 'withdrawn' ? accept() : accept({ type: 'ImportWithdrawn', data });
  },
};

export const importDecider: Decider<ImportCommand, Import, ImportEvent, ImportRefusal> = {
  initial: unknownImport,
  evolve,
  decide,
};
