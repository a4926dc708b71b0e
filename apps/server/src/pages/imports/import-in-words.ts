import type { Totals } from '#imports';
import type { ImportStanding } from '../../imports/import-desk.js';
import { inThousands } from '../numbers-in-words.js';

const counted = (count: number, one: string, more: string): string =>
  `${inThousands(count)} ${count === 1 ? one : more}`;

/** How an import stands, as its heading ends. */
export function headingOf({ running, stopped, report }: ImportStanding): string {
  if (running !== undefined) return 'import under way';
  if (stopped !== undefined) return 'import stopped';
  switch (report?.stage) {
    case 'completed':
      return 'imported';
    case 'withdrawn':
      return 'import withdrawn';
    case 'refused':
    case 'checked':
      if (hasNothingNew(report.totals)) return 'checked, nothing to import';
      return wrongIn(report.totals) === 0
        ? 'checked, not yet imported'
        : `${counted(wrongIn(report.totals), 'row has', 'rows have')} errors`;
    case undefined:
      return 'checked, not yet imported';
  }
}

const wrongIn = ({ conflict, invalid }: Totals): number => conflict + invalid;

/** Rows that can be imported without those with errors. */
export const rightIn = ({ new: added, changed }: Totals): number => added + changed;

/** As where an export is handed in again. */
const hasNothingNew = (totals: Totals): boolean => wrongIn(totals) === 0 && rightIn(totals) === 0;

/** What that means, in a sentence or two. */
export function leadOf({ running, stopped, report }: ImportStanding): string {
  if (running !== undefined) {
    return running.step === 'recording'
      ? `${counted(running.done, 'row', 'rows')} of ${inThousands(running.of)} recorded. You can leave this page.`
      : 'The rows are being checked. You can leave this page.';
  }
  if (stopped !== undefined) {
    return 'Something went wrong and the import stopped before its end. What it recorded stays. Continue the import. If it stops again, report it with the reference below.';
  }
  if (report === undefined)
    return 'This file was uploaded but not checked to the end. Select it again.';
  const { totals } = report;
  const wrong = wrongIn(totals);
  switch (report.stage) {
    case 'completed':
      return recordedInWords(totals);
    case 'withdrawn':
      return 'Its entries were withdrawn, and the entries it had corrected are as they were before. All of it stays in the history.';
    case 'refused':
    case 'checked':
      if (hasNothingNew(totals)) {
        return 'All its rows are recorded already, with nothing changed. There is nothing to import.';
      }
      return wrong === 0
        ? 'Nothing is recorded yet. Check the numbers, then confirm.'
        : `Nothing was recorded: ${counted(wrong, 'row has', 'rows have')} errors. Correct the file and select it again${withoutWrong(totals)}.`;
  }
}

/** Of the rows that are left where those with errors are put aside; there may be none. */
function withoutWrong(totals: Totals): string {
  const right = rightIn(totals);
  if (right === 0) return '';
  return `, or import the other ${right === 1 ? 'row' : counted(right, 'row', 'rows')} without ${wrongIn(totals) === 1 ? 'it' : 'them'}`;
}

function recordedInWords({ new: added, changed }: Totals): string {
  const parts = [
    ...(added === 0 ? [] : [`${counted(added, 'entry', 'entries')} recorded`]),
    ...(changed === 0 ? [] : [`${counted(changed, 'entry', 'entries')} corrected`]),
  ];
  return parts.length === 0 ? 'All rows had been recorded before.' : `${parts.join(', ')}.`;
}

const NEW = 'New entries';
const CORRECTED = 'Corrections';

/** How many rows are what, each with what it means. */
export const totalRows = (totals: Totals): readonly Readonly<{ key: string; value: string }>[] =>
  (
    [
      ['Rows in the file', totals.rows],
      [NEW, totals.new],
      [CORRECTED, totals.changed],
      ['Recorded already, no change', totals.identical],
      ['Conflicts with an entry or another row', totals.conflict],
      ['Errors', totals.invalid],
    ] as const
  ).map(([key, value]) => ({ key, value: inThousands(value) }));

/** What an import recorded, and would take back. */
export const recordedRows = (totals: Totals) =>
  totalRows(totals).filter(({ key }) => key === NEW || key === CORRECTED);
