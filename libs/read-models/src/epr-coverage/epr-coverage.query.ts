import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { formulaUsed, type FormulaUsed } from '#figures';
import type { IsoDate, OdsCode } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { groupedBy } from '../grouped-by.js';
import { organisationsOn } from '../organisations/organisation-on.js';

/** Trusts with an EPR, of how many. */
type Share = Readonly<{ numerator: number; denominator: number }>;

export type CoverageOn = Readonly<{
  source: string;
  url: string | null;
  /** The day the source speaks of. */
  on: IsoDate;
  /** Of all trusts the source names. */
  inSource: Share;
  /** Of the trusts open that day, those the source does not name among them. */
  ofOpenTrusts: Share;
  openButNotInSource: readonly OdsCode[];
  inSourceButNotOpen: readonly OdsCode[];
}>;

export type EprCoverageAnswer = Stamp &
  Readonly<{ formula: FormulaUsed; demonstration: boolean; coverage: readonly CoverageOn[] }>;

/** How many trusts have an EPR, by the sources that say so and the days they speak of? */
export class EprCoverage extends Query<EprCoverageAnswer> {
  constructor(
    readonly moment: Moment,
    readonly demonstration = false,
  ) {
    super();
  }
}

@QueryHandler(EprCoverage)
export class EprCoverageHandler implements IQueryHandler<EprCoverage> {
  constructor(private readonly ledger: Ledger) {}

  execute({ moment, demonstration }: EprCoverage): Promise<EprCoverageAnswer> {
    return this.ledger.at(moment.knownAt, async (ledger) => ({
      ...stampOf(ledger, moment.asOf),
      formula: formulaUsed('epr-coverage'),
      demonstration,
      coverage: await coverageAt(ledger, moment.asOf, demonstration),
    }));
  }
}

/** What every source said on every day it speaks of. */
export async function coverageAt(
  ledger: LedgerAt,
  asOf: IsoDate,
  demonstration: boolean,
): Promise<readonly CoverageOn[]> {
  const statements = await statementsAt(ledger, asOf, demonstration);
  const bySourceAndDay = groupedBy(statements, ({ on, source }) => `${on}\n${source}`);
  return [...bySourceAndDay.values()].map((those) => coverageOf(ledger, those, demonstration));
}

/** Of each organisation that was registered, the last word of each source for each day. */
export async function statementsAt(
  ledger: LedgerAt,
  asOf: IsoDate,
  demonstration: boolean,
): Promise<readonly StatusColumns[]> {
  const own = new Set(
    organisationsOn(ledger, asOf)
      .filter((organisation) => organisation.demonstration === demonstration)
      .map(({ code }) => code),
  );
  const rows = await ledger.read<StatusColumns>(STATUSES, [ledger.knowledge.entry, asOf]);
  return rows.filter(({ owner }) => own.has(owner));
}

type StatusColumns = Readonly<{
  owner: OdsCode;
  on: IsoDate;
  has_epr: boolean;
  source: string;
  url: string | null;
}>;

function coverageOf(
  ledger: LedgerAt,
  rows: readonly StatusColumns[],
  demonstration: boolean,
): CoverageOn {
  const { on, source, url } = rows[0] as StatusColumns;
  const said = new Map(rows.map((row) => [row.owner, row.has_epr]));
  const open = organisationsOn(ledger, on)
    .filter((each) => each.kind === 'trust' && each.open && each.demonstration === demonstration)
    .map(({ code }) => code);
  const isOpen = new Set(open);
  return {
    source,
    url,
    on,
    inSource: {
      numerator: [...said.values()].filter((hasEpr) => hasEpr).length,
      denominator: said.size,
    },
    ofOpenTrusts: {
      numerator: open.filter((code) => said.get(code) === true).length,
      denominator: open.length,
    },
    openButNotInSource: open.filter((code) => !said.has(code)),
    inSourceButNotOpen: [...said.keys()].filter((code) => !isOpen.has(code)),
  };
}

const STATUSES = `
  select distinct on (f.latest, source, s.owner) s.owner, f.latest as on,
    (f.value->>'hasEpr')::boolean as has_epr,
    coalesce(f.basis->'source'->>'name', 'Reported by the trust') as source,
    f.basis->'source'->>'url' as url
  from read_models.series s join read_models.facts f on f.series = s.series
  where s.kind = 'epr-status' and f.recorded <= $1 and (f.superseded is null or f.superseded > $1)
    and f.latest <= $2
  order by f.latest, source, s.owner, f.stated_order desc, f.first_entry desc`;
