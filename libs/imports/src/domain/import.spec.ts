import { specify } from '#event-sourcing/testing';
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
