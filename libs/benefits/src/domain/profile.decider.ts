import { refuseAt } from '#event-sourcing';
import type { BenefitProfile } from '#facts';
import type { CapabilityCode, IsoDate } from '#vocabulary';
import type { Link } from './benefit.events.js';
import type { BenefitCircumstances } from './benefit.orders.js';
import { begin, record, stated, type BenefitRules, type No } from './benefit.recording.js';
import {
  baselineOn,
  isApproved,
  linkedAs,
  ownerOn,
  profileOn,
  type Benefit,
} from './benefit.state.js';

type ProfileOrder =
  | 'ProfileBenefit'
  | 'AgreeBaseline'
  | 'LinkBenefit'
  | 'UnlinkBenefit'
  | 'RecordDisbenefit'
  | 'TransferOwnership';

/** Rules about what a benefit is, what it is measured against, and whose it is. */
export const profileRules: Pick<BenefitRules, ProfileOrder> = {
  ProfileBenefit(benefit, order, circumstances) {
    const begun = begin(benefit, order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const day = begun.basis.effective.latest;
    const no =
      whyNoProfile(order.profile, circumstances) ??
      whyChanged(benefit, order.profile, day) ??
      whyWrongWay('targetValue', order.profile, baselineOn(benefit, day)?.data.value);
    return no ?? record(benefit, stated('BenefitProfiled', order, begun.basis));
  },

  AgreeBaseline(benefit, order, circumstances) {
    const begun = begin(benefit, order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const day = begun.basis.effective.latest;
    const profile = profileOn(benefit, day);
    if (profile === undefined) return refuseAt('benefit', 'benefit-not-profiled');
    if (order.period.from > order.period.to) return refuseAt('to', 'baseline-period-backwards');
    if (order.period.to > day) return refuseAt('to', 'baseline-period-open');
    const no =
      whyNoNumber('value', 'Baseline', order.value, profile) ??
      whyWrongWay('value', profile, order.value);
    if (no !== undefined) return no;
    return record(
      benefit,
      stated('BenefitBaselineAgreed', order, begun.basis),
      isApproved(benefit) ? refuseAt('value', 'baseline-locked') : undefined,
    );
  },

  LinkBenefit(benefit, order, circumstances) {
    const begun = begin(benefit, order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const day = begun.basis.effective.latest;
    if (profileOn(benefit, day) === undefined) return refuseAt('benefit', 'benefit-not-profiled');
    const no =
      whyAnotherKind(benefit, order.link, day) ??
      (order.link.kind === 'capability'
        ? (whyNoCapability(order.link.node, circumstances) ?? whyNoPath(benefit, order.link, day))
        : undefined);
    return no ?? record(benefit, stated('BenefitLinked', order, begun.basis));
  },

  UnlinkBenefit(benefit, order, circumstances) {
    const begun = begin(benefit, order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const linked = linkedAs(benefit, order.node, begun.basis.effective.latest) === order.kind;
    return record(
      benefit,
      stated('BenefitUnlinked', order, begun.basis),
      linked ? undefined : refuseAt('node', 'not-linked'),
    );
  },

  RecordDisbenefit(benefit, order, circumstances) {
    const begun = begin(benefit, order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const profile = profileOn(benefit, begun.basis.effective.latest);
    if (profile === undefined) return refuseAt('benefit', 'benefit-not-profiled');
    if (!Number.isFinite(order.value))
      return refuseAt('value', 'number-not-valid', { field: 'Value' });
    if (order.unit === 'pence' && !Number.isSafeInteger(order.value)) {
      return refuseAt('value', 'number-not-whole', { field: 'Value' });
    }
    return record(benefit, stated('DisbenefitRecorded', order, begun.basis));
  },

  TransferOwnership(benefit, order, circumstances) {
    const begun = begin(benefit, order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const owner = ownerOn(benefit, begun.basis.effective.latest);
    if (owner === undefined) return refuseAt('benefit', 'benefit-not-profiled');
    return record(
      benefit,
      stated('BenefitOwnershipTransferred', order, begun.basis),
      owner === order.owner ? refuseAt('owner', 'same-owner') : undefined,
    );
  },
};

const isShare = (share: number): boolean => share > 0 && share <= 1;

const whyNoCapability = (
  capability: CapabilityCode,
  { capabilities }: BenefitCircumstances,
  field = 'node',
): No | undefined =>
  capabilities.includes(capability) ? undefined : refuseAt(field, 'capability-unknown');

function whyNoProfile(
  profile: BenefitProfile,
  circumstances: BenefitCircumstances,
): No | undefined {
  const { valuedIn, unitValue, gate, capabilities = [] } = profile;
  if (profile.class === 'CRB' && valuedIn !== 'money') {
    return refuseAt('valuedIn', 'amounts-not-money');
  }
  if (profile.class === 'UB' && valuedIn === 'money') {
    return refuseAt('valuedIn', 'amounts-not-measure');
  }
  // Money that nobody gets back is a volume times an agreed value (domain.md 4.2).
  if (profile.class !== 'CRB' && valuedIn === 'money' && unitValue === undefined) {
    return refuseAt('unitValue', 'unit-value-missing');
  }
  if (gate !== undefined && !isShare(gate.threshold)) {
    return refuseAt('gate/threshold', 'threshold-out-of-range');
  }
  const unknown = [...capabilities, ...(gate === undefined ? [] : [gate.capability])]
    .map((each) => whyNoCapability(each, circumstances, 'capabilities'))
    .find((no) => no !== undefined);
  if (unknown !== undefined) return unknown;
  return profile.targetValue === undefined
    ? undefined
    : whyNoNumber('targetValue', 'Target', profile.targetValue, profile);
}

function whyNoNumber(
  field: string,
  name: string,
  value: number,
  { measure }: BenefitProfile,
): No | undefined {
  if (!Number.isFinite(value)) return refuseAt(field, 'number-not-valid', { field: name });
  return measure.unit === 'percent' && (value < 0 || value > 100)
    ? refuseAt(field, 'percentage-out-of-range', { field: name })
    : undefined;
}

/** The target lies on the better side of the baseline. */
function whyWrongWay(
  field: string,
  { targetValue, measure: { direction } }: BenefitProfile,
  baseline: number | undefined,
): No | undefined {
  if (targetValue === undefined || baseline === undefined) return undefined;
  const better = direction === 'lower' ? targetValue < baseline : targetValue > baseline;
  const comparative = direction;
  return better ? undefined : refuseAt(field, 'target-wrong-direction', { comparative, direction });
}

/** What was approved is not turned into something else. */
function whyChanged(benefit: Benefit, profile: BenefitProfile, day: IsoDate): No | undefined {
  const before = profileOn(benefit, day);
  if (before === undefined || !isApproved(benefit)) return undefined;
  const fixed = ({ valuedIn, measure: { unit, direction }, ...each }: BenefitProfile) =>
    [each.class, valuedIn, unit, direction].join();
  return fixed(before) === fixed(profile) ? undefined : refuseAt('class', 'profile-fixed');
}

/** A node is one thing at a time: an outcome is no objective of the same name. */
function whyAnotherKind(benefit: Benefit, { kind, node }: Link, day: IsoDate): No | undefined {
  const before = linkedAs(benefit, node, day);
  return before === undefined || before === kind
    ? undefined
    : refuseAt('kind', 'linked-as-another-kind', { kind: before });
}

function whyNoPath(
  benefit: Benefit,
  { weight = 1, through }: Extract<Link, { kind: 'capability' }>,
  day: IsoDate,
): No | undefined {
  if (!(Number.isFinite(weight) && weight > 0)) {
    return refuseAt('weight', 'weight-not-above-zero');
  }
  if (through === undefined || linkedAs(benefit, through, day) === 'outcome') {
    return undefined;
  }
  return refuseAt('through', 'outcome-not-linked');
}
