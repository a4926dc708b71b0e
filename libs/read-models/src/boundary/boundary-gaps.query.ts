import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { KnownFact } from '#facts';
import {
  boundaryGapOf,
  formulaUsed,
  systemBoundaryOf,
  systemFlowsOf,
  trustFlows,
  type BoundaryFigure,
  type BoundaryMember,
  type FlowWeighting,
  type FormulaUsed,
  type SystemBoundary,
  type SystemFlow,
} from '#figures';
import type { IsoDate, OdsCode } from '#vocabulary';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import {
  cohortOf,
  grouped,
  membersOf,
  type Cohort,
  type CohortFilter,
  type Grouping,
} from '../cohorts/cohort.js';
import { stampOf, type Lens, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn, type OrganisationOn } from '../organisations/organisation-on.js';

/** Months after its window for which a measurement of use counts. */
export const VALID_FOR_MONTHS = 12;

export type BoundaryOn = Readonly<{
  /** By what its flows are weighed. */
  weighting: FlowWeighting;
  /** Eligible encounters of all flows; null while any of them is unknown. */
  eligible: number | null;
  boundary: BoundaryFigure;
}>;

export type TrustBoundaryAnswer = Stamp &
  Readonly<{ formula: FormulaUsed; organisation: OrganisationOn }> &
  BoundaryOn;

/** What does a trust lose where another's record begins, by partner? Undefined for an unknown code. */
export class TrustBoundary extends Query<TrustBoundaryAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

export type BoundaryGroup = Readonly<{
  code: string;
  name: string;
  /** Trusts whose eligible encounters are counted, of the trusts in the group. */
  numerator: number;
  denominator: number;
  boundary: SystemBoundary | null;
}>;

export type BoundaryBody = Readonly<{
  formula: FormulaUsed;
  cohort: Cohort;
  by: Grouping;
  groups: readonly BoundaryGroup[];
  total: BoundaryGroup;
  /** The same of the trusts whose eligible encounters are counted, which alone have a weight. */
  counted: SystemBoundary | null;
  /** By partner, of the trusts whose eligible encounters are counted: they sum to the mean of these. */
  flows: readonly SystemFlow[];
}>;
export type BoundaryGapsAnswer = Stamp & BoundaryBody;

/** What do the systems of a cohort lose at their boundaries, trusts by their eligible encounters? */
export class BoundaryGaps extends Query<BoundaryGapsAnswer> {
  constructor(
    readonly moment: Moment,
    readonly by: Grouping,
    readonly filter: CohortFilter,
    readonly lens: Lens = 'as-was',
  ) {
    super();
  }
}

@QueryHandler(TrustBoundary)
export class TrustBoundaryHandler implements IQueryHandler<TrustBoundary> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code, moment: { asOf, knownAt } }: TrustBoundary) {
    return this.ledger.at(knownAt, async (ledger): Promise<TrustBoundaryAnswer | undefined> => {
      const organisation = organisationOn(ledger, code, asOf);
      if (organisation === undefined) return undefined;
      const values = await ledger.valuesAt([code], asOf, ['exchange']);
      const own = boundaryOn(values.get(code) ?? [], asOf);
      const formula = formulaUsed('boundary-gap');
      return { ...stampOf(ledger, asOf), formula, organisation, ...own };
    });
  }
}

/** The boundary gap of a trust from the newest of its facts. */
export function boundaryOn(values: readonly KnownFact[], asOf: IsoDate): BoundaryOn {
  const { flows, weighting, eligible } = trustFlows(values, asOf, VALID_FOR_MONTHS);
  return { weighting, eligible: eligible ?? null, boundary: boundaryGapOf(flows) };
}

@QueryHandler(BoundaryGaps)
export class BoundaryGapsHandler implements IQueryHandler<BoundaryGaps> {
  private readonly figures: CohortFigures<BoundaryBody>;

  constructor(ledger: Ledger) {
    this.figures = new CohortFigures(ledger);
  }

  execute({ moment, by, filter, lens }: BoundaryGaps): Promise<BoundaryGapsAnswer> {
    const question = { by, filter, lens };
    return this.figures.at(moment, question, (ledger) =>
      boundaryGaps(ledger, moment.asOf, question),
    );
  }
}

/** The boundary gaps of a cohort and of its groups. */
export async function boundaryGaps(
  ledger: LedgerAt,
  asOf: IsoDate,
  { by, filter, lens }: Pick<BoundaryGaps, 'by' | 'filter' | 'lens'>,
): Promise<BoundaryBody> {
  const members = membersOf(ledger, asOf, filter, lens);
  const codes = members.map(({ trust }) => trust.code);
  const values = await ledger.valuesAt(codes, asOf, ['exchange']);
  const items = members.map((member) => {
    const organisation = member.trust.code;
    const { eligible, boundary } = boundaryOn(values.get(organisation) ?? [], asOf);
    const { flows } = boundary;
    return { member, item: { organisation, eligible: eligible ?? undefined, boundary, flows } };
  });
  const weighed = items.map(({ item }) => item).filter(({ eligible = 0 }) => eligible > 0);
  return {
    formula: formulaUsed('boundary-gap'),
    cohort: cohortOf(members, { asOf, filter, lens }),
    by,
    groups: grouped<BoundaryMember>(ledger, asOf, by, items).map(groupOf),
    total: groupOf({ code: 'all', name: 'All', items: items.map(({ item }) => item) }),
    counted: systemBoundaryOf(weighed) ?? null,
    flows: systemFlowsOf(items.map(({ item }) => item)),
  };
}

function groupOf({
  code,
  name,
  items,
}: Readonly<{ code: string; name: string; items: readonly BoundaryMember[] }>): BoundaryGroup {
  return {
    code,
    name,
    numerator: items.filter(({ eligible }) => eligible !== undefined).length,
    denominator: items.length,
    boundary: systemBoundaryOf(items) ?? null,
  };
}
