import type { Totals } from '#imports';
import type { ImportStanding } from '../../imports/import-desk.js';

const counted = (count: number, one: string, more: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : more}`;

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
      return 'not imported';
    case 'checked':
    case undefined:
      return 'checked, not yet imported';
  }
}

/** What that means, in a sentence or two. */
export function leadOf({ running, stopped, report }: ImportStanding): string {
  if (running !== undefined) {
    return running.step === 'recording'
      ? `${counted(running.done, 'row', 'rows')} of ${running.of.toLocaleString('en-GB')} recorded. Load this page again to see how far it is; it goes on without you.`
      : 'The rows are being checked. Load this page again to see how far it is; it goes on without you.';
  }
  if (stopped !== undefined) {
    return 'Something went wrong here, and the import stopped before its end. What it recorded stays. Go on with it; if it stops again, tell whoever looks after this service, with the reference below.';
  }
  if (report === undefined)
    return 'This file was handed in and not checked to the end. Select it again.';
  const { totals } = report;
  const wrong = totals.conflict + totals.invalid;
  switch (report.stage) {
    case 'completed':
      return `${counted(totals.new, 'entry', 'entries')} recorded, ${counted(totals.changed, 'entry', 'entries')} corrected.`;
    case 'withdrawn':
      return 'Its entries were withdrawn, and those it had corrected say again what they said before. Both stay in the history.';
    case 'refused':
    case 'checked':
      return wrong === 0
        ? 'Nothing is recorded yet. Check the numbers, then confirm.'
        : `Nothing was recorded: ${counted(wrong, 'row is', 'rows are')} not right. Put the file right and select it again, or import the other rows alone.`;
  }
}

/** How many rows are what, each with what it means. */
export const totalRows = (totals: Totals): readonly Readonly<{ key: string; value: string }>[] =>
  (
    [
      ['Rows in the file', totals.rows],
      ['New entries', totals.new],
      ['Corrections of entries that say something else', totals.changed],
      ['Recorded already, and the same', totals.identical],
      ['In conflict with an entry or another row', totals.conflict],
      ['Not right', totals.invalid],
    ] as const
  ).map(([key, value]) => ({ key, value: value.toLocaleString('en-GB') }));
