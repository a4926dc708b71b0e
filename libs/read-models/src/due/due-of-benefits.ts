import { stoppedMeasuring, validationOverdueFrom } from '#figures';
import { dayInWords, periodInWords, type BenefitId, type IsoDate, type OdsCode } from '#vocabulary';
import { firstRecordedOn, statingsOf } from '../approvals/statings.js';
import { actualsOf } from '../benefits/actuals.js';
import { benefitOn, benefitsByHome, measuringOf, type BenefitOn } from '../benefits/benefit-on.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { lastDayAhead, NO_ENTRY, type DueItem } from './due-item.js';

/** Benefits that were written off need nothing any more. */
export async function dueOfBenefits(
  ledger: LedgerAt,
  code: OdsCode,
  asOf: IsoDate,
): Promise<readonly DueItem[]> {
  const ids: readonly BenefitId[] = benefitsByHome(ledger, asOf).get(code) ?? [];
  const benefits = ids
    .flatMap((benefit) => benefitOn(ledger, benefit, asOf) ?? [])
    .filter(({ writeOff }) => writeOff === undefined);
  const sums = await ledger.sumsOf(benefits, asOf);
  const measuring = benefits.map((on, index) => measuringOf(on, sums[index] ?? {}));
  const titles = new Map<string, string>(
    benefits.map(({ benefit, profile }) => [benefit, profile.value.title]),
  );
  const silent = stoppedMeasuring(measuring, asOf).map(
    ({ benefit, overdueFrom, lastActual }): DueItem => ({
      kind: 'measurement-overdue',
      subject: benefit,
      on: overdueFrom,
      ...NO_ENTRY,
      says:
        lastActual === undefined
          ? `“${titles.get(benefit) ?? benefit}” was never measured. Record what came of it.`
          : `“${titles.get(benefit) ?? benefit}” was last measured up to ${dayInWords(lastActual)}. Record what came of it since.`,
    }),
  );
  const awaited = await awaiting(ledger, benefits, asOf);
  return [...silent, ...awaited, ...benefits.flatMap((on) => ownerMissing(on))];
}

async function awaiting(
  ledger: LedgerAt,
  benefits: readonly BenefitOn[],
  asOf: IsoDate,
): Promise<readonly DueItem[]> {
  const actuals = await actualsOf(
    ledger,
    benefits.map(({ benefit }) => benefit),
    asOf,
  );
  const waiting = benefits.flatMap(({ benefit, profile }) =>
    (actuals.get(benefit) ?? [])
      .filter(({ state, belowGate }) => state === 'recorded' && !belowGate)
      .map((actual) => ({ benefit, profile: profile.value, actual })),
  );
  const stated = await statingsOf(
    ledger,
    waiting.map(({ actual }) => actual.fact),
  );
  return waiting
    .map(({ benefit, profile, actual: { from, to, fact } }): DueItem => ({
      kind: 'actual-unvalidated',
      subject: benefit,
      on: validationOverdueFrom({
        to,
        firstRecordedOn: firstRecordedOn(stated.get(fact.factId) ?? []),
      }),
      entry: fact.entry,
      recordedUnder: homeOn(ledger, profile, { benefit, day: to }),
      says: `The value of “${profile.title}” for ${periodInWords({ from, to })} awaits validation by somebody who did not record it.`,
    }))
    .filter(({ on }) => on <= lastDayAhead(asOf));
}

/** Whose a benefit was on the last day of a value: nobody else could record it. */
const homeOn = (
  ledger: LedgerAt,
  { organisation }: Readonly<{ organisation: OdsCode }>,
  { benefit, day }: Readonly<{ benefit: BenefitId; day: IsoDate }>,
): OdsCode =>
  ledger.stated(benefit, 'benefit-home').find(({ effective }) => effective.latest <= day)?.value
    .organisation ?? organisation;

/** An approved benefit needs who measures it; cash, who in finance validates it. */
function ownerMissing({ benefit, profile, current }: BenefitOn): readonly DueItem[] {
  if (current === undefined) return [];
  const { title, measurer, financeValidator, class: of } = profile.value;
  const missing = [
    ...(measurer === undefined ? ['who measures it'] : []),
    ...(of === 'CRB' && financeValidator === undefined ? ['who in finance validates it'] : []),
  ];
  if (missing.length === 0) return [];
  return [
    {
      kind: 'owner-missing',
      subject: benefit,
      on: current.effective.latest,
      entry: profile.entry,
      recordedUnder: profile.value.organisation,
      says: `The profile of “${title}” does not say ${missing.join(', nor ')}. Correct the profile.`,
    },
  ];
}
