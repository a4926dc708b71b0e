import type { IsoDate, OdsCode } from '#vocabulary';
import { evidenceOwners } from '../evidence/evidence-uses.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { organisationsOn } from '../organisations/organisation-on.js';

/** Whose facts: of one organisation, or of the real or the fictional ones. */
export type ChangesScope = Readonly<{ organisation?: OdsCode; demonstration?: boolean }>;

/**
 * The owners a scope speaks of; undefined is all. With an organisation come its evidence and every
 * benefit that is or was its own. What belongs to no organisation, such as a maturity model, belongs
 * to the real programme.
 */
export function ownersIn(
  ledger: LedgerAt,
  asOf: IsoDate,
  { organisation, demonstration }: ChangesScope,
): readonly string[] | undefined {
  if (organisation !== undefined) return withOwn(ledger, [organisation]);
  if (demonstration === undefined) return undefined;
  const fictional = withOwn(
    ledger,
    organisationsOn(ledger, asOf)
      .filter((each) => each.demonstration)
      .map(({ code }) => code),
  );
  if (demonstration) return fictional;
  const others = new Set(fictional);
  return ledger.owners().filter((owner) => !others.has(owner));
}

/** A pool may be shared with others, so that its shares are nobody's alone. */
function withOwn(ledger: LedgerAt, codes: readonly OdsCode[]): readonly string[] {
  const own = new Set<string>(codes);
  const benefits = ledger
    .ownersOf('benefit')
    .filter((benefit) =>
      ledger.stated(benefit, 'benefit-home').some(({ value }) => own.has(value.organisation)),
    );
  return [...codes, ...codes.flatMap((code) => evidenceOwners(ledger, code)), ...benefits];
}
