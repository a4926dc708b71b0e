import type { BenefitCommand } from '#benefits';
import type { IsoDate, Office, PoolTag } from '#vocabulary';
import { step, words, type Actor, type DemonstrationStep, type Hour } from '../../step.js';
import { amountFor, costsOf, expectedVolume, planOf } from './amounts.js';
import type { PromisedBenefit } from './promises.js';

export const FINANCE_COMMITTEE = 'finance-committee' as Office;

type Asked = Readonly<{ by: Actor; command: BenefitCommand }>;

/** A step about a benefit, named after it. */
export const asked = (
  { id }: PromisedBenefit,
  what: string,
  at: readonly [IsoDate, Hour],
  { by, command }: Asked,
): DemonstrationStep => step(`${what} ${id}`, at, by, { of: 'benefits', command });

export const about = ({ id, trust }: PromisedBenefit) => ({
  organisation: trust.code,
  benefit: id,
});

/** What is agreed to: the case in this version, and its plan. */
export function approval(benefit: PromisedBenefit, version: number, plan = planOf(benefit)) {
  const { kind, days, turns } = benefit;
  const costs = costsOf(benefit);
  return {
    ...about(benefit),
    approver: FINANCE_COMMITTEE,
    caseRef: 'EPR full business case (demonstration)',
    caseVersion: `${String(version)}.0`,
    trajectory: plan,
    ...(costs === undefined ? {} : { costs }),
    fullYearValue: 12 * amountFor(kind, expectedVolume(benefit, days.from + 24)),
    attributionShare: kind.share,
    rationale: words('Held against wards without the change'),
    ...(turns.pool === undefined ? {} : { pool: turns.pool as PoolTag }),
  };
}
