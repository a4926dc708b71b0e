export type { ImportCommand } from './domain/import.decider.js';
export type { FileOutcome, ImportEvent } from './domain/import.events.js';
export { importRefusals, type ImportRefusal } from './domain/import.refusals.js';
export { ImportRequest, importStream, readImportOutcome } from './import.handler.js';
export { ImportsModule } from './imports.module.js';
