export type { ImportCommand } from './domain/import.decider.js';
export type { FileOutcome, ImportedFile, ImportEvent } from './domain/import.events.js';
export { importRefusals, type ImportRefusal } from './domain/import.refusals.js';
export { exportCsv } from './exporting.js';
export { isImportId } from './identity.js';
export { ImportRequest } from './import.handler.js';
export { importStream, readImport, readImportOutcome, type ImportSeen } from './import.reader.js';
export {
  Importing,
  type HowToRun,
  type Imported,
  type ImportOf,
  type Progress,
} from './importing.js';
export { ImportsModule } from './imports.module.js';
export type { Register } from './registers/register.js';
export { registerNamed, registers } from './registers/registers.js';
export { csvTemplate, dictionaryOf, xlsxTemplate } from './registers/template.js';
export { problemsCsv, type ImportReport, type Totals } from './report.js';
export { reportOf } from './report-of.js';
export type { Correction } from './rows/corrections.js';
export { doubtInWords } from './rows/doubts.js';
export { cellsOfProblem, type RowProblem } from './rows/problems.js';
export { fileProblem } from './rows/read-rows.js';
export { MOST_BYTES } from './sheets/sheet.js';
export { Withdrawing, type Withdrawn } from './withdrawing.js';
