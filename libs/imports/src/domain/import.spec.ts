import { specify } from '#event-sourcing/testing';
import type { FreeText } from '#vocabulary';
import { importDecider, type ImportCommand } from './import.decider.js';
import type { ImportEvent } from './import.events.js';

describe('Starting an import', () => {
  it('is recorded once; one that was cut off goes on', () => {
    anImport.when(start).then(started);
    anImport.given(started).when(start).thenNothing();
    anImport.given(started, completed).when(start).thenNothing();
  });
});

describe('Completing an import', () => {
  it('keeps what became of its files', () => {
    anImport.given(started).when(complete).then(completed);
  });

  it('again changes nothing', () => {
    anImport.given(started, completed).when(complete).thenNothing();
  });

  it('is refused for one that was never started', () => {
    anImport.when(complete).thenRefused('import-not-started');
  });
});

describe('Withdrawing an import', () => {
  it('is recorded once, of a completed one and of one that was cut off', () => {
    anImport.given(started, completed).when(withdraw).then(withdrawn);
    anImport.given(started).when(withdraw).then(withdrawn);
    anImport.given(started, completed, withdrawn).when(withdraw).thenNothing();
  });

  it('is refused for one that was never started', () => {
    anImport.when(withdraw).thenRefused('import-not-started');
  });

  it('ends it: it neither starts nor completes any more', () => {
    anImport.given(started, withdrawn).when(start).thenRefused('import-withdrawn');
    anImport.given(started, withdrawn).when(complete).thenRefused('import-withdrawn');
  });
});

const anImport = specify(importDecider, {});
const files = [{ file: 'trusts.csv', rows: 2, recorded: 1, alreadyThere: 1, refused: [] }];
const start: ImportCommand = {
  type: 'StartImport',
  data: { importId: 'reference-1', files: ['trusts.csv'] },
};
const started: ImportEvent = { type: 'ImportStarted', data: start.data };
const complete: ImportCommand = {
  type: 'CompleteImport',
  data: { importId: 'reference-1', files },
};
const completed: ImportEvent = {
  type: 'ImportCompleted',
  data: { importId: 'reference-1', files },
};
const withdraw: ImportCommand = {
  type: 'WithdrawImport',
  data: {
    importId: 'reference-1',
    reason: 'The file was last year’s' as FreeText,
    ...{ withdrawn: 1, restored: 0, left: 0 },
  },
};
const withdrawn: ImportEvent = { type: 'ImportWithdrawn', data: withdraw.data };
