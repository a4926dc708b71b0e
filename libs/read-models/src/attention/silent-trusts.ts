import { addDays, type IsoDate, type OdsCode } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { lastEntryAt } from '../facts-ledger/known-at.js';

/** Days without any entry after which a trust is silent. */
const SILENT_AFTER = 30;

/** Those of these trusts as which nobody recorded anything in the last days, and since when. */
export async function silentAmong(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asOf: IsoDate,
): Promise<Readonly<{ since: IsoDate; silent: ReadonlySet<OdsCode> }>> {
  const since = addDays(asOf, -SILENT_AFTER);
  const [from, until] = [
    await lastEntryAt(ledger.read, { day: since }),
    await lastEntryAt(ledger.read, { day: asOf }),
  ];
  const last = Math.min(until.entry, ledger.knowledge.entry);
  const rows = await ledger.read<Readonly<{ organisation: string }>>(SPOKE, [from.entry, last]);
  const spoke = new Set(rows.map(({ organisation }) => organisation));
  return { since, silent: new Set(codes.filter((code) => !spoke.has(code))) };
}

const SPOKE = `
  select distinct organisation from read_models.entries where entry > $1 and entry <= $2`;
