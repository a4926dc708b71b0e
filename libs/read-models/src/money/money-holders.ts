import type { BenefitId, IsoDate } from '#vocabulary';
import { benefitsByHome } from '../benefits/benefit-on.js';
import { countsUnder, type CohortFilter, type Member } from '../cohorts/cohort.js';
import type { Lens } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { matches, organisationOn } from '../organisations/organisation-on.js';

/** A trust and its benefits; also one that has closed, where its successor stands for it. */
export type Holder = Readonly<{ member: Member; benefits: readonly BenefitId[] }>;

/**
 * Who holds the benefits of a cohort. As it was, a benefit that stayed with a trust that closed counts
 * with nobody, and is told; as is, it counts under the successor of today.
 */
export function holdersOf(
  ledger: LedgerAt,
  asOf: IsoDate,
  {
    members,
    filter,
    lens,
  }: Readonly<{ members: readonly Member[]; filter: CohortFilter; lens: Lens }>,
): Readonly<{ parts: readonly Holder[]; leftBehind: readonly BenefitId[] }> {
  const homes = benefitsByHome(ledger, asOf);
  const open = new Set(members.map(({ trust }) => trust.code));
  const parts: Holder[] = members.map((member) => ({
    member,
    benefits: homes.get(member.trust.code) ?? [],
  }));
  const leftBehind: BenefitId[] = [];
  for (const [code, benefits] of homes) {
    const trust = open.has(code) ? undefined : organisationOn(ledger, code, asOf);
    if (trust === undefined || trust.open) continue;
    const under = countsUnder(ledger, trust, asOf, lens);
    if (!matches(under, { ...filter })) continue;
    if (under.open) parts.push({ member: { trust, countsUnder: under }, benefits });
    else leftBehind.push(...benefits);
  }
  return { parts, leftBehind: leftBehind.sort() };
}
