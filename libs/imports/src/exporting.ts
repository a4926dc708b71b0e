import type { EventStore } from '#event-sourcing';
import type { OdsCode } from '#vocabulary';
import { readKnownSubjects } from './known-subjects.js';
import { cellsOf, ENTRY } from './registers/columns-of.js';
import type { Register } from './registers/register.js';
import { csvOfRows } from './registers/template.js';
import { readStatements } from './rows/statements.js';

/**
 * What a trust has said in a register, as CSV in its template: read back, every row is identical.
 * What public sources said of it is not the trust's to change, and left out.
 */
export async function exportCsv(
  store: EventStore,
  register: Register,
  organisation: OdsCode,
): Promise<string> {
  const known = await readKnownSubjects(store, organisation, register);
  const records = await Promise.all(
    register
      .places(organisation, known)
      .map(({ stream }) => readStatements(store, { stream, fact: register.fact })),
  );
  const rows = records
    .flatMap(({ current }) => [...current.values()])
    // The record of a benefit holds what other trusts said of it while it was theirs.
    .filter(({ isSources, data }) => !isSources && data['organisation'] === organisation)
    .map(({ factId, data }) => ({ ...cellsOf(register, data), [ENTRY]: factId }));
  return csvOfRows(register, rows);
}
