import { accept, refuse, refuseAt } from '#event-sourcing';
import { saysTheSame, type BenefitProfile, type CurrentFact, type FactMark } from '#facts';
import { periodInWords, statedDate } from '#vocabulary';
import type { BenefitFact } from './benefit.events.js';
import type { AdoptionShare, BenefitCircumstances, BenefitOrder } from './benefit.orders.js';
import { begin, record, stated, type BenefitRules, type No } from './benefit.recording.js';
import {
  actualNamed,
  attributionShareOn,
  decisionOn,
  newestPlan,
  overlapping,
  profileOn,
  type Benefit,
} from './benefit.state.js';
import { whyWrittenOff } from './plan.decider.js';
import { spanOfPlan } from './trajectory.js';

type ActualOrder = 'RecordActual' | 'ValidateActual' | 'RejectActual';
type Ordered<Type extends ActualOrder> = Extract<BenefitOrder, { type: Type }>['data'];
type Actual = NonNullable<ReturnType<typeof actualNamed>>;

const LOWEST_GRADE = 2;

/** Rules about what came of a benefit, and who else says so. */
export const actualRules: Pick<BenefitRules, ActualOrder> = {
  RecordActual(benefit, order, circumstances) {
    const { period } = order;
    if (period.from > period.to) return refuseAt('to', 'period-backwards');
    const dated = { ...order, when: { on: statedDate(period.to) } };
    const begun = begin(benefit, dated, circumstances);
    if (begun.outcome === 'refused') return begun;
    const profile = profileOn(benefit, period.to);
    if (profile === undefined) return refuseAt('benefit', 'benefit-not-profiled');
    const no = whyOutsidePlan(benefit, order) ?? whyNoValue(benefit, order, profile);
    if (no !== undefined) return no;
    const marks = gateMarks(profile, order, circumstances);
    const { marks: others = [] } = begun.basis;
    const all = [...others, ...marks];
    const basis = all.length === 0 ? begun.basis : { ...begun.basis, marks: all };
    const fact = stated('BenefitActualRecorded', dated, basis);
    const rival = overlapping(benefit, period);
    if (rival !== undefined && !saysTheSame(rival, fact)) {
      return refuseAt('from', 'period-overlaps', { period: periodInWords(rival.data.period) });
    }
    return record(benefit, fact);
  },

  ValidateActual(benefit, order, circumstances) {
    return decided('BenefitActualValidated', benefit, order, circumstances, (actual, profile) =>
      whyNotBacked(order, actual, profile, circumstances),
    );
  },

  RejectActual(benefit, order, circumstances) {
    return decided('BenefitActualRejected', benefit, order, circumstances);
  },
};

/** What holds for a validation and a rejection alike: of an actual as it stands, by somebody else, once. */
function decided(
  type: 'BenefitActualValidated' | 'BenefitActualRejected',
  benefit: Benefit,
  order: Ordered<'ValidateActual'> | Ordered<'RejectActual'>,
  circumstances: BenefitCircumstances,
  whyNot: (actual: Actual, profile: BenefitProfile) => No | undefined = () => undefined,
): ReturnType<BenefitRules['ValidateActual']> {
  const actual = actualNamed(benefit, order.actual);
  if (actual === undefined) return refuseAt('actual', 'actual-not-found');
  const { period } = actual.data;
  const dated = { ...order, names: actual.statedIn, period, when: { on: statedDate(period.to) } };
  const begun = begin(benefit, dated, circumstances);
  if (begun.outcome === 'refused') return begun;
  const profile = profileOn(benefit, period.to);
  if (profile === undefined) return refuseAt('benefit', 'benefit-not-profiled');
  const { asker } = circumstances;
  if (asker.role !== 'trust-approver') return refuse('approver-needed');
  if (actual.statedBy.includes(asker.actor)) return refuse('validator-recorded-it');
  const fact = stated(type, dated, begun.basis);
  const before = decisionOn(benefit, actual);
  if (before !== undefined) {
    if (saysTheSame(before, fact) && isMine(before, circumstances)) return accept();
    const validated = before.type === 'BenefitActualValidated';
    return refuseAt('actual', validated ? 'already-validated' : 'already-rejected');
  }
  return whyNot(actual, profile) ?? record(benefit, fact);
}

/** The very same statement from the same person is no news; from another person it comes too late. */
const isMine = ({ statedBy }: CurrentFact<BenefitFact>, { asker }: BenefitCircumstances): boolean =>
  statedBy.length === 0 || statedBy.includes(asker.actor);

function whyOutsidePlan(benefit: Benefit, { period }: Ordered<'RecordActual'>): No | undefined {
  const plan = spanOfPlan(newestPlan(benefit) ?? []);
  if (plan === undefined) return refuse('benefit-not-approved');
  const off = whyWrittenOff(benefit, period.from);
  if (off !== undefined) return off;
  return period.from < plan.from || period.to > plan.to
    ? refuseAt('from', 'period-outside-plan', plan)
    : undefined;
}

function whyNoValue(
  benefit: Benefit,
  { amount, volume, numerator, denominator, period }: Ordered<'RecordActual'>,
  { valuedIn, unitValue }: BenefitProfile,
): No | undefined {
  const numbers = { amount, volume, numerator, denominator };
  for (const [field, number] of Object.entries(numbers)) {
    if (number !== undefined && !Number.isFinite(number)) {
      return refuseAt(field, 'number-not-valid', { field: capitalised(field) });
    }
  }
  if (valuedIn === 'money' && !Number.isSafeInteger(amount)) {
    return refuseAt('amount', 'number-not-whole', { field: 'Amount' });
  }
  if ((numerator === undefined) !== (denominator === undefined)) {
    return refuseAt('denominator', 'part-without-whole');
  }
  if (denominator !== undefined && denominator <= 0) {
    return refuseAt('denominator', 'denominator-not-above-zero');
  }
  if (valuedIn !== 'money' || unitValue === undefined || volume === undefined) return undefined;
  const value = claimedFor(volume, unitValue.pence, attributionShareOn(benefit, period.to));
  return Math.abs(amount - value) > 1
    ? refuseAt('amount', 'value-differs-from-volume', { value: String(value) })
    : undefined;
}

/**
 * What is claimed for a volume, in whole pence: volume × agreed value of one unit (pence) × attribution
 * share (above 0 and up to 1). Source: domain.md 4.2.
 */
export const claimedFor = (volume: number, pence: number, share: number): number =>
  Math.round(volume * pence * share);

/** Whether use had reached the threshold by the end of the period, as far as it was measured. */
function gateMarks(
  { gate }: BenefitProfile,
  { period }: Ordered<'RecordActual'>,
  { adoption }: BenefitCircumstances,
): readonly FactMark[] {
  if (gate === undefined) return [];
  const newest = (adoption[gate.capability] ?? [])
    .filter(({ window }) => window.to <= period.to)
    .toSorted((one, other) => (one.window.to < other.window.to ? -1 : 1))
    .at(-1);
  if (newest === undefined) return ['gate-unmeasured'];
  return shareOf(newest) < gate.threshold ? ['below-gate'] : [];
}

const shareOf = ({ numerator, denominator }: AdoptionShare): number => numerator / denominator;

/** What each class needs before it counts as realised (domain.md 4.2), and evidence for all. */
function whyNotBacked(
  { capacity, evidence }: Ordered<'ValidateActual'>,
  { data: { volume, useOfFreedTime } }: Actual,
  profile: BenefitProfile,
  circumstances: BenefitCircumstances,
): No | undefined {
  if (profile.class === 'CRB' && capacity !== 'finance') {
    return refuseAt('capacity', 'finance-needed');
  }
  if (profile.class !== 'CRB' && profile.valuedIn === 'money' && volume === undefined) {
    return refuse('volume-missing');
  }
  if (profile.class === 'NCRB' && useOfFreedTime === undefined) {
    return refuse('freed-time-use-missing');
  }
  return evidence === undefined
    ? refuseAt('evidence', 'evidence-missing')
    : whyNotEvident(circumstances);
}

function whyNotEvident({ evidenceGrade: grade }: BenefitCircumstances): No | undefined {
  if (grade !== undefined && grade >= LOWEST_GRADE) return undefined;
  const shown = grade === undefined ? 'no grade' : `grade ${String(grade)}`;
  return refuseAt('evidence', 'evidence-grade-too-low', { grade: shown });
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
