import { addDays, BEFORE_RECORDS, laterOf, type IsoDate, type OdsCode } from '#vocabulary';
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
  const { since, from, last } = await daysOf(ledger, asOf);
  const rows = await ledger.read<Readonly<{ organisation: string }>>(SPOKE, [from, last]);
  const spoke = new Set(rows.map(({ organisation }) => organisation));
  return { since, silent: new Set(codes.filter((code) => !spoke.has(code))) };
}

/** The last entry recorded for each of these trusts in those days; none of one that is silent. */
export async function lastSpoken(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asOf: IsoDate,
): Promise<ReadonlyMap<string, number>> {
  const { from, last } = await daysOf(ledger, asOf);
  const rows = await ledger.read<Readonly<{ organisation: string; entry: number }>>(LAST, [
    from,
    last,
    codes,
  ]);
  return new Map(rows.map(({ organisation, entry }) => [organisation, entry]));
}

/** The days that count, as entries: after the first, up to the last. */
async function daysOf(ledger: LedgerAt, asOf: IsoDate) {
  // No calendar has a day before the year 1.
  const since = laterOf(addDays(asOf, -SILENT_AFTER), BEFORE_RECORDS);
  const [from, until] = [
    await lastEntryAt(ledger.read, { day: since }),
    await lastEntryAt(ledger.read, { day: asOf }),
  ];
  return { since, from: from.entry, last: Math.min(until.entry, ledger.knowledge.entry) };
}

const LAST = `
  select organisation, max(entry)::int as entry from read_models.entries
  where entry > $1 and entry <= $2 and organisation = any($3) group by organisation`;

const SPOKE = `
  select distinct organisation from read_models.entries where entry > $1 and entry <= $2`;
