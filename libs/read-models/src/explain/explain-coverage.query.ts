import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { formulaUsed, type FormulaUsed } from '#figures';
import type { IsoDate, OdsCode } from '#vocabulary';
import { coverageAt, statementsAt, type CoverageOn } from '../epr-coverage/epr-coverage.query.js';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn } from '../organisations/organisation-on.js';
import { eventsBehind, type EventUsed } from './events-used.js';
import { candidatesOf, lookOn, lookUpTo } from './membership.js';
import { pageOf, type PageOfParts, type PartAsked } from './parts.js';
import { usesBy } from './uses.js';

/** What one organisation adds to the coverage, and by which events. */
export type CoverageExplained = Readonly<{
  code: OdsCode;
  name: string;
  /** What sources say of it. */
  statements: readonly Readonly<{ source: string; on: IsoDate; hasEpr: boolean }>[];
  /** Of the days that sources speak of, those on which it was open. */
  openOn: readonly IsoDate[];
  events: readonly EventUsed[];
}>;

export type CoverageExplanation = Stamp &
  PageOfParts &
  Readonly<{
    figure: 'epr-coverage';
    formula: FormulaUsed;
    demonstration: boolean;
    answer: readonly CoverageOn[];
    /** Without any event that is listed, on any page, the answer would be the same. */
    trusts: readonly CoverageExplained[];
  }>;

/** Which statements and events is the coverage of EPRs made from? A page of trusts at a time. */
export class ExplainCoverage extends Query<CoverageExplanation> {
  constructor(
    readonly moment: Moment,
    readonly demonstration: boolean,
    readonly part: PartAsked,
  ) {
    super();
  }
}

@QueryHandler(ExplainCoverage)
export class ExplainCoverageHandler implements IQueryHandler<ExplainCoverage> {
  constructor(private readonly ledger: Ledger) {}

  execute({ moment, demonstration, part }: ExplainCoverage): Promise<CoverageExplanation> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      const answer = await coverageAt(ledger, asOf, demonstration);
      const candidates = (await candidatesOf(ledger, asOf, demonstration)).filter(
        (code) => part.organisation === undefined || code === part.organisation,
      );
      const { page, counted } = pageOf(candidates, part);
      const days = [...new Set(answer.map(({ on }) => on))];
      return {
        ...stampOf(ledger, asOf),
        figure: 'epr-coverage',
        formula: formulaUsed('epr-coverage'),
        demonstration,
        answer,
        trusts: await explain(ledger, page, { asOf, days, demonstration }),
        ...counted,
      };
    });
  }
}

async function explain(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  {
    asOf,
    days,
    demonstration,
  }: Readonly<{ asOf: IsoDate; days: readonly IsoDate[]; demonstration: boolean }>,
): Promise<readonly CoverageExplained[]> {
  const said = await statementsAt(ledger, asOf, demonstration);
  const looksOf = (code: OdsCode) => [
    lookUpTo(ledger, code, asOf, ['epr-status']),
    ...[...days, asOf].map((day) => lookOn(ledger, code, day, ['status'])),
  ];
  const looks = new Map(codes.map((code) => [code, looksOf(code)]));
  const uses = await usesBy(ledger, looks, ['status', 'epr-status']);
  const eventsIn = await eventsBehind(ledger, [...uses.values()].flat());
  return codes.map((code): CoverageExplained => ({
    code,
    name: organisationOn(ledger, code, asOf)?.name ?? code,
    statements: said
      .filter(({ owner }) => owner === code)
      .map(({ source, on, has_epr: hasEpr }) => ({ source, on, hasEpr })),
    openOn: days.filter((day) => organisationOn(ledger, code, day)?.open === true),
    events: eventsIn(uses.get(code) ?? []),
  }));
}
