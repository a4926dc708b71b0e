import { evidenceOn } from '#figures';
import { addMonths, dayAfter, dayInWords, type IsoDate, type OdsCode } from '#vocabulary';
import { evidenceOwners } from '../evidence/evidence-uses.js';
import { modelAt } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { lastDayAhead, NO_ENTRY, type DueItem } from './due-item.js';

/** Adoption counts for so many months, by the model; what was never measured has no day to be due. */
export async function adoptionsOverdue(
  ledger: LedgerAt,
  code: OdsCode,
  asOf: IsoDate,
): Promise<readonly DueItem[]> {
  const model = modelAt(ledger, asOf)?.content;
  const values = (await ledger.valuesAt([code], asOf, ['adoption'])).get(code) ?? [];
  return ofKind(values, 'adoption').flatMap(({ subject, effective }): DueItem[] => {
    const capability = model?.capabilities.find((each) => each.code === subject);
    if (capability === undefined) return [];
    const on = dayAfter(addMonths(effective.latest, capability.validForMonths));
    if (on > asOf) return [];
    const says = `Use of ${capability.name} (${subject}) was last measured up to ${dayInWords(effective.latest)} and no longer counts. Measure it again.`;
    return [{ kind: 'measurement-overdue', subject, on, ...NO_ENTRY, says }];
  });
}

export function validationsExpiring(
  ledger: LedgerAt,
  code: OdsCode,
  asOf: IsoDate,
): readonly DueItem[] {
  return ofKind(ledger.statedAt(code, asOf), 'stage-validated')
    .filter(({ value }) => !value.withdrawn && isSoon(value.expires, asOf))
    .map(({ subject, entry, value: { expires } }) => ({
      kind: 'validation-expiring',
      subject,
      on: expires,
      entry,
      recordedUnder: code,
      says: `The validation of stage ${subject} counts up to ${dayInWords(expires)}. Ask its validator to look again.`,
    }));
}

export function evidenceExpiring(
  ledger: LedgerAt,
  code: OdsCode,
  asOf: IsoDate,
): readonly DueItem[] {
  return evidenceOwners(ledger, code)
    .flatMap((id) => evidenceOn(id, ledger.stated(id), asOf) ?? [])
    .flatMap(({ evidenceId, state, attached: { title, validUntil } }): DueItem[] =>
      state !== 'counts' || validUntil === undefined || !isSoon(validUntil, asOf)
        ? []
        : [
            {
              kind: 'evidence-expiring',
              subject: evidenceId,
              on: validUntil,
              ...NO_ENTRY,
              says: `The evidence “${title}” counts up to ${dayInWords(validUntil)}. Attach what takes its place.`,
            },
          ],
    );
}

/** Still counts, and will not in three months. */
const isSoon = (last: IsoDate, asOf: IsoDate): boolean =>
  last >= asOf && last <= lastDayAhead(asOf);
