import type { FactKind, KnownFact, MaturityModel } from '#facts';
import {
  gapOf,
  stageKinds,
  stageOf,
  type CapabilityGap,
  type Criterion,
  type DriversFigure,
  type FactRef,
  type GapFigure,
  type LinkedBenefits,
  type MoneyFigure,
  type MoneyPart,
  type StageFigure,
  type StageInterval,
} from '#figures';
import type { BenefitId, IsoDate } from '#vocabulary';
import { boundaryOn, type BoundaryOn } from '../boundary/boundary-gaps.query.js';
import { driversOn } from '../drivers/drivers.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';

/** The figures of one trust that can be explained. */
export type ExplainedFigure = 'stage' | 'gap' | 'progression' | 'boundary' | 'drivers' | 'money';

/** Is it worked out by the maturity model? */
export const asksModel = (figure: ExplainedFigure): boolean =>
  figure === 'stage' || figure === 'gap' || figure === 'progression';

/** What a figure of one trust came to, and the inputs of each of its capabilities. */
export type Inputs =
  | (Omit<GapFigure, 'facts' | 'capabilities'> &
      Readonly<{ capabilities: readonly Omit<CapabilityGap, 'facts'>[] }>)
  | (Omit<StageFigure, 'facts' | 'criteria' | 'missing'> &
      Readonly<{ criteria: readonly Omit<Criterion, 'facts'>[] }>)
  | Readonly<{ intervals: readonly StageInterval[] }>
  | (Omit<BoundaryOn, 'boundary'> & Readonly<{ boundary: Omit<BoundaryOn['boundary'], 'facts'> }>)
  | Readonly<{ drivers: DriversFigure }>
  | MoneyInputs;

/** The money of a trust, and of each of its benefits. */
type MoneyInputs = Readonly<{
  money: MoneyFigure;
  benefits: readonly (MoneyPart & Readonly<{ benefit: BenefitId }>)[];
}>;

export type FigureAsked = Readonly<{
  figure: ExplainedFigure;
  asOf: IsoDate;
  capability: string | undefined;
}>;

/** The kinds of facts each figure of a trust rests on. */
export const kindsOf: Readonly<Record<ExplainedFigure, ReadonlySet<string>>> = {
  gap: new Set<FactKind>([
    ...(['classification', 'replaced', 'scope', 'enabled'] as const),
    ...(['adoption', 'realisation'] as const),
  ]),
  stage: stageKinds,
  progression: stageKinds,
  boundary: new Set<FactKind>(['exchange', 'partner-flow']),
  drivers: new Set<FactKind>(['driver']),
  money: new Set<FactKind>(),
};

type WorkedFrom = FigureAsked &
  Readonly<{ model: MaturityModel | undefined; linked: LinkedBenefits | undefined }>;
type Found = Readonly<{ inputs: Inputs; facts: readonly FactRef[] }>;

/** What a figure of one day is worked out from; undefined where it asks the model and none is known. */
export function inputsFrom(
  own: readonly KnownFact[],
  { figure, asOf, capability, model, linked }: WorkedFrom,
): Found | undefined {
  const of = (code: string): boolean => capability === undefined || code === capability;
  if (figure === 'boundary') {
    const { boundary, ...weighed } = boundaryOn(own, asOf);
    const { facts, ...shown } = boundary;
    return { inputs: { ...weighed, boundary: shown }, facts };
  }
  if (figure === 'drivers') {
    // One that is out of date counts for nothing, and keeps what is older from counting.
    return { inputs: { drivers: driversOn(own, asOf) }, facts: ofKind(own, 'driver') };
  }
  if (model === undefined) return undefined;
  return figure === 'gap'
    ? gapInputs(gapOf(own, model, asOf, linked), of)
    : stageInputs(stageOf(own, model, asOf), of);
}

type Asked = (capability: string) => boolean;

function gapInputs({ facts, capabilities, ...figure }: GapFigure, asked: Asked) {
  const own = capabilities
    .filter(({ capability }) => asked(capability))
    .map(({ facts: _, ...inputs }) => inputs);
  return { facts, inputs: { ...figure, capabilities: own } };
}

function stageInputs({ facts, criteria, missing: _, ...figure }: StageFigure, asked: Asked) {
  const own = criteria
    .filter(({ capability }) => asked(capability))
    .map(({ facts: __, ...inputs }) => inputs);
  return { facts, inputs: { ...figure, criteria: own } };
}
