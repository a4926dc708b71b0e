import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { InstrumentCode } from '#assessments';
import type { FactKind, KnownFact } from '#facts';
import type { FormulaUsed } from '#figures';
import type { OdsCode } from '#vocabulary';
import {
  assessedAt,
  type AssessedBy,
  type AssessmentsBody,
} from '../assessments/assessments.query.js';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { eventsOf, type EventUsed } from './events-used.js';
import { lookOn, lookUpTo } from './membership.js';
import { usesOfLooks, type Look, type Use } from './uses.js';

export type AssessmentsExplanation = Stamp &
  Readonly<{
    figure: 'assessments';
    formula: FormulaUsed;
    organisation: OdsCode;
    answer: AssessmentsBody;
    /** In the order of the log; without any other event the scores would be the same. */
    events: readonly EventUsed[];
  }>;

/** Which events are the scores of one instrument made from? Undefined for an unknown code. */
export class ExplainAssessments extends Query<AssessmentsExplanation | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly instrument: InstrumentCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(ExplainAssessments)
export class ExplainAssessmentsHandler implements IQueryHandler<ExplainAssessments> {
  constructor(private readonly ledger: Ledger) {}

  execute(query: ExplainAssessments): Promise<AssessmentsExplanation | undefined> {
    const { code, instrument, moment } = query;
    const { asOf, knownAt } = moment;
    const asked = { code, instrument, asOf };
    return this.ledger.at(knownAt, async (ledger): Promise<AssessmentsExplanation | undefined> => {
      const answer = assessedAt(ledger, asked);
      if (answer === undefined) return undefined;
      return {
        ...stampOf(ledger, asOf),
        figure: 'assessments',
        formula: answer.formula,
        organisation: code,
        answer,
        events: await eventsOf(ledger, await usesOfScores(ledger, asked)),
      };
    });
  }
}

const kinds: readonly FactKind[] = ['assessment', 'survey'];

function usesOfScores(
  ledger: LedgerAt,
  { code, instrument, asOf }: AssessedBy,
): Promise<readonly Use[]> {
  const isOf = ({ kind, value }: KnownFact): boolean =>
    (kind === 'assessment' || kind === 'survey') && value.instrument === instrument;
  const { used, wouldCount } = lookUpTo(ledger, code, asOf, kinds);
  const scores: Look = {
    owner: code,
    used: used.filter(isOf),
    wouldCount: (fact) => isOf(fact) && wouldCount(fact),
  };
  return usesOfLooks(
    ledger,
    [lookOn(ledger, code, asOf, ['status']), scores],
    ['status', ...kinds],
  );
}
