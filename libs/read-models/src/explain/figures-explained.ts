import { moneyGapFrom, type FactRef } from '#figures';
import type { KnownFact } from '#facts';
import { MODEL_ID } from '#maturity-models';
import type { OdsCode } from '#vocabulary';
import { benefitsByHome } from '../benefits/benefit-on.js';
import { linkedBenefits } from '../benefits/linked.js';
import { modelAt } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { moneyOfBenefits } from '../money/money-gap.query.js';
import { intervalsOf } from '../progression/intervals-of.js';
import {
  benefitEntries,
  benefitUses,
  forMoney,
  forRealisation,
  type FromBenefits,
} from './benefits-explained.js';
import {
  asksModel,
  inputsFrom,
  kindsOf,
  type ExplainedFigure,
  type FigureAsked,
  type Inputs,
} from './figure-inputs.js';
import { knownOf } from './known-of.js';
import {
  anyUpTo,
  isOfSeries,
  newestOn,
  supersededOf,
  usesOf,
  type Look,
  type Use,
} from './uses.js';

/** Null where no model is known: then there is no figure. */
export type FigureOfTrust = Readonly<{ inputs: Inputs | null; uses: readonly Use[] }>;
/** With the entries of what comes from its benefits in place of their uses. */
export type FigureCounted = FigureOfTrust & Readonly<{ entries: readonly number[] }>;

/** The figure of each of these trusts, with what it was made from, the model left out. */
export async function figuresOf(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asked: FigureAsked,
): Promise<ReadonlyMap<OdsCode, FigureOfTrust>> {
  const { figure, asOf } = asked;
  const own = await ownFiguresOf(ledger, codes, asked);
  const from = fromBenefits[figure];
  if (from === undefined) return own;
  const ofBenefits = await benefitUses(ledger, codes, { asOf, from });
  return mapped(own, (found, code) => ({
    ...found,
    uses: [...found.uses, ...(found.inputs === null ? [] : (ofBenefits.get(code) ?? []))],
  }));
}

/** The same for whoever only counts the entries. */
export async function figuresCounted(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asked: FigureAsked,
): Promise<ReadonlyMap<OdsCode, FigureCounted>> {
  const { figure, asOf } = asked;
  const own = await ownFiguresOf(ledger, codes, asked);
  const from = fromBenefits[figure];
  const ofBenefits = from && (await benefitEntries(ledger, codes, { asOf, from }));
  return mapped(own, (found, code) => ({
    ...found,
    entries: found.inputs === null ? [] : (ofBenefits?.get(code) ?? []),
  }));
}

/** Without what comes from benefits. */
async function ownFiguresOf(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asked: FigureAsked,
): Promise<ReadonlyMap<OdsCode, FigureOfTrust>> {
  const superseded = await supersededOf(ledger, codes, kindsOf[asked.figure]);
  const looks = await looksAt[asked.figure](ledger, codes, asked);
  return mapped(looks, ({ inputs, look }, code) => ({
    inputs,
    uses: usesOf(look, superseded.get(code) ?? []),
  }));
}

const mapped = <From, To>(
  those: ReadonlyMap<OdsCode, From>,
  to: (one: From, code: OdsCode) => To,
): ReadonlyMap<OdsCode, To> => new Map([...those].map(([code, one]) => [code, to(one, code)]));

/** The model, or models, a figure was made with, and what became of others. */
export async function modelUses(
  ledger: LedgerAt,
  { figure, asOf }: Pick<FigureAsked, 'figure' | 'asOf'>,
): Promise<readonly Use[]> {
  if (!asksModel(figure)) return [];
  const known = ledger.models();
  const { eventId } = modelAt(ledger, asOf) ?? {};
  const used = figure === 'progression' ? known : known.filter((fact) => fact.eventId === eventId);
  const superseded = await supersededOf(ledger, [MODEL_ID], ['model']);
  // A version stands in before it is in force, so that none is too late to count.
  return usesOf({ owner: MODEL_ID, used, wouldCount: () => true }, superseded.get(MODEL_ID) ?? []);
}

type Looks = Map<OdsCode, Readonly<{ inputs: Inputs | null; look: Look }>>;
type Looking = (ledger: LedgerAt, codes: readonly OdsCode[], asked: FigureAsked) => Promise<Looks>;

async function onTheDay(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asked: FigureAsked,
): Promise<Looks> {
  const { figure, asOf } = asked;
  const model = asksModel(figure) ? modelAt(ledger, asOf)?.content : undefined;
  const values = await ledger.valuesAt(codes, asOf);
  const linked = figure === 'gap' ? await linkedBenefits(ledger, codes, asOf) : undefined;
  const looks: Looks = new Map();
  for (const owner of codes) {
    const own = values.get(owner) ?? [];
    const found = inputsFrom(own, { ...asked, model, linked: linked?.get(owner) });
    if (found === undefined) {
      looks.set(owner, { inputs: null, look: { owner, used: [], wouldCount: () => false } });
      continue;
    }
    const { inputs, facts } = found;
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
  const known = await knownOf(ledger, codes);
  const wouldCount = anyUpTo(asOf, kindsOf[figure]);
  const looks: Looks = new Map();
  for (const owner of codes) {
    const used = (known.get(owner) ?? []).filter(wouldCount);
    const inputs = { intervals: intervals.get(owner) ?? [] };
    looks.set(owner, { inputs, look: { owner, used, wouldCount } });
  }
  return looks;
}

/** All of it comes from benefits. */
async function ofMoney(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { asOf }: FigureAsked,
): Promise<Looks> {
  const homes = benefitsByHome(ledger, asOf);
  const own = codes.map((owner) => ({ owner, benefits: homes.get(owner) ?? [] }));
  const money = await moneyOfBenefits(
    ledger,
    own.flatMap(({ benefits }) => benefits),
    asOf,
  );
  return new Map(
    own.map(({ owner, benefits: ids }) => {
      const benefits = ids.toSorted().flatMap((benefit) => {
        const part = money.get(benefit);
        return part === undefined ? [] : [{ benefit, ...part }];
      });
      const look = { owner, used: [], wouldCount: () => false };
      return [owner, { inputs: { money: moneyGapFrom(benefits), benefits }, look }];
    }),
  );
}

const looksAt: Readonly<Record<ExplainedFigure, Looking>> = {
  ...{ gap: onTheDay, stage: onTheDay, boundary: onTheDay, drivers: onTheDay },
  progression: overTime,
  money: ofMoney,
};

const fromBenefits: Readonly<Partial<Record<ExplainedFigure, FromBenefits>>> = {
  gap: forRealisation,
  money: forMoney,
};

const isRefTo = (ref: FactRef, fact: KnownFact): boolean =>
  ref.eventId === fact.eventId && isOfSeries(ref, fact);
