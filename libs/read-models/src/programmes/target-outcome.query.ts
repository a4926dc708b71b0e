import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { formulaUsed, neededFor, type FormulaUsed } from '#figures';
import { spanOf, type IsoDate, type PartId, type ProgrammeId } from '#vocabulary';
import { FiguresIfAny } from '../cohorts/cohort-figures.js';
import type { Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { heldOn, targetOn, type TrustHeld } from './target-held.js';

/** What came of a target: its trusts held against it on the last day of its deadline. */
type OutcomeBody = Readonly<{
  formula: FormulaUsed;
  target: PartId;
  deadlineOn: IsoDate;
  /** Trusts that had reached it by then, and those of whom nothing tells. */
  numerator: number;
  unknown: number;
  denominator: number;
  /** How many it asked for; null where it asks for no share. */
  needed: number | null;
  came: 'reached' | 'missed' | 'unknown';
  /** The same trusts on the day that is asked about: some reach a target late. */
  now: Readonly<{ numerator: number; unknown: number }>;
  /** Each as it was on the last day of the deadline. */
  trusts: readonly TrustHeld[];
}>;

export type TargetOutcomeAnswer = Stamp & OutcomeBody;

/** What came of a target whose deadline is over? Undefined before that, and without terms. */
export class TargetOutcome extends Query<TargetOutcomeAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly target: PartId,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(TargetOutcome)
export class TargetOutcomeHandler implements IQueryHandler<TargetOutcome> {
  private readonly figures: FiguresIfAny<OutcomeBody>;

  constructor(ledger: Ledger) {
    this.figures = new FiguresIfAny(ledger, 50);
  }

  execute({ programme, target, moment }: TargetOutcome): Promise<TargetOutcomeAnswer | undefined> {
    return this.figures.at(moment, { programme, target }, (ledger) =>
      outcomeOf(ledger, { programme, target, asOf: moment.asOf }),
    );
  }
}

type Asked = Readonly<{ programme: ProgrammeId; target: PartId; asOf: IsoDate }>;

/** By the terms of the day that is asked about: a target may have been stated after its deadline. */
async function outcomeOf(
  ledger: LedgerAt,
  { programme, target, asOf }: Asked,
): Promise<OutcomeBody | undefined> {
  const held = await targetOn(ledger, programme, { target, asOf });
  if (held === undefined) return undefined;
  const { value, unit, deadline } = held.terms;
  const deadlineOn = spanOf(deadline).latest;
  if (deadlineOn >= asOf) return undefined;
  const trusts = await heldOn(ledger, held, deadlineOn);
  const count = (verdict: (typeof trusts)[number]['verdict']) =>
    trusts.filter((trust) => trust.verdict === verdict).length;
  const [numerator, unknown, denominator] = [count('counts'), count('unknown'), trusts.length];
  const needed = unit === 'percent' && denominator > 0 ? neededFor(value, denominator) : null;
  const counted = { numerator, unknown, denominator, needed };
  return {
    formula: formulaUsed('coverage'),
    target,
    deadlineOn,
    ...counted,
    came: cameOf(counted),
    now: { numerator: held.coverage.numerator, unknown: held.coverage.unknown },
    trusts,
  };
}

/** Those of whom nothing tells leave it open only where they could have made the difference. */
function cameOf({
  numerator,
  unknown,
  needed,
}: Pick<OutcomeBody, 'numerator' | 'unknown' | 'needed'>): OutcomeBody['came'] {
  if (needed === null) return 'unknown';
  if (numerator >= needed) return 'reached';
  return numerator + unknown < needed ? 'missed' : 'unknown';
}
