import { refuse, refuseAt } from '#event-sourcing';
import type { BenefitProfile, OrderBasis } from '#facts';
import { dayAfter, type IsoDate, type Office } from '#vocabulary';
import type { Approval } from './benefit.events.js';
import type { BenefitCircumstances } from './benefit.orders.js';
import { begin, record, stated, type BenefitRules, type No } from './benefit.recording.js';
import {
  agreedOn,
  approvalIn,
  authorsOf,
  baselineOn,
  forecastOn,
  isApproved,
  ownerOn,
  profileOn,
  writeOffIn,
  type Benefit,
} from './benefit.state.js';
import { changeFrom, whyNoCosts, whyNoTrajectory } from './trajectory.js';

type PlanOrder =
  | 'ApproveBenefit'
  | 'RebaselineBenefit'
  | 'ReviseBenefitForecast'
  | 'WriteOffBenefit'
  | 'TransferToSuccessor';

/** A change of more than this share of what was last agreed needs an approver (domain.md 7.2). */
const WITHOUT_APPROVER = 0.1;

/** Rules about what is promised: approval, forecasts, the end of a benefit and its way to a successor. */
export const planRules: Pick<BenefitRules, PlanOrder> = {
  ApproveBenefit(benefit, order, circumstances) {
    const begun = begin(benefit, order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const day = begun.basis.effective.latest;
    const no =
      whyNotApproved(benefit, order, circumstances, day) ??
      (baselineOn(benefit, day) === undefined ? refuse('baseline-missing') : undefined);
    if (no !== undefined) return no;
    const before = approvalIn(benefit)?.data.effective.latest;
    return record(
      benefit,
      stated('BenefitApproved', order, begun.basis),
      before === undefined ? undefined : refuse('already-approved', { day: before }),
    );
  },

  RebaselineBenefit(benefit, order, circumstances) {
    const begun = begin(benefit, order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const day = begun.basis.effective.latest;
    const no =
      whyNotApproved(benefit, order, circumstances, day) ??
      (forecastOn(benefit, day) === undefined ? refuse('benefit-not-approved') : undefined);
    return no ?? record(benefit, stated('BenefitRebaselined', order, begun.basis));
  },

  ReviseBenefitForecast(benefit, order, circumstances) {
    const begun = begin(benefit, order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const day = begun.basis.effective.latest;
    const [profile, before] = [profileOn(benefit, day), forecastOn(benefit, day)];
    const agreed = agreedOn(benefit, day);
    if (profile === undefined || before === undefined || agreed === undefined) {
      return refuse('benefit-not-approved');
    }
    const no =
      whyWrittenOff(benefit, day) ??
      whyNoTrajectory(order.trajectory, profile.valuedIn) ??
      (order.approver === undefined
        ? undefined
        : whyNoApprover(benefit, order.approver, circumstances, day));
    if (no !== undefined) return no;
    const change = changeFrom(agreed, order.trajectory);
    const tooFar = change > WITHOUT_APPROVER && order.approver === undefined;
    if (tooFar)
      return refuseAt('approver', 'forecast-needs-approver', { change: inPercent(change) });
    const same = changeFrom(before, order.trajectory) === 0;
    return record(
      benefit,
      stated('BenefitForecastRevised', order, begun.basis),
      same ? refuseAt('trajectory', 'forecast-unchanged') : undefined,
    );
  },

  WriteOffBenefit(benefit, order, circumstances) {
    const begun = begin(benefit, order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const day = begun.basis.effective.latest;
    const profile = profileOn(benefit, day);
    if (profile === undefined || !isApproved(benefit)) return refuse('benefit-not-approved');
    const no =
      whyNoApprover(benefit, order.approver, circumstances, day) ??
      whyNoAmount('remainingValue', 'Remaining value', order.remainingValue, profile) ??
      (order.source === undefined ? refuseAt('source', 'decision-missing') : undefined);
    if (no !== undefined) return no;
    const before = writeOffIn(benefit)?.data.effective.latest;
    return record(
      benefit,
      stated('BenefitWrittenOff', order, begun.basis),
      before === undefined ? undefined : refuse('benefit-written-off', { day: before }),
    );
  },

  TransferToSuccessor(benefit, order, circumstances) {
    const { organisation, successor } = circumstances;
    if (organisation?.closed === undefined || successor === undefined) {
      return refuseAt('successor', 'successor-unknown');
    }
    const begun = begin(benefit, order, circumstances, successor);
    if (begun.outcome === 'refused') return begun;
    if (profileOn(benefit, begun.basis.effective.latest) === undefined) {
      return refuseAt('benefit', 'benefit-not-profiled');
    }
    const from = dayAfter(organisation.closed.lastDay);
    if (begun.basis.effective.latest < from) {
      return refuseAt('when', 'transfer-before-succession', { from, successor: successor.name });
    }
    return record(benefit, stated('BenefitTransferred', order, begun.basis));
  },
};

/** What holds for an approval, the first or a later one. */
function whyNotApproved(
  benefit: Benefit,
  order: Approval & OrderBasis,
  circumstances: BenefitCircumstances,
  day: IsoDate,
): No | undefined {
  const profile = profileOn(benefit, day);
  if (profile === undefined) return refuseAt('benefit', 'benefit-not-profiled');
  const { fullYearValue, attributionShare: share } = order;
  if (!(share > 0 && share <= 1)) return refuseAt('attributionShare', 'share-out-of-range');
  return (
    whyWrittenOff(benefit, day) ??
    whyNoApprover(benefit, order.approver, circumstances, day) ??
    whyNoTrajectory(order.trajectory, profile.valuedIn) ??
    whyNoCosts(order.costs) ??
    whyNoAmount('fullYearValue', 'Full-year value', fullYearValue, profile) ??
    whyCountedTwice(order, circumstances)
  );
}

/** An approver of the trust, who wrote neither profile nor baseline, in an office that does not own it. */
function whyNoApprover(
  benefit: Benefit,
  approver: Office,
  { asker }: BenefitCircumstances,
  day: IsoDate,
): No | undefined {
  if (asker.role !== 'trust-approver') return refuse('approver-needed');
  if (authorsOf(benefit).includes(asker.actor)) return refuse('approver-recorded-it');
  return approver === ownerOn(benefit, day) ? refuseAt('approver', 'approver-is-owner') : undefined;
}

/** What several benefits draw on must be shared out before one of them is approved. */
function whyCountedTwice(
  { pool, attributionShare }: Approval,
  { poolShare }: BenefitCircumstances,
): No | undefined {
  if (pool === undefined || poolShare >= attributionShare) return undefined;
  return refuseAt('pool', 'pool-share-not-held', { held: String(poolShare), pool });
}

function whyNoAmount(
  field: string,
  name: string,
  amount: number,
  { valuedIn }: BenefitProfile,
): No | undefined {
  if (!Number.isFinite(amount) || amount < 0) {
    return refuseAt(field, 'number-not-valid', { field: name });
  }
  return valuedIn === 'money' && !Number.isSafeInteger(amount)
    ? refuseAt(field, 'number-not-whole', { field: name })
    : undefined;
}

/** After its last day nothing is promised, nor claimed, of a benefit that was written off. */
export function whyWrittenOff(benefit: Benefit, day: IsoDate): No | undefined {
  const off = writeOffIn(benefit)?.data.effective.latest;
  return off !== undefined && day > off ? refuse('benefit-written-off', { day: off }) : undefined;
}

/** One decimal, rounded up: what needs an approver is never shown as 10%. */
const inPercent = (share: number): string =>
  Number.isFinite(share) ? `${String(Math.ceil(share * 1000) / 10)}%` : 'all of it';
