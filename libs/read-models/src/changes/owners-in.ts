import type { IsoDate, OdsCode } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { organisationsOn } from '../organisations/organisation-on.js';

/** Whose facts: of one organisation, or of the real or the fictional ones. */
export type ChangesScope = Readonly<{ organisation?: OdsCode; demonstration?: boolean }>;

/**
 * The owners a scope speaks of; undefined is all. What belongs to no organisation, such as a maturity
 * model, belongs to the real programme.
 */
export function ownersIn(
  ledger: LedgerAt,
  asOf: IsoDate,
  { organisation, demonstration }: ChangesScope,
): readonly string[] | undefined {
  if (organisation !== undefined) return [organisation];
  if (demonstration === undefined) return undefined;
  const fictional = organisationsOn(ledger, asOf)
    .filter((each) => each.demonstration)
    .map(({ code }): string => code);
  return demonstration ? fictional : ledger.owners().filter((owner) => !fictional.includes(owner));
}
