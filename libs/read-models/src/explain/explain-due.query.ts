import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FactKind } from '#facts';
import type { FormulaUsed } from '#figures';
import type { IsoDate, OdsCode } from '#vocabulary';
import { dueAt, type DueBody } from '../due/due.query.js';
import { evidenceOwners } from '../evidence/evidence-uses.js';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { benefitUses, type FromBenefits } from './benefits-explained.js';
import { eventsOf, type EventUsed } from './events-used.js';
import { modelUses } from './figures-explained.js';
import { lookEver, lookOn } from './membership.js';
import { newestOn, usesOfLooks, type Look, type Use } from './uses.js';

export type DueExplanation = Stamp &
  Readonly<{
    figure: 'due';
    formula: FormulaUsed;
    organisation: OdsCode;
    answer: DueBody;
    numerator: number;
    denominator: number;
    /** In the order of the log; without any other event the list would be the same. */
    events: readonly EventUsed[];
  }>;

/** Which events is the list of what is due at a trust made from? Undefined for an unknown code. */
export class ExplainDue extends Query<DueExplanation | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(ExplainDue)
export class ExplainDueHandler implements IQueryHandler<ExplainDue> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code, moment: { asOf, knownAt } }: ExplainDue): Promise<DueExplanation | undefined> {
    return this.ledger.at(knownAt, async (ledger): Promise<DueExplanation | undefined> => {
      const answer = await dueAt(ledger, code, asOf);
      if (answer === undefined) return undefined;
      const uses = [
        ...(await modelUses(ledger, { figure: 'stage', asOf })),
        ...(await ofTrust(ledger, code, asOf)),
        ...((await benefitUses(ledger, [code], { asOf, from })).get(code) ?? []),
      ];
      return {
        ...stampOf(ledger, asOf),
        figure: 'due',
        formula: answer.formula,
        organisation: code,
        answer,
        numerator: answer.numerator,
        denominator: answer.denominator,
        events: await eventsOf(ledger, uses),
      };
    });
  }
}

/** What of a benefit tells that it has to be measured, validated or given an owner. */
const from: FromBenefits = {
  kinds: [
    ...(['benefit', 'benefit-home', 'benefit-approval', 'benefit-write-off'] as const),
    ...(['benefit-actual', 'benefit-validation'] as const),
  ],
  takes: 'newest',
};

const own: readonly FactKind[] = ['status', 'stage-validated'];
const evidence: readonly FactKind[] = ['evidence', 'evidence-grade', 'evidence-withdrawn'];

async function ofTrust(ledger: LedgerAt, owner: OdsCode, asOf: IsoDate): Promise<readonly Use[]> {
  const values = (await ledger.valuesAt([owner], asOf, ['adoption'])).get(owner) ?? [];
  const adoption: Look = {
    owner,
    used: ofKind(values, 'adoption'),
    wouldCount: newestOn(asOf, new Set(['adoption']), values),
  };
  const looks = [
    adoption,
    lookOn(ledger, owner, asOf, own),
    ...evidenceOwners(ledger, owner).map((id) => lookEver(ledger, id, evidence)),
  ];
  return usesOfLooks(ledger, looks, ['adoption', ...own, ...evidence]);
}
