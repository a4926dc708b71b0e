import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  formulaUsed,
  gapOf,
  rollUpGaps,
  stageOf,
  type CapabilityGap,
  type FormulaUsed,
  type GapFigure,
  type StageFigure,
} from '#figures';
import type { KnownFact } from '#facts';
import type { OdsCode } from '#vocabulary';
import { linkedBenefits } from '../benefits/linked.js';
import { wholeOf } from '../cohorts/cohort.js';
import {
  modelAt,
  stampOf,
  type Lens,
  type ModelAt,
  type ModelUsed,
  type Moment,
  type Stamp,
} from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import type { OrganisationOn } from '../organisations/organisation-on.js';
import { level } from '../stages/stage-distribution.query.js';

type OfTrust = Stamp &
  Readonly<{
    /** In the lens as-is, the successor of today. */
    organisation: OrganisationOn;
    model: ModelUsed | null;
    lens: Lens;
    /** The trusts of the day that it is made of: itself alone, but for the lens as-is. */
    parts: readonly OdsCode[];
  }>;

/** The figure is null where no model is known. */
export type StageAnswer = OfTrust &
  Readonly<{
    formula: FormulaUsed;
    /** That of the lowest part. */
    stage: StageFigure | null;
    /** Which part that is. */
    stageOf: OdsCode | null;
  }>;
export type GapAnswer = OfTrust &
  Readonly<{
    formula: FormulaUsed;
    /** The mean of the parts. */
    gap: WholeGap | null;
  }>;

/** Each capability is that of one part. */
type WholeGap = Omit<GapFigure, 'capabilities'> &
  Readonly<{ capabilities: readonly (CapabilityGap & Readonly<{ organisation: OdsCode }>)[] }>;

/** Which stage is this trust at, and what is missing to the next? Undefined for an unknown code. */
export class TrustStage extends Query<StageAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
    readonly lens: Lens = 'as-was',
  ) {
    super();
  }
}

/** How large is the gap of this trust, and what is it made of? Undefined for an unknown code. */
export class TrustGap extends Query<GapAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
    readonly lens: Lens = 'as-was',
  ) {
    super();
  }
}

@QueryHandler(TrustStage)
export class TrustStageHandler implements IQueryHandler<TrustStage> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code, moment, lens }: TrustStage): Promise<StageAnswer | undefined> {
    return this.ledger.at(moment.knownAt, async (ledger) => {
      const trust = await trustAt(ledger, code, moment, lens);
      if (trust === undefined) return undefined;
      const { answer } = trust;
      const [lowest] = figuresOf(trust, (values, model) =>
        stageOf(values, model.content, moment.asOf),
      ).toSorted((one, other) => level(one.figure) - level(other.figure));
      return {
        ...answer,
        formula: formulaUsed('stage'),
        stage: lowest?.figure ?? null,
        stageOf: lowest?.organisation ?? null,
      };
    });
  }
}

@QueryHandler(TrustGap)
export class TrustGapHandler implements IQueryHandler<TrustGap> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code, moment, lens }: TrustGap): Promise<GapAnswer | undefined> {
    return this.ledger.at(moment.knownAt, async (ledger) => {
      const trust = await trustAt(ledger, code, moment, lens);
      if (trust === undefined) return undefined;
      const { asOf } = moment;
      const linked = await linkedBenefits(ledger, trust.answer.parts, asOf);
      const gaps = figuresOf(trust, (values, model, part) =>
        gapOf(values, model.content, asOf, linked.get(part)),
      );
      return { ...trust.answer, formula: formulaUsed('gap'), gap: wholeGap(gaps) };
    });
  }
}

type TrustAt = Readonly<{
  answer: OfTrust;
  model: ModelAt | undefined;
  values: ReadonlyMap<string, readonly KnownFact[]>;
}>;

async function trustAt(
  ledger: LedgerAt,
  code: OdsCode,
  { asOf }: Moment,
  lens: Lens,
): Promise<TrustAt | undefined> {
  const whole = wholeOf(ledger, code, asOf, lens);
  if (whole === undefined) return undefined;
  const model = modelAt(ledger, asOf);
  const values = await ledger.valuesAt(whole.parts, asOf);
  const answer = { ...stampOf(ledger, asOf), ...whole, model: model?.used ?? null, lens };
  return { model, values, answer };
}

type OfPart<Figure> = Readonly<{ organisation: OdsCode; figure: Figure }>;

/** A figure of each part; none where no model is known. */
const figuresOf = <Figure>(
  { answer: { parts }, model, values }: TrustAt,
  figureOf: (values: readonly KnownFact[], model: ModelAt, part: OdsCode) => Figure,
): readonly OfPart<Figure>[] =>
  model === undefined
    ? []
    : parts.map((organisation) => {
        return {
          organisation,
          figure: figureOf(values.get(organisation) ?? [], model, organisation),
        };
      });

/** Parts count the same, as in a cohort that names no weights. */
function wholeGap(parts: readonly OfPart<GapFigure>[]): WholeGap | null {
  const capabilities = parts.flatMap(({ organisation, figure }) =>
    figure.capabilities.map((each) => ({ organisation, ...each })),
  );
  const [first] = parts;
  if (first === undefined) return null;
  const members = parts.map(({ organisation, figure }) => ({
    organisation,
    weight: 1,
    gap: figure,
  }));
  const mean = parts.length === 1 ? undefined : rollUpGaps(members);
  if (mean === undefined) return { ...first.figure, capabilities };
  const { trusts: _, notReported: __, reported, ...split } = mean;
  return {
    ...split,
    weight: parts.reduce((sum, { figure }) => sum + figure.weight, 0),
    reported: reported > 0,
    capabilities,
    facts: parts.flatMap(({ figure }) => figure.facts),
  };
}
