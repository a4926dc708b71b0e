import type { ActualSums } from '#figures';
import type { BenefitId, IsoDate } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { benefitOn, type BenefitOn } from './benefit-on.js';

/** What is stated of a benefit on a day, and what came of it by then. */
export type BenefitMeasured = Readonly<{ on: BenefitOn; sums: ActualSums }>;

/** Each of these benefits on a day, in the order given; those not profiled by then are left out. */
export async function benefitsOn(
  ledger: LedgerAt,
  benefits: readonly BenefitId[],
  asOf: IsoDate,
): Promise<readonly BenefitMeasured[]> {
  const asked = { owners: benefits, on: asOf };
  const found = await ledger.each.benefits.of(ledger, asked, async (others) => {
    const known = others.flatMap((benefit) => benefitOn(ledger, benefit, asOf) ?? []);
    const sums = await ledger.sumsOf(known, asOf);
    return new Map(
      known.flatMap((on, index) => {
        const own = sums[index];
        return own === undefined ? [] : [[on.benefit, { on, sums: own }] as const];
      }),
    );
  });
  return benefits.flatMap((benefit) => found.get(benefit) ?? []);
}
