import { stageIntervals, type StageInterval } from '#figures';
import type { IsoDate, OdsCode } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { readIntervals, upToDay } from './stage-intervals.js';

/** From the read model for what is known now, from the ledger for what was known before. */
export async function intervalsOf(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asOf: IsoDate,
): Promise<Map<string, readonly StageInterval[]>> {
  if (ledger.isSettled) {
    // All that they rest on but the facts of a trust are the versions of the model.
    const asked = { owners: codes, on: ledger.versionOf(['model']) };
    const kept = await ledger.each.intervals.of(ledger, asked, async (others) => {
      const read = await readIntervals(ledger.read, others);
      return new Map(others.map((code) => [code, read.get(code) ?? []]));
    });
    return new Map(Array.from(kept, ([code, intervals]) => [code, upToDay(intervals, asOf)]));
  }
  const models = ledger.models();
  const swept = new Map<string, readonly StageInterval[]>();
  for (const code of codes) {
    swept.set(code, stageIntervals({ known: await ledger.known(code), models }, asOf));
  }
  return swept;
}
