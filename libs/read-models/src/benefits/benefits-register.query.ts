import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Cadence } from '#facts';
import { formulaUsed, plannedFor, type FormulaUsed } from '#figures';
import type { BenefitClass, BenefitId, IsoDate, OdsCode, Office } from '#vocabulary';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import type { CohortFilter } from '../cohorts/cohort.js';
import type { Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import type { RecentActual } from '../facts-ledger/kept-actuals.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { matches, organisationOn } from '../organisations/organisation-on.js';
import { benefitsByHome, type BenefitOn } from './benefit-on.js';
import { benefitsOn } from './benefits-on.js';
import { standingOf, type BenefitStanding } from './benefit-standing.js';

/** A benefit as a register lists it. */
export type BenefitListed = Readonly<{
  benefit: BenefitId;
  title: string;
  class: BenefitClass;
  /** Whose it is on the day. */
  organisation: OdsCode;
  owner: Office | null;
  /** Whether amounts are whole pence, or in the unit of the measure. */
  unit: string;
  /** In the unit of the measure. */
  baselineValue: number | null;
  baselineOn: IsoDate | null;
  /** The days over which it was measured. */
  baselinePeriod: Readonly<{ from: IsoDate; to: IsoDate }> | null;
  /** For one measurement, in the unit of the measure. */
  targetValue: number | null;
  /** The unit of the measure, which baseline and target are in. */
  measuredIn: string;
  /** What is measured, and how often. */
  measure: string;
  cadence: Cadence;
  /** The newest actual that was not rejected. */
  latest: RecentActual | null;
  /** What the newest approval promised of the very period of it; null where it has no amount for that. */
  plannedForLatest: number | null;
  /** The last twelve of these, the newest last. */
  recent: readonly RecentActual[];
}> &
  BenefitStanding;

export type BenefitsAnswer = Stamp &
  Readonly<{
    formula: FormulaUsed;
    /** Approved benefits, of all that are listed. */
    numerator: number;
    denominator: number;
    /** By reference. */
    benefits: readonly BenefitListed[];
  }>;

/** The benefits of one organisation, or of all that a filter lets through. */
export type BenefitsScope = Readonly<{ organisation: OdsCode }> | CohortFilter;

/** How do the benefits of these organisations stand? Undefined for an unknown organisation. */
export class BenefitsRegister extends Query<BenefitsAnswer | undefined> {
  constructor(
    readonly moment: Moment,
    readonly scope: BenefitsScope,
  ) {
    super();
  }
}

/** How many actuals a register shows of each: a year of months. */
const RECENT = 12;
/** Registers of a nation are long. */
const FEW = 10;

@QueryHandler(BenefitsRegister)
export class BenefitsRegisterHandler implements IQueryHandler<BenefitsRegister> {
  private readonly figures: CohortFigures<Omit<BenefitsAnswer, keyof Stamp> | NotKnown>;

  constructor(ledger: Ledger) {
    this.figures = new CohortFigures(ledger, FEW);
  }

  async execute({ moment, scope }: BenefitsRegister): Promise<BenefitsAnswer | undefined> {
    const answer = await this.figures.at(moment, { scope }, (ledger) =>
      register(ledger, moment.asOf, scope),
    );
    return 'benefits' in answer ? answer : undefined;
  }
}

type NotKnown = Readonly<{ unknown: true }>;

async function register(
  ledger: LedgerAt,
  asOf: IsoDate,
  scope: BenefitsScope,
): Promise<Omit<BenefitsAnswer, keyof Stamp> | NotKnown> {
  const homes = benefitsByHome(ledger, asOf);
  const codes = 'organisation' in scope ? [scope.organisation] : [...homes.keys()];
  const organisations = codes.flatMap((code) => organisationOn(ledger, code, asOf) ?? []);
  if ('organisation' in scope && organisations.length === 0) return { unknown: true };
  const counted = organisations.filter(
    (organisation) => 'organisation' in scope || matches(organisation, { ...scope }),
  );
  const ids = counted.flatMap(({ code }) => homes.get(code) ?? []).sort();
  const benefits = await listed(ledger, asOf, ids);
  return {
    formula: formulaUsed('benefit'),
    numerator: benefits.filter(({ current }) => current !== null).length,
    denominator: benefits.length,
    benefits,
  };
}

/** These benefits as a register lists them, in the order given. */
export async function listed(
  ledger: LedgerAt,
  asOf: IsoDate,
  ids: readonly BenefitId[],
): Promise<readonly BenefitListed[]> {
  const known = await benefitsOn(ledger, ids, asOf);
  const actuals = await ledger.recentOf(ids, asOf, RECENT);
  const recentOf = new Map(ids.map((id, index) => [id, actuals[index] ?? []]));
  return known.map(({ on, sums }) => {
    const recent = recentOf.get(on.benefit) ?? [];
    const latest = recent.at(-1) ?? null;
    const plannedForLatest = latest && plannedFor(latest, on.current?.value.trajectory ?? []);
    const head = { ...headOf(on), latest, plannedForLatest, recent };
    return { ...head, ...standingOf(ledger, on, { sums, asOf }) };
  });
}

const periodOf = ({ from, to }: Readonly<{ from: IsoDate; to: IsoDate }>) => ({ from, to });

const headOf = ({ benefit, home, owner, baseline, profile: { value } }: BenefitOn) => ({
  benefit,
  title: value.title,
  class: value.class,
  organisation: home,
  owner: owner?.value.owner ?? null,
  unit: value.valuedIn === 'money' ? 'pence' : value.measure.unit,
  baselineValue: baseline?.value.value ?? null,
  baselineOn: baseline?.effective.latest ?? null,
  baselinePeriod: baseline === undefined ? null : periodOf(baseline.value),
  targetValue: value.targetValue ?? null,
  measuredIn: value.measure.unit,
  measure: value.measure.name,
  cadence: value.measure.cadence,
});
