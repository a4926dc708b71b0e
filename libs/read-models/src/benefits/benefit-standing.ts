import type { KnownFact } from '#facts';
import {
  amountOf,
  baselineTiming,
  dueBy,
  realisationRatio,
  stoppedMeasuring,
  type ActualSums,
  type BaselineTiming,
  type Enabling,
  type RealisationRatio,
  type StoppedMeasuring,
} from '#figures';
import { dayInWords, type IsoDate } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { enablingOf, measuringOf, type BenefitOn } from './benefit-on.js';

/** An approval and what it claims, in the unit of the benefit. */
type Approved = Readonly<{
  on: IsoDate;
  caseRef: string;
  caseVersion: string;
  total: number;
  /** Of the periods that ended by the day asked about. */
  toDate: number;
}>;

type BenefitStatus =
  'profiled' | 'baselined' | 'approved' | 'measured' | 'validated' | 'at-risk' | 'written-off';

/** How a benefit stands on a day. Amounts in whole pence for money, else in the unit of its measure. */
export type BenefitStanding = Readonly<{
  status: BenefitStatus;
  /** The status in words. */
  says: string;
  original: Approved | null;
  current: Approved | null;
  actuals: ActualSums;
  ratio: RealisationRatio;
  baseline: BaselineTiming;
  /** The day on which the record it rests on was replaced, where nobody has approved it since. */
  atRiskSince: IsoDate | null;
  stoppedMeasuring: Pick<StoppedMeasuring, 'state' | 'overdueFrom'> | null;
}>;

/** What the facts of a benefit, and of the trusts whose it was, amount to. */
export function standingOf(
  ledger: LedgerAt,
  on: BenefitOn,
  { sums, asOf }: Readonly<{ sums: ActualSums; asOf: IsoDate }>,
): BenefitStanding {
  const original = approvedOn(on.original, asOf);
  const current = on.current === on.original ? original : approvedOn(on.current, asOf);
  const measuring = measuringOf(on, sums);
  const isOver = on.writeOff !== undefined;
  const [stopped] = isOver ? [] : stoppedMeasuring([measuring], asOf);
  const atRiskSince = isOver ? null : replacedSince(ledger, on, asOf);
  const standing = {
    original,
    current,
    actuals: sums,
    ratio: realisationRatio(
      {
        validated: sums.validated,
        current: current?.toDate ?? 0,
        original: original?.toDate ?? 0,
        ...(sums.lastValidated && { lastValidated: sums.lastValidated }),
        cadenceMonths: measuring.cadenceMonths,
      },
      asOf,
    ),
    baseline: baselineTiming(on.baseline?.effective.latest, firstLives(ledger, on, asOf)),
    atRiskSince,
    stoppedMeasuring: stopped ? { state: stopped.state, overdueFrom: stopped.overdueFrom } : null,
  };
  const status = statusOf(on, standing);
  return { status, says: inWords(status, on, standing), ...standing };
}

/** Benefits that are green against their newest approval, of those approved and not written off. */
export function onTrackAmong(
  benefits: readonly BenefitStanding[],
): Readonly<{ numerator: number; denominator: number }> {
  const approved = benefits.filter(
    ({ current, status }) => current !== null && status !== 'written-off',
  );
  const green = approved.filter(({ ratio }) => ratio.againstCurrent.rag === 'green').length;
  return { numerator: green, denominator: approved.length };
}

type Standing = Omit<BenefitStanding, 'status' | 'says'>;

function statusOf(on: BenefitOn, { actuals, atRiskSince }: Standing): BenefitStatus {
  if (on.writeOff !== undefined) return 'written-off';
  if (on.current === undefined) return on.baseline === undefined ? 'profiled' : 'baselined';
  if (atRiskSince !== null) return 'at-risk';
  if (actuals.lastValidated !== undefined) return 'validated';
  return actuals.lastActual === undefined ? 'approved' : 'measured';
}

function inWords(
  status: BenefitStatus,
  { writeOff }: BenefitOn,
  { actuals, atRiskSince, current, stoppedMeasuring: stopped }: Standing,
): string {
  const day = (of: IsoDate | null | undefined) => (of ? dayInWords(of) : 'an unknown day');
  const silence = stopped === null ? '' : `; measuring overdue since ${day(stopped.overdueFrom)}`;
  switch (status) {
    case 'written-off':
      return `Written off on ${day(writeOff?.effective.latest)}`;
    case 'profiled':
      return 'Profiled, without a baseline';
    case 'baselined':
      return 'Baseline agreed, not approved';
    case 'at-risk':
      return `At risk: its record was replaced on ${day(atRiskSince)} and nobody approved it since`;
    case 'approved':
      return `Approved on ${day(current?.on)}, nothing measured${silence}`;
    case 'measured':
      return `Measured up to ${day(actuals.lastActual)}, nothing validated${silence}`;
    case 'validated':
      return `Validated up to ${day(actuals.lastValidated)}${silence}`;
  }
}

const approvedOn = (
  fact: KnownFact<'benefit-approval'> | undefined,
  asOf: IsoDate,
): Approved | null =>
  fact === undefined
    ? null
    : {
        on: fact.effective.latest,
        caseRef: fact.value.caseRef,
        caseVersion: fact.value.caseVersion,
        total: amountOf(fact.value.trajectory),
        toDate: amountOf(dueBy(fact.value.trajectory, asOf)),
      };

/** When each enabling capability was first live at a trust whose benefit it was. */
function firstLives(ledger: LedgerAt, on: BenefitOn, asOf: IsoDate): readonly Enabling[] {
  const enabled = on.homes.flatMap((home) => ledger.stated(home, 'enabled'));
  return enablingOf(on).map((capability) => {
    const days = enabled
      .filter(({ subject, value }) => value.live && subject.startsWith(`${capability}@`))
      .map(({ effective }) => effective.latest)
      .filter((day) => day <= asOf)
      .sort();
    return { capability, ...(days[0] && { firstLive: days[0] }) };
  });
}

/**
 * Whoever replaces the record a benefit rests on, changes what it was promised of: it is at risk until
 * it is approved anew (domain.md 7.4).
 */
function replacedSince(ledger: LedgerAt, on: BenefitOn, asOf: IsoDate): IsoDate | null {
  const approvedDay = on.current?.effective.latest;
  if (approvedDay === undefined) return null;
  const subjects = new Set<string>(['*', ...enablingOf(on)]);
  const days = on.homes
    .flatMap((home) => ofKind(ledger.statedAt(home, asOf), 'replaced'))
    .filter(({ subject, effective }) => subjects.has(subject) && effective.latest > approvedDay)
    .map(({ effective }) => effective.latest)
    .sort();
  return days.at(-1) ?? null;
}
