import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { formulaUsed, type FormulaUsed } from '#figures';
import type { IsoDate, OdsCode } from '#vocabulary';
import { FiguresIfAny } from '../cohorts/cohort-figures.js';
import type { Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn, type OrganisationOn } from '../organisations/organisation-on.js';
import type { DueItem } from './due-item.js';
import { dueOfBenefits } from './due-of-benefits.js';
import { adoptionsOverdue, evidenceExpiring, validationsExpiring } from './due-of-record.js';

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

/** What is overdue at a trust, or will be within three months; of measurements, only what is overdue? Undefined for an unknown code. */
export class DueList extends Query<DueAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

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
    ...(await dueOfBenefits(ledger, code, asOf)),
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
