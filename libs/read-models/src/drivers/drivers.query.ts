import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { KnownFact } from '#facts';
import {
  driversOf,
  formulaUsed,
  type Bounds,
  type DriversFigure,
  type FormulaUsed,
} from '#figures';
import { addMonths, type Driver, type IsoDate, type OdsCode } from '#vocabulary';
import { VALID_FOR_MONTHS } from '../boundary/boundary-gaps.query.js';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import { cohortOf, membersOf, type Cohort, type CohortFilter } from '../cohorts/cohort.js';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn, type OrganisationOn } from '../organisations/organisation-on.js';

type Measured = Readonly<{ factId: string; eventId: string; kind: 'driver' }>;

export type TrustDriversAnswer = Stamp &
  Readonly<{
    formula: FormulaUsed;
    organisation: OrganisationOn;
    drivers: DriversFigure;
    facts: readonly Measured[];
  }>;

/** Why is the record of a trust used as it is: its four drivers? Undefined for an unknown code. */
export class TrustDrivers extends Query<TrustDriversAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

/** The drivers of one trust, and the one whose mending would lift V the most for certain. */
export type TrustDriven = Omit<DriversFigure, 'parts'> &
  Readonly<{
    code: OdsCode;
    name: string;
    lever: Driver | null;
    /** Of each driver, its share of the gap, 0 to 1; null where there is no gap. */
    shares: Readonly<Record<Driver, Bounds | null>>;
  }>;

export type DriversBody = Readonly<{
  formula: FormulaUsed;
  cohort: Cohort;
  /** Trusts of which all four drivers are known, of the trusts of the cohort. */
  numerator: number;
  denominator: number;
  /** At how many trusts each driver is the lever; at the others no one is for certain. */
  levers: Readonly<Record<Driver, number>>;
  trusts: readonly TrustDriven[];
}>;
export type CohortDriversAnswer = Stamp & DriversBody;

/** The drivers of each trust of a cohort; V is of a trust, and no mean of it is taken. */
export class CohortDrivers extends Query<CohortDriversAnswer> {
  constructor(
    readonly moment: Moment,
    readonly filter: CohortFilter,
  ) {
    super();
  }
}

@QueryHandler(TrustDrivers)
export class TrustDriversHandler implements IQueryHandler<TrustDrivers> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code, moment: { asOf, knownAt } }: TrustDrivers) {
    return this.ledger.at(knownAt, async (ledger): Promise<TrustDriversAnswer | undefined> => {
      const organisation = organisationOn(ledger, code, asOf);
      if (organisation === undefined) return undefined;
      const values = await ledger.valuesAt([code], asOf, ['driver']);
      const measured = measuredOn(values.get(code) ?? [], asOf);
      return {
        ...stampOf(ledger, asOf),
        formula: formulaUsed('drivers'),
        organisation,
        drivers: driversFrom(measured),
        facts: measured.map(({ factId, eventId, kind }) => ({ factId, eventId, kind })),
      };
    });
  }
}

@QueryHandler(CohortDrivers)
export class CohortDriversHandler implements IQueryHandler<CohortDrivers> {
  private readonly figures: CohortFigures<DriversBody>;

  constructor(ledger: Ledger) {
    // It lists every trust.
    this.figures = new CohortFigures(ledger, 100);
  }

  execute({ moment, filter }: CohortDrivers): Promise<CohortDriversAnswer> {
    return this.figures.at(moment, { filter }, (ledger) =>
      cohortDrivers(ledger, moment.asOf, filter),
    );
  }
}

/** The drivers of the trusts of a cohort, each as it was. */
export async function cohortDrivers(
  ledger: LedgerAt,
  asOf: IsoDate,
  filter: CohortFilter,
): Promise<DriversBody> {
  const members = membersOf(ledger, asOf, filter, 'as-was');
  const codes = members.map(({ trust }) => trust.code);
  const values = await ledger.valuesAt(codes, asOf, ['driver']);
  const trusts = members.map(({ trust: { code, name } }) => {
    const { parts, ...figure } = driversOn(values.get(code) ?? [], asOf);
    const shareOf = (driver: Driver) => parts.find((part) => part.driver === driver)?.share ?? null;
    return { code, name, ...figure, lever: leverOf(parts), shares: eachDriver(shareOf) };
  });
  return {
    formula: formulaUsed('drivers'),
    cohort: cohortOf(members, { asOf, filter, lens: 'as-was' }),
    numerator: trusts.filter(({ known }) => known === 4).length,
    denominator: trusts.length,
    levers: eachDriver((driver) => trusts.filter(({ lever }) => lever === driver).length),
    trusts,
  };
}

const eachDriver = <Value>(of: (driver: Driver) => Value): Readonly<Record<Driver, Value>> => ({
  'first-time-right': of('first-time-right'),
  'pathway-consistency': of('pathway-consistency'),
  'clinical-ownership': of('clinical-ownership'),
  interoperability: of('interoperability'),
});

/** The drivers of a trust from the newest of its facts. */
export const driversOn = (values: readonly KnownFact[], asOf: IsoDate): DriversFigure =>
  driversFrom(measuredOn(values, asOf));

/** The newest measurement of each driver, while it counts. */
const measuredOn = (values: readonly KnownFact[], asOf: IsoDate): readonly KnownFact<'driver'>[] =>
  ofKind(values, 'driver').filter(
    ({ effective, value }) =>
      value.denominator > 0 && asOf <= addMonths(effective.latest, VALID_FOR_MONTHS),
  );

const driversFrom = (measured: readonly KnownFact<'driver'>[]): DriversFigure =>
  driversOf(
    Object.fromEntries(
      measured.map(({ subject, value }) => [subject, value.numerator / value.denominator]),
    ),
  );

/** None where an unknown driver could have the largest share. */
function leverOf(parts: DriversFigure['parts']): Driver | null {
  const found = parts.find(({ driver, share }) =>
    parts.every((other) => other.driver === driver || (share?.low ?? 0) > (other.share?.high ?? 0)),
  );
  return found?.driver ?? null;
}
