import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { LedgerValues } from '#facts';
import {
  coverageGapOf,
  formulaUsed,
  type Bounds,
  type CoverageGap,
  type FormulaUsed,
} from '#figures';
import type { IsoDate, PartId, ProgrammeId } from '#vocabulary';
import { FiguresIfAny } from '../cohorts/cohort-figures.js';
import type { Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { targetOn, type TrustHeld } from './target-held.js';

export type TargetTrustsAnswer = Stamp & TargetTrustsBody;

export type TargetTrustsBody = LedgerValues['target'] &
  Readonly<{
    formula: FormulaUsed;
    programme: ProgrammeId;
    target: PartId;
    definitionTitle: string;
    /** How many its cohort's source counted; left out where it does not say. */
    counted?: number;
    /** Trusts that count, of those the cohort lists; `unknown` are neither in nor out. */
    numerator: number;
    unknown: number;
    denominator: number;
    /** Of the trusts listed, 0 to 1: at the least, and if all that is unknown counted. */
    share?: Bounds;
    /** What is missing to the share that the target asks for; null where it asks for no share. */
    gap: CoverageGap | null;
    trusts: readonly TrustHeld[];
  }>;

/** Which trusts reach a target on a day, by the terms it had then? Undefined where it had none. */
export class TargetTrusts extends Query<TargetTrustsAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly target: PartId,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(TargetTrusts)
export class TargetTrustsHandler implements IQueryHandler<TargetTrusts> {
  private readonly figures: FiguresIfAny<TargetTrustsBody>;

  constructor(ledger: Ledger) {
    this.figures = new FiguresIfAny(ledger, 50);
  }

  execute(asked: TargetTrusts): Promise<TargetTrustsAnswer | undefined> {
    const { programme, target, moment } = asked;
    return this.figures.at(moment, { programme, target }, (ledger) =>
      targetTrusts(ledger, { programme, target, asOf: moment.asOf }),
    );
  }
}

/** The trusts of a target's cohort on a day; undefined where it had no terms. */
export async function targetTrusts(
  ledger: LedgerAt,
  { programme, target, asOf }: Readonly<{ programme: ProgrammeId; target: PartId; asOf: IsoDate }>,
): Promise<TargetTrustsBody | undefined> {
  const found = await targetOn(ledger, programme, { target, asOf });
  if (found === undefined) return undefined;
  const { terms, definition, revision, trusts, coverage } = found;
  const { numerator, unknown, denominator, share } = coverage;
  return {
    formula: formulaUsed('coverage'),
    programme,
    target,
    ...terms,
    definitionTitle: definition.title,
    ...(revision?.counted === undefined ? {} : { counted: revision.counted }),
    numerator,
    unknown,
    denominator,
    ...(share === undefined ? {} : { share }),
    gap: terms.unit === 'percent' ? (coverageGapOf(coverage, terms.value / 100) ?? null) : null,
    trusts,
  };
}
