import type { PeriodAmount } from '#facts';
import type { IsoDate } from '#vocabulary';
import { firstDayOf, lastDayOf, monthOf } from '../../calendar.js';
import { chanceOf } from '../../chance.js';
import { adoptionOf, capabilitiesOf } from '../../story.js';
import type { BenefitKind } from './kinds.js';
import { homeIn, type PromisedBenefit } from './promises.js';

/** Plans cover three years, by month. */
const MONTHS_PLANNED = 36;
/** Months until it is in full effect. */
const RAMP = 12;

/** What is expected of a month, in whole units of the measure; before the plan begins, nothing. */
export function expectedVolume({ id, kind, trust, days }: PromisedBenefit, month: number): number {
  const size = trust.sites.length * (0.8 + 0.4 * chanceOf(id, 'size')());
  const ramp = Math.min(1, Math.max(0, (month - days.from + 1) / RAMP));
  return Math.round(kind.monthly * size * ramp);
}

/** What is claimed of a volume: whole pence, or for quality the share of its count. */
export const amountFor = ({ pence, share }: BenefitKind, volume: number): number =>
  pence === undefined ? Math.round(10 * volume * share) / 10 : Math.round(volume * pence * share);

/** What was first approved. */
export const planOf = (benefit: PromisedBenefit): readonly PeriodAmount[] =>
  Array.from({ length: MONTHS_PLANNED }, (_, index) => {
    const month = benefit.days.from + index;
    return inMonth(month, amountFor(benefit.kind, expectedVolume(benefit, month)));
  });

/** What it takes to release cash: half of a year's worth to bring it in, and some to keep it up. */
export function costsOf(benefit: PromisedBenefit): readonly PeriodAmount[] | undefined {
  const { kind, days } = benefit;
  if (kind.class !== 'CRB') return undefined;
  const year = 12 * amountFor(kind, expectedVolume(benefit, days.from + 24));
  return [
    { from: firstDayOf(days.from - 6), to: lastDayOf(days.from + 5), amount: Math.round(year / 2) },
    {
      from: firstDayOf(days.from + 6),
      to: lastDayOf(days.from + 29),
      amount: Math.round(year / 3),
    },
  ];
}

const inMonth = (month: number, amount: number): PeriodAmount => ({
  from: firstDayOf(month),
  to: lastDayOf(month),
  amount,
});

/** From a day on everything comes so many months later; it is no more than before. */
export function slidRight(
  plan: readonly PeriodAmount[],
  day: IsoDate,
  months: number,
): readonly PeriodAmount[] {
  const done = plan.filter(({ from }) => from < day);
  // Until it goes on, there is half of what it had come to.
  const meanwhile = Math.floor((done.at(-1)?.amount ?? 0) / 2);
  const amounts = [
    ...done.map(({ amount }) => amount),
    ...Array.from({ length: months }, () => meanwhile),
    ...plan.slice(done.length).map(({ amount }) => amount),
  ];
  let excess = meanwhile * months;
  for (let last = amounts.length - 1; excess > 0 && last > done.length; last--) {
    const taken = Math.min(excess, amounts[last] ?? 0);
    amounts[last] = (amounts[last] ?? 0) - taken;
    excess -= taken;
  }
  const begin = monthOf(plan[0]?.from ?? day);
  return amounts.map((amount, index) => inMonth(begin + index, amount));
}

/** What came in a month, as use suggests, somewhat more or less; later where it slid. */
export function volumeIn(benefit: PromisedBenefit, month: number): number {
  const { id, kind, turns } = benefit;
  const slides = (turns.slides ?? []).filter((slide) => slide.in <= month);
  const slid = slides.reduce((sum, { by }) => sum + by, 0);
  const waits = slides.some((slide) => month < slide.in + slide.by);
  const trust = homeIn(benefit, month);
  const capability = capabilitiesOf(trust).find(({ code }) => code === kind.capability);
  const use = capability === undefined ? 0 : adoptionOf(trust, capability, month) / 0.85;
  const luck = 0.9 + 0.16 * chanceOf(id, 'came', month)();
  const came = expectedVolume(benefit, month - slid) * Math.min(1.1, use) * luck;
  return Math.round(came * (waits ? 0.5 : 1) * (turns.delivers ?? 1));
}
