import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { evidenceOn, formulaUsed, type FormulaUsed } from '#figures';
import type { KnownFact } from '#facts';
import { dayInWords, periodInWords, type BenefitId, type IsoDate, type OdsCode } from '#vocabulary';
import { actualsOf } from '../benefits/actuals.js';
import { benefitOn, benefitsByHome, type BenefitOn } from '../benefits/benefit-on.js';
import { evidenceOwners } from '../evidence/evidence-uses.js';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn, type OrganisationOn } from '../organisations/organisation-on.js';
import { firstRecordedOn, statingsOf, type Statings } from './statings.js';

/** Something that one person recorded and another has to decide on. */
export type Waiting = Readonly<{
  kind: 'benefit-actual' | 'benefit-approval' | 'evidence-grade' | 'stage-validation';
  /** The benefit, the piece of evidence or the stage. */
  subject: string;
  /** The fact that waits; of an approval, the newest of profile and baseline. */
  factId: string;
  /** The day it speaks of. */
  on: IsoDate;
  /** The day in London on which it was first recorded; of what rests on several facts, the last of them. */
  recordedOn: IsoDate;
  /** That states it as it stands. */
  entry: number;
  /** What came of a period, in pence or the unit of the benefit; null of all else. */
  amount: number | null;
  unit: string | null;
  says: string;
  /** Opaque ids of all who stated it: none of them may decide. Of a stage, anybody of its trust. */
  statedBy: readonly string[];
}>;

export type WaitingBody = Readonly<{
  formula: FormulaUsed;
  organisation: OrganisationOn;
  /** What people of the trust itself decide on, of all that waits. */
  numerator: number;
  denominator: number;
  /** What speaks of the earliest day first. */
  waiting: readonly Waiting[];
}>;
export type WaitingAnswer = Stamp & WaitingBody;

/** What waits for a second person at a trust? Undefined for an unknown code. */
export class WaitingList extends Query<WaitingAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(WaitingList)
export class WaitingListHandler implements IQueryHandler<WaitingList> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code, moment: { asOf, knownAt } }: WaitingList): Promise<WaitingAnswer | undefined> {
    return this.ledger.at(knownAt, async (ledger) => {
      const body = await waitingAt(ledger, code, asOf);
      return body && { ...stampOf(ledger, asOf), ...body };
    });
  }
}

/** What waits for a second person; undefined for an unknown code. */
export async function waitingAt(
  ledger: LedgerAt,
  code: OdsCode,
  asOf: IsoDate,
): Promise<WaitingBody | undefined> {
  const organisation = organisationOn(ledger, code, asOf);
  if (organisation === undefined) return undefined;
  const found = [
    ...(await ofBenefits(ledger, code, asOf)),
    ...ungraded(ledger, code, asOf),
    ...unvalidatedStage(ledger, code, asOf),
  ];
  const stated = await statingsOf(
    ledger,
    found.flatMap(({ facts }) => facts),
  );
  const waiting = found.map((each) => waitingFor(each, stated)).sort(byDay);
  return {
    formula: formulaUsed('approvals'),
    organisation,
    numerator: waiting.filter(({ kind }) => kind !== 'stage-validation').length,
    denominator: waiting.length,
    waiting,
  };
}

type Found = Omit<Waiting, 'statedBy' | 'recordedOn'> & Readonly<{ facts: readonly KnownFact[] }>;

function waitingFor({ facts, ...each }: Found, stated: Statings): Waiting {
  const statings = facts.flatMap(({ factId }) => stated.get(factId) ?? []);
  return {
    ...each,
    recordedOn: firstRecordedOn(statings),
    statedBy: [...new Set(statings.map(({ actor }) => actor))].sort(),
  };
}

const byDay = (one: Waiting, other: Waiting): number =>
  one.on !== other.on ? (one.on < other.on ? -1 : 1) : one.entry - other.entry;

/** Of benefits that were written off nothing is decided any more. */
async function ofBenefits(
  ledger: LedgerAt,
  code: OdsCode,
  asOf: IsoDate,
): Promise<readonly Found[]> {
  const ids: readonly BenefitId[] = benefitsByHome(ledger, asOf).get(code) ?? [];
  const benefits = ids
    .flatMap((benefit) => benefitOn(ledger, benefit, asOf) ?? [])
    .filter(({ writeOff }) => writeOff === undefined);
  const actuals = await actualsOf(
    ledger,
    benefits.map(({ benefit }) => benefit),
    asOf,
  );
  return benefits.flatMap((on) => [
    ...(actuals.get(on.benefit) ?? [])
      .filter(({ state, belowGate }) => state === 'recorded' && !belowGate)
      .map(({ fact, from, to, amount }) => ({
        ...statedIn(fact),
        kind: 'benefit-actual' as const,
        subject: on.benefit,
        amount,
        unit: on.profile.value.valuedIn === 'money' ? 'pence' : on.profile.value.measure.unit,
        says: `The value of “${on.profile.value.title}” for ${periodInWords({ from, to })} waits for its validation.`,
      })),
    ...unapproved(on),
  ]);
}

/** A benefit that has a baseline can be approved. */
function unapproved({ benefit, profile, baseline, current }: BenefitOn): readonly Found[] {
  if (current !== undefined || baseline === undefined) return [];
  const newest = profile.entry > baseline.entry ? profile : baseline;
  return [
    {
      ...statedIn(newest),
      kind: 'benefit-approval',
      subject: benefit,
      ...NO_AMOUNT,
      says: `“${profile.value.title}” has a baseline and waits for its approval.`,
      facts: [profile, baseline],
    },
  ];
}

function ungraded(ledger: LedgerAt, code: OdsCode, asOf: IsoDate): readonly Found[] {
  return evidenceOwners(ledger, code).flatMap((id): Found[] => {
    const stated = ledger.stated(id);
    const figure = evidenceOn(id, stated, asOf);
    const attached = ofKind(stated, 'evidence')[0];
    if (figure?.state !== 'counts' || figure.grade !== null || attached === undefined) return [];
    const says = `The evidence “${figure.attached.title}” waits for its grade.`;
    return [{ ...statedIn(attached), kind: 'evidence-grade', subject: id, ...NO_AMOUNT, says }];
  });
}

/** What a trust says of itself, another organisation confirms. */
function unvalidatedStage(ledger: LedgerAt, code: OdsCode, asOf: IsoDate): readonly Found[] {
  const stated = ledger.statedAt(code, asOf);
  const declared = ofKind(stated, 'stage-declared')[0];
  if (declared === undefined) return [];
  const isValidated = ofKind(stated, 'stage-validated').some(
    ({ subject, value }) =>
      Number(subject) >= declared.value.stage && !value.withdrawn && value.expires >= asOf,
  );
  const stage = String(declared.value.stage);
  const says = `Stage ${stage}, declared on ${dayInWords(declared.effective.latest)}, waits for its validation by another organisation.`;
  return isValidated
    ? []
    : [{ ...statedIn(declared), kind: 'stage-validation', subject: stage, ...NO_AMOUNT, says }];
}

const NO_AMOUNT = { amount: null, unit: null } as const;

const statedIn = (fact: KnownFact) => ({
  factId: fact.factId,
  on: fact.effective.latest,
  entry: fact.entry,
  facts: [fact],
});
