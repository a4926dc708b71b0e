import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  formulaUsed,
  movesBetween,
  nextDeployment,
  stoppedMeasuring,
  type FormulaUsed,
} from '#figures';
import { dayInWords, type IsoDate, type OdsCode } from '#vocabulary';
import { benefitsByHome, measuringOf, type BenefitOn } from '../benefits/benefit-on.js';
import { benefitsOn, type BenefitMeasured } from '../benefits/benefits-on.js';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import { cohortOf, membersOf, type Cohort, type CohortFilter } from '../cohorts/cohort.js';
import type { Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { deploymentsOn } from '../forecast/deployments-on.js';
import { silentAmong } from './silent-trusts.js';

/** Something of a trust that a board should ask about. */
export type AttentionItem = Readonly<{
  code: OdsCode;
  name: string;
  kind: 'go-live-overdue' | 'measurement-overdue' | 'slipped' | 'unvalidated' | 'silent';
  /** A benefit or a deployment; empty of a trust that is silent. */
  subject: string;
  /** Since when; null where no day tells. */
  since: IsoDate | null;
  /** Whole pence that slid to later periods or await validation; null where it is not about money. */
  pence: number | null;
  says: string;
}>;

/** How much there is of one kind, of all trusts together. */
export type AttentionKind = Readonly<{
  kind: AttentionItem['kind'];
  /** Trusts with any of it, of all. */
  numerator: number;
  denominator: number;
  items: number;
  /** Whole pence of all that is in money; null of what never is. */
  pence: number | null;
}>;

type AttentionBody = Readonly<{
  formula: FormulaUsed;
  cohort: Cohort;
  /** Trusts with anything to ask about, of all. */
  numerator: number;
  denominator: number;
  kinds: readonly AttentionKind[];
  /** By trust. */
  items: readonly AttentionItem[];
}>;
export type AttentionAnswer = Stamp & AttentionBody;

/** What is overdue, slipped, silent or not validated, and at which trusts? */
export class AttentionList extends Query<AttentionAnswer> {
  constructor(
    readonly moment: Moment,
    readonly filter: CohortFilter,
  ) {
    super();
  }
}

@QueryHandler(AttentionList)
export class AttentionListHandler implements IQueryHandler<AttentionList> {
  private readonly figures: CohortFigures<AttentionBody>;

  constructor(ledger: Ledger) {
    this.figures = new CohortFigures(ledger, 20);
  }

  execute({ moment, filter }: AttentionList): Promise<AttentionAnswer> {
    return this.figures.at(moment, { filter }, (ledger) => attention(ledger, moment.asOf, filter));
  }
}

const kinds = [
  { kind: 'go-live-overdue', isMoney: false },
  { kind: 'measurement-overdue', isMoney: false },
  { kind: 'slipped', isMoney: true },
  { kind: 'unvalidated', isMoney: true },
  { kind: 'silent', isMoney: false },
] as const satisfies readonly Readonly<{ kind: AttentionItem['kind']; isMoney: boolean }>[];

const kindsOf = (items: readonly AttentionItem[], denominator: number): readonly AttentionKind[] =>
  kinds.map(({ kind, isMoney }) => {
    const own = items.filter((item) => item.kind === kind);
    return {
      kind,
      numerator: new Set(own.map(({ code }) => code)).size,
      denominator,
      items: own.length,
      pence: isMoney ? own.reduce((sum, { pence }) => sum + (pence ?? 0), 0) : null,
    };
  });

type Found = Omit<AttentionItem, 'code' | 'name'>;

/** What there is to ask about on a day, worked out anew. */
export async function attention(
  ledger: LedgerAt,
  asOf: IsoDate,
  filter: CohortFilter,
): Promise<AttentionBody> {
  const members = membersOf(ledger, asOf, filter, 'as-was');
  const trusts = members.map(({ trust }) => trust);
  const codes = trusts.map(({ code }) => code);
  const found = [
    await goLivesOverdue(ledger, codes, asOf),
    await benefitsAskedAbout(ledger, codes, asOf),
    await silentOnes(ledger, codes, asOf),
  ];
  const items = trusts.flatMap(({ code, name }) =>
    found.flatMap((of) => of.get(code) ?? []).map((each) => ({ code, name, ...each })),
  );
  return {
    formula: formulaUsed('attention'),
    cohort: cohortOf(members, { asOf, filter, lens: 'as-was' }),
    numerator: new Set(items.map(({ code }) => code)).size,
    denominator: trusts.length,
    kinds: kindsOf(items, trusts.length),
    items,
  };
}

type ByTrust = ReadonlyMap<OdsCode, readonly Found[]>;

/** The next go-live is stated for a day that is over. */
async function goLivesOverdue(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asOf: IsoDate,
): Promise<ByTrust> {
  const { courses } = await deploymentsOn(ledger, codes, asOf);
  return new Map(
    codes.map((code) => {
      const course = nextDeployment(courses, code, asOf);
      const said = course?.expectations.findLast(({ statedBy }) => statedBy <= asOf);
      const since = said?.expected;
      if (course === undefined || since === undefined || since >= asOf) return [code, []];
      const says = `Its go-live was planned for ${dayInWords(since)} and has not been reported.`;
      const subject = course.id.replace(`${code} `, '');
      return [code, [{ kind: 'go-live-overdue', subject, since, pence: null, says }]];
    }),
  );
}

/** Benefits that are no longer measured, that slid right, or whose values wait for validation. */
async function benefitsAskedAbout(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asOf: IsoDate,
): Promise<ByTrust> {
  const homes = benefitsByHome(ledger, asOf);
  const found = new Map<OdsCode, readonly Found[]>();
  for (const code of codes) {
    // From memory: a trust costs no question to the database.
    const benefits = await benefitsOn(ledger, homes.get(code) ?? [], asOf);
    const asked = benefits.filter(({ on }) => on.writeOff === undefined);
    const waits = await oldestWaiting(ledger, asked, asOf);
    const items = asked.flatMap(({ on, sums }) => [
      ...overdue(on, sums, asOf),
      ...slipped(on),
      ...unvalidated(on, sums, waits.get(on.benefit)),
    ]);
    found.set(code, items);
  }
  return found;
}

const overdue = (
  on: BenefitOn,
  sums: Parameters<typeof measuringOf>[1],
  asOf: IsoDate,
): readonly Found[] =>
  stoppedMeasuring([measuringOf(on, sums)], asOf).map(({ benefit, overdueFrom, lastActual }) => ({
    kind: 'measurement-overdue',
    subject: benefit,
    since: overdueFrom,
    pence: null,
    says:
      lastActual === undefined
        ? `“${on.profile.value.title}” was approved and never measured.`
        : `“${on.profile.value.title}” was last measured up to ${dayInWords(lastActual)}.`,
  }));

/** Value that was promised for one period and is expected in a later one. */
function slipped({ benefit, profile, original, current, forecast }: BenefitOn): readonly Found[] {
  const latest = forecast ?? current;
  if (original === undefined || latest === undefined) return [];
  if (profile.value.valuedIn !== 'money') return [];
  const { slidRight } = movesBetween(original.value.trajectory, latest.value.trajectory);
  if (slidRight === 0) return [];
  const says = `“${profile.value.title}” slid to later periods than first approved.`;
  const since = latest.effective.latest;
  return [{ kind: 'slipped', subject: benefit, since, pence: slidRight, says }];
}

/** Of each benefit that has values to validate, the last day of the oldest of them. */
async function oldestWaiting(
  ledger: LedgerAt,
  benefits: readonly BenefitMeasured[],
  asOf: IsoDate,
): Promise<ReadonlyMap<string, IsoDate>> {
  const waiting = benefits
    .filter(({ sums }) => sums.counts.awaiting > 0)
    .map(({ on }) => on.benefit);
  const actuals = await ledger.recentOf(waiting, asOf, Infinity);
  return new Map(
    waiting.flatMap((benefit, index) => {
      const oldest = actuals[index]?.find(({ state }) => state === 'recorded');
      return oldest === undefined ? [] : [[benefit, oldest.to] as const];
    }),
  );
}

function unvalidated(
  { benefit, profile }: BenefitOn,
  { awaiting, counts }: BenefitMeasured['sums'],
  since: IsoDate | undefined,
): readonly Found[] {
  if (counts.awaiting === 0) return [];
  const many = counts.awaiting === 1 ? '1 value is' : `${String(counts.awaiting)} values are`;
  return [
    {
      kind: 'unvalidated',
      subject: benefit,
      since: since ?? null,
      pence: profile.value.valuedIn === 'money' ? awaiting : null,
      says: `“${profile.value.title}”: ${many} not validated yet.`,
    },
  ];
}

/** Trusts as which nobody recorded anything in the last days. */
async function silentOnes(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asOf: IsoDate,
): Promise<ByTrust> {
  const { since, silent } = await silentAmong(ledger, codes, asOf);
  const says = `It recorded nothing after ${dayInWords(since)}.`;
  return new Map(
    codes.map((code) => [
      code,
      silent.has(code) ? [{ kind: 'silent', subject: '', since, pence: null, says }] : [],
    ]),
  );
}
