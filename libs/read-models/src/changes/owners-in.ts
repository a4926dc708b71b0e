import type { IsoDate, OdsCode } from '#vocabulary';
import { evidenceOwners } from '../evidence/evidence-uses.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { organisationOn } from '../organisations/organisation-on.js';

/** Whose facts: of one organisation, or of the real or the fictional ones. */
export type ChangesScope = Readonly<{ organisation?: OdsCode; demonstration?: boolean }>;

/**
 * The owners a scope speaks of; undefined is all. With an organisation come its evidence and every
 * benefit that is or was its own; those of a fictional one are fictional like it. What belongs to no
 * organisation, such as a maturity model, is real, but for the programmes that say otherwise.
 */
export function ownersIn(
  ledger: LedgerAt,
  asOf: IsoDate,
  { organisation, demonstration }: ChangesScope,
): readonly string[] | undefined {
  if (organisation !== undefined) return withOwn(ledger, organisation);
  if (demonstration === undefined) return undefined;
  const isFictional = fictionalOn(ledger, asOf);
  return ledger.owners().filter((owner) => isFictional(owner) === demonstration);
}

/** Whether an owner is fictional on a day: an organisation, what is its own, or a programme that says so. */
export function fictionalOn(ledger: LedgerAt, asOf: IsoDate): (owner: string) => boolean {
  // Thousands of benefits are asked about, of a few hundred trusts.
  const organisations = new Map<string, boolean>();
  const isFictional = (code: string): boolean => {
    const known = organisations.get(code);
    if (known !== undefined) return known;
    const is = organisationOn(ledger, code, asOf)?.demonstration === true;
    organisations.set(code, is);
    return is;
  };
  return (owner) =>
    isFictional(owner) ||
    ledger.stated(owner, 'programme').some(({ value }) => value.demonstration) ||
    [...ledger.stated(owner, 'benefit-home'), ...ledger.stated(owner, 'evidence')].some(
      ({ value }) => isFictional(value.organisation),
    );
}

/** A pool may be shared with others, so that its shares are nobody's alone. */
function withOwn(ledger: LedgerAt, organisation: OdsCode): readonly string[] {
  const benefits = ledger
    .ownersOf('benefit')
    .filter((benefit) =>
      ledger
        .stated(benefit, 'benefit-home')
        .some(({ value }) => value.organisation === organisation),
    );
  return [organisation, ...evidenceOwners(ledger, organisation), ...benefits];
}
