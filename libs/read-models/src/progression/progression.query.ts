import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { formulaUsed, type FormulaUsed } from '#figures';
import type { IsoDate, OdsCode } from '#vocabulary';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import { successorsAreOf, wholeOf, type CohortFilter } from '../cohorts/cohort.js';
import {
  modelAt,
  stampOf,
  type Lens,
  type ModelUsed,
  type Moment,
  type Stamp,
} from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { lineOn, organisationsOn } from '../organisations/organisation-on.js';
import { progress, type ProgressionBody, type TrustProgression } from './cohort-progress.js';
import { intervalsOf } from './intervals-of.js';
import { lowestStages } from './lowest-stages.js';

export type ProgressionAnswer = Stamp & ProgressionBody;

/** Which stage was each trust at when, and how many were at each in every quarter? */
export class Progression extends Query<ProgressionAnswer> {
  constructor(
    readonly moment: Moment,
    readonly filter: CohortFilter,
    readonly lens: Lens = 'as-was',
  ) {
    super();
  }
}

export type TrustStagesAnswer = Stamp &
  TrustProgression &
  Readonly<{ formula: FormulaUsed; model: ModelUsed | null; lens: Lens }>;

/** Which stages has this trust been at? Undefined for an unknown code. */
export class TrustStages extends Query<TrustStagesAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
    readonly lens: Lens = 'as-was',
  ) {
    super();
  }
}

@QueryHandler(Progression)
export class ProgressionHandler implements IQueryHandler<Progression> {
  private readonly figures: CohortFigures<ProgressionBody>;

  constructor(ledger: Ledger) {
    // Every interval of every trust: some megabytes for a nation that reports each month.
    this.figures = new CohortFigures(ledger, 20);
  }

  execute({ moment, filter, lens }: Progression): Promise<ProgressionAnswer> {
    const question = { filter, lens };
    return this.figures.at(moment, question, (ledger) => progress(ledger, moment.asOf, question));
  }
}

@QueryHandler(TrustStages)
export class TrustStagesHandler implements IQueryHandler<TrustStages> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code: asked, moment: { asOf, knownAt }, lens }: TrustStages) {
    return this.ledger.at(knownAt, async (ledger) => {
      const whole = wholeOf(ledger, asked, asOf, lens);
      if (whole === undefined) return undefined;
      const { code, name } = whole.organisation;
      const model = modelAt(ledger, asOf)?.used ?? null;
      const parts = lens === 'as-was' ? [code] : everUnder(ledger, code, asOf);
      const swept = await intervalsOf(ledger, parts, asOf);
      const intervals =
        lens === 'as-was' ? (swept.get(code) ?? []) : lowestStages(ledger, swept, asOf);
      const formula = formulaUsed('progression');
      return { ...stampOf(ledger, asOf), formula, code, name, model, lens, intervals };
    });
  }
}

/** Everyone whose line of successors ends with this organisation today, itself included. */
function everUnder(ledger: LedgerAt, code: OdsCode, asOf: IsoDate): readonly OdsCode[] {
  const today = successorsAreOf(ledger, asOf);
  return organisationsOn(ledger, today)
    .map((each) => each.code)
    .filter((each) => lineOn(ledger, each, today).end === code);
}
