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
    const kept = await readIntervals(ledger.read, codes);
    return new Map([...kept].map(([code, intervals]) => [code, upToDay(intervals, asOf)]));
  }
  const models = ledger.models();
  const swept = new Map<string, readonly StageInterval[]>();
  for (const code of codes) {
    swept.set(code, stageIntervals({ known: await ledger.known(code), models }, asOf));
  }
  return swept;
}
