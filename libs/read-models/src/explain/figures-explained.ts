import type { FactKind, KnownFact } from '#facts';
import {
  gapOf,
  stageOf,
  stageKinds,
  type CapabilityGap,
  type Criterion,
  type FactRef,
  type GapFigure,
  type StageFigure,
  type StageInterval,
} from '#figures';
import { MODEL_ID } from '#maturity-models';
import type { IsoDate, OdsCode } from '#vocabulary';
import { linkedBenefits, linkedKinds, linkedLooks } from '../benefits/linked.js';
import { modelAt } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { intervalsOf } from '../progression/intervals-of.js';
import {
  anyUpTo,
  isOfSeries,
  newestOn,
  supersededOf,
  usesOf,
  type Look,
  type Use,
} from './uses.js';

/** The figures of one trust that can be explained. */
export type ExplainedFigure = 'stage' | 'gap' | 'progression';

/** What a figure of one trust came to, and the inputs of each of its capabilities. */
export type Inputs =
  | (Omit<GapFigure, 'facts' | 'capabilities'> &
      Readonly<{ capabilities: readonly Omit<CapabilityGap, 'facts'>[] }>)
  | (Omit<StageFigure, 'facts' | 'criteria' | 'missing'> &
      Readonly<{ criteria: readonly Omit<Criterion, 'facts'>[] }>)
  | Readonly<{ intervals: readonly StageInterval[] }>;

/** Null where no model is known: then there is no figure. */
export type FigureOfTrust = Readonly<{ inputs: Inputs | null; uses: readonly Use[] }>;

export type FigureAsked = Readonly<{
  figure: ExplainedFigure;
  asOf: IsoDate;
  capability: string | undefined;
}>;

/** The figure of each of these trusts, with what it was made from, the model left out. */
export async function figuresOf(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asked: FigureAsked,
): Promise<ReadonlyMap<OdsCode, FigureOfTrust>> {
  const superseded = await supersededOf(ledger, codes, kindsOf[asked.figure]);
  const looks = await (asked.figure === 'progression' ? overTime : onTheDay)(ledger, codes, asked);
  const ofBenefits =
    asked.figure === 'gap' ? await benefitUses(ledger, codes, asked.asOf) : undefined;
  return new Map(
    [...looks].map(([code, { inputs, look }]) => [
      code,
      {
        inputs,
        uses: [
          ...usesOf(look, superseded.get(code) ?? []),
          ...(inputs === null ? [] : (ofBenefits?.get(code) ?? [])),
        ],
      },
    ]),
  );
}

/** What r of each trust takes from benefits that are, or were, its own. */
async function benefitUses(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asOf: IsoDate,
): Promise<ReadonlyMap<OdsCode, readonly Use[]>> {
  const benefits = ledger.ownersOf('benefit');
  if (benefits.length === 0) return new Map();
  const superseded = await supersededOf(ledger, benefits, linkedKinds);
  const wasHome = new Map(
    [...superseded].map(([benefit, those]) => [
      benefit,
      those.flatMap(({ fact }) => (fact.kind === 'benefit-home' ? [fact.value.organisation] : [])),
    ]),
  );
  const looks = await linkedLooks(ledger, codes, { asOf, wasHome });
  return new Map(
    [...looks].map(([code, those]) => [
      code,
      those.flatMap((look) => usesOf(look, superseded.get(look.owner) ?? [])),
    ]),
  );
}

/** The model, or models, a figure was made with, and what became of others. */
export async function modelUses(
  ledger: LedgerAt,
  { figure, asOf }: Pick<FigureAsked, 'figure' | 'asOf'>,
): Promise<readonly Use[]> {
  const known = ledger.models();
  const { eventId } = modelAt(ledger, asOf) ?? {};
  const used = figure === 'progression' ? known : known.filter((fact) => fact.eventId === eventId);
  const superseded = await supersededOf(ledger, [MODEL_ID], ['model']);
  // A version stands in before it is in force, so that none is too late to count.
  return usesOf({ owner: MODEL_ID, used, wouldCount: () => true }, superseded.get(MODEL_ID) ?? []);
}

type Looks = Map<OdsCode, Readonly<{ inputs: Inputs | null; look: Look }>>;

async function onTheDay(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { figure, asOf, capability }: FigureAsked,
): Promise<Looks> {
  const model = modelAt(ledger, asOf)?.content;
  const values = await ledger.valuesAt(codes, asOf);
  const linked = figure === 'gap' ? await linkedBenefits(ledger, codes, asOf) : undefined;
  const looks: Looks = new Map();
  for (const owner of codes) {
    const own = values.get(owner) ?? [];
    if (model === undefined) {
      looks.set(owner, { inputs: null, look: { owner, used: [], wouldCount: () => false } });
      continue;
    }
    const of = (code: string): boolean => capability === undefined || code === capability;
    const { inputs, facts } =
      figure === 'gap'
        ? gapInputs(gapOf(own, model, asOf, linked?.get(owner)), of)
        : stageInputs(stageOf(own, model, asOf), of);
    const used = own.filter((fact) => facts.some((ref) => isRefTo(ref, fact)));
    const wouldCount = newestOn(asOf, kindsOf[figure], own);
    looks.set(owner, { inputs, look: { owner, used, wouldCount } });
  }
  return looks;
}

async function overTime(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { asOf, figure }: FigureAsked,
): Promise<Looks> {
  const intervals = await intervalsOf(ledger, codes, asOf);
  const wouldCount = anyUpTo(asOf, kindsOf[figure]);
  const looks: Looks = new Map();
  for (const owner of codes) {
    const used = (await ledger.known(owner)).filter(wouldCount);
    const inputs = { intervals: intervals.get(owner) ?? [] };
    looks.set(owner, { inputs, look: { owner, used, wouldCount } });
  }
  return looks;
}

const isRefTo = (ref: FactRef, fact: KnownFact): boolean =>
  ref.eventId === fact.eventId && isOfSeries(ref, fact);

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

/** The kinds of facts each figure of a trust rests on. */
const kindsOf: Readonly<Record<ExplainedFigure, ReadonlySet<string>>> = {
  gap: new Set<FactKind>([
    ...(['classification', 'replaced', 'scope', 'enabled'] as const),
    ...(['adoption', 'realisation'] as const),
  ]),
  stage: stageKinds,
  progression: stageKinds,
};
