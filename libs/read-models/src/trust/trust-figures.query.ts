import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { gapOf, stageOf, type GapFigure, type StageFigure } from '#figures';
import type { OdsCode } from '#vocabulary';
import {
  modelAt,
  stampOf,
  type ModelAt,
  type ModelUsed,
  type Moment,
  type Stamp,
} from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn, type OrganisationOn } from '../organisations/organisation-on.js';

type OfTrust = Stamp & Readonly<{ organisation: OrganisationOn; model: ModelUsed | null }>;

/** The figure is null where no model is known. */
export type StageAnswer = OfTrust & Readonly<{ stage: StageFigure | null }>;
export type GapAnswer = OfTrust & Readonly<{ gap: GapFigure | null }>;

/** Which stage is this trust at, and what is missing to the next? Undefined for an unknown code. */
export class TrustStage extends Query<StageAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

/** How large is the gap of this trust, and what is it made of? Undefined for an unknown code. */
export class TrustGap extends Query<GapAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(TrustStage)
export class TrustStageHandler implements IQueryHandler<TrustStage> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code, moment }: TrustStage): Promise<StageAnswer | undefined> {
    return this.ledger.at(moment.knownAt, async (ledger) => {
      const trust = await trustAt(ledger, code, moment);
      if (trust === undefined) return undefined;
      const { model, values, answer } = trust;
      return { ...answer, stage: model ? stageOf(values, model.content, moment.asOf) : null };
    });
  }
}

@QueryHandler(TrustGap)
export class TrustGapHandler implements IQueryHandler<TrustGap> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code, moment }: TrustGap): Promise<GapAnswer | undefined> {
    return this.ledger.at(moment.knownAt, async (ledger) => {
      const trust = await trustAt(ledger, code, moment);
      if (trust === undefined) return undefined;
      const { model, values, answer } = trust;
      return { ...answer, gap: model ? gapOf(values, model.content, moment.asOf) : null };
    });
  }
}

async function trustAt(ledger: LedgerAt, code: OdsCode, { asOf }: Moment) {
  const organisation = organisationOn(ledger, code, asOf);
  if (organisation === undefined) return undefined;
  const model: ModelAt | undefined = modelAt(ledger, asOf);
  const values = (await ledger.valuesAt([code], asOf)).get(code) ?? [];
  const answer: OfTrust = { ...stampOf(ledger, asOf), organisation, model: model?.used ?? null };
  return { model, values, answer };
}
