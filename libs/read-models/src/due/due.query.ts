import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  evidenceOn,
  formulaUsed,
  stoppedMeasuring,
  validationDueOn,
  type FormulaUsed,
  type JudgedActual,
} from '#figures';
import {
  addMonths,
  dayAfter,
  dayInWords,
  londonDay,
  periodInWords,
  type BenefitId,
  type IsoDate,
  type OdsCode,
} from '#vocabulary';
import { actualsOf } from '../benefits/actuals.js';
import { benefitOn, benefitsByHome, measuringOf, type BenefitOn } from '../benefits/benefit-on.js';
import { evidenceOwners } from '../evidence/evidence-uses.js';
import { FiguresIfAny } from '../cohorts/cohort-figures.js';
import { modelAt, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn, type OrganisationOn } from '../organisations/organisation-on.js';

/** Something that somebody at a trust has to do, and by which day. */
export type DueItem = Readonly<{
  kind:
    | 'measurement-overdue'
    | 'actual-unvalidated'
    | 'owner-missing'
    | 'validation-expiring'
    | 'evidence-expiring';
  /** A benefit, a capability, a stage or a piece of evidence. */
  subject: string;
  /** From this day on it is overdue; of an expiry, the last day that counts. */
  on: IsoDate;
  /** What is to be validated, put right or looked at again; null of what was not measured, and of evidence, which has a page of its own. */
  entry: number | null;
  /** Under which that entry stands: of a benefit that was handed over, the organisation that had it then. */
  recordedUnder: OdsCode | null;
  says: string;
}>;

export type DueBody = Readonly<{
  formula: FormulaUsed;
  organisation: OrganisationOn;
  /** Overdue on the day, of all that is listed. */
  numerator: number;
  denominator: number;
  /** The longest overdue first. */
  due: readonly DueItem[];
}>;
export type DueAnswer = Stamp & DueBody;

/** What is due at a trust, or will be within three months? Undefined for an unknown code. */
export class DueList extends Query<DueAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

const NO_ENTRY = { entry: null, recordedUnder: null } as const;

/** Months ahead in which what expires is listed. */
const AHEAD = 3;

@QueryHandler(DueList)
export class DueListHandler implements IQueryHandler<DueList> {
  private readonly lists: FiguresIfAny<DueBody>;

  constructor(ledger: Ledger) {
    this.lists = new FiguresIfAny(ledger);
  }

  execute({ code, moment }: DueList): Promise<DueAnswer | undefined> {
    return this.lists.at(moment, { code }, (ledger) => dueAt(ledger, code, moment.asOf));
  }
}

/** What is due at a trust; undefined for an unknown code. */
export async function dueAt(
  ledger: LedgerAt,
  code: OdsCode,
  asOf: IsoDate,
): Promise<DueBody | undefined> {
  const organisation = organisationOn(ledger, code, asOf);
  if (organisation === undefined) return undefined;
  const due = [
    ...(await ofBenefits(ledger, code, asOf)),
    ...(await adoptionsOverdue(ledger, code, asOf)),
    ...validationsExpiring(ledger, code, asOf),
    ...evidenceExpiring(ledger, code, asOf),
  ].sort(byDay);
  return {
    formula: formulaUsed('due'),
    organisation,
    numerator: due.filter(({ on }) => on <= asOf).length,
    denominator: due.length,
    due,
  };
}

const byDay = (one: DueItem, other: DueItem): number =>
  one.on !== other.on ? (one.on < other.on ? -1 : 1) : one.subject < other.subject ? -1 : 1;

/** Benefits that were written off need nothing any more. */
async function ofBenefits(
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
  const firstRecorded = await daysFirstRecorded(
    ledger,
    waiting.map(({ actual }) => actual),
  );
  return waiting
    .map(({ benefit, profile, actual: { from, to, fact } }): DueItem => ({
      kind: 'actual-unvalidated',
      subject: benefit,
      on: validationDueOn({ to, firstRecordedOn: firstRecorded.get(fact.firstEntry) ?? to }),
      entry: fact.entry,
      recordedUnder: homeOn(ledger, profile, { benefit, day: to }),
      says: `The value of “${profile.title}” for ${periodInWords({ from, to })} awaits validation by somebody who did not record it.`,
    }))
    .filter(({ on }) => on <= addMonths(asOf, AHEAD));
}

/** The day in London on which each of these was recorded, before any correction, by its first entry. */
async function daysFirstRecorded(
  { read }: LedgerAt,
  actuals: readonly JudgedActual[],
): Promise<ReadonlyMap<number, IsoDate>> {
  if (actuals.length === 0) return new Map();
  const rows = await read<Readonly<{ entry: number; recordedAt: string }>>(
    `select entry, recorded_at as "recordedAt" from read_models.entries where entry = any($1)`,
    [actuals.map(({ fact }) => fact.firstEntry)],
  );
  return new Map(rows.map(({ entry, recordedAt }) => [entry, londonDay(recordedAt)]));
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

/** Adoption counts for so many months, by the model; what was never measured has no day to be due. */
async function adoptionsOverdue(
  ledger: LedgerAt,
  code: OdsCode,
  asOf: IsoDate,
): Promise<readonly DueItem[]> {
  const model = modelAt(ledger, asOf)?.content;
  const values = (await ledger.valuesAt([code], asOf, ['adoption'])).get(code) ?? [];
  return ofKind(values, 'adoption').flatMap(({ subject, effective }): DueItem[] => {
    const capability = model?.capabilities.find((each) => each.code === subject);
    if (capability === undefined) return [];
    const on = dayAfter(addMonths(effective.latest, capability.validForMonths));
    if (on > asOf) return [];
    const says = `Use of ${capability.name} (${subject}) was last measured up to ${dayInWords(effective.latest)} and no longer counts. Measure it again.`;
    return [{ kind: 'measurement-overdue', subject, on, ...NO_ENTRY, says }];
  });
}

function validationsExpiring(ledger: LedgerAt, code: OdsCode, asOf: IsoDate): readonly DueItem[] {
  return ofKind(ledger.statedAt(code, asOf), 'stage-validated')
    .filter(({ value }) => !value.withdrawn && isSoon(value.expires, asOf))
    .map(({ subject, entry, value: { expires } }) => ({
      kind: 'validation-expiring',
      subject,
      on: expires,
      entry,
      recordedUnder: code,
      says: `The validation of stage ${subject} counts up to ${dayInWords(expires)}. Ask its validator to look again.`,
    }));
}

function evidenceExpiring(ledger: LedgerAt, code: OdsCode, asOf: IsoDate): readonly DueItem[] {
  return evidenceOwners(ledger, code)
    .flatMap((id) => evidenceOn(id, ledger.stated(id), asOf) ?? [])
    .flatMap(({ evidenceId, state, attached: { title, validUntil } }): DueItem[] =>
      state !== 'counts' || validUntil === undefined || !isSoon(validUntil, asOf)
        ? []
        : [
            {
              kind: 'evidence-expiring',
              subject: evidenceId,
              on: validUntil,
              ...NO_ENTRY,
              says: `The evidence “${title}” counts up to ${dayInWords(validUntil)}. Attach what takes its place.`,
            },
          ],
    );
}

/** Still counts, and will not in three months. */
const isSoon = (last: IsoDate, asOf: IsoDate): boolean =>
  last >= asOf && last <= addMonths(asOf, AHEAD);
