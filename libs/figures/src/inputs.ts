import {
  newestFirst,
  type Capability,
  type FactKind,
  type KnownFact,
  type MaturityModel,
} from '#facts';
import { addMonths, laterOf, type IsoDate } from '#vocabulary';
import { compare } from './fact-ref.js';
import { realisationFrom, type LinkedBenefits, type LinkedRealisation } from './linked-benefits.js';

/** What is known of one capability at a trust; shares 0 to 1, undefined where unknown. */
export type CapabilityInputs = Readonly<{
  capability: Capability;
  /** Whether the trust has a care setting of this capability; unknown for a trust of unknown type. */
  applies: boolean | 'unknown';
  /** Deployment: weight of in-scope sites live ÷ weight of all in-scope sites. */
  d: number | undefined;
  /** Adoption: numerator ÷ denominator of the newest measurement that counts. */
  a: number | undefined;
  /** Realisation, held to 0-1: from its linked benefits, else validated ÷ expected as measured. */
  r: number | undefined;
  /** What its linked benefits say of r, where there are any. */
  linked?: LinkedRealisation;
  /** The measurement behind `a`, also when it is out of date. */
  adoption: Readonly<{ numerator: number; denominator: number; value: number }> | undefined;
  adoptionOutOfDate: boolean;
  /** The facts behind d and a, and the one behind r, each with the cut-over that judged them. */
  useFacts: readonly KnownFact[];
  realisationFacts: readonly KnownFact[];
}>;

export type TrustInputs = Readonly<{
  /** By capability code: the order in which everything is summed, so that results are bit-identical. */
  capabilities: readonly CapabilityInputs[];
  classification: KnownFact<'classification'> | undefined;
  /** A capability that applies has a scope, a site, a measurement: anything at all. */
  reported: boolean;
  newest: Newest;
}>;

/** The newest facts of one organisation by series. */
export interface Newest {
  at<Kind extends FactKind>(kind: Kind, subject: string): KnownFact<Kind> | undefined;
  all<Kind extends FactKind>(kind: Kind): readonly KnownFact<Kind>[];
}

/**
 * d, a and r of every capability of the model (README, The inputs), by the newest facts of an organisation.
 * Linked benefits take the place of measured realisation; whether a trust is reported they do not decide,
 * so that its stage and its gap agree on it.
 */
export function inputsOf(
  values: readonly KnownFact[],
  model: MaturityModel,
  asOf: IsoDate,
  linked?: LinkedBenefits,
): TrustInputs {
  const { newest, capabilities } = measuredOf(values, model, asOf);
  return {
    capabilities: linked === undefined ? capabilities : withLinked(capabilities, linked, asOf),
    classification: newest.at('classification', ''),
    reported: capabilities.some(isReported),
    newest,
  };
}

type Measured = Readonly<{
  model: MaturityModel;
  asOf: IsoDate;
  newest: Newest;
  capabilities: readonly CapabilityInputs[];
}>;

const measured = new WeakMap<readonly KnownFact[], Measured>();

/** Made once of the same facts: the stage, the gap and the completeness of a day rest on them all. */
function measuredOf(values: readonly KnownFact[], model: MaturityModel, asOf: IsoDate): Measured {
  const known = measured.get(values);
  if (known?.model === model && known.asOf === asOf) return known;
  const newest = new NewestFacts(values);
  const capabilities = inOrderOfCode(model).map((capability) =>
    capabilityInputs(newest, { model, capability }, asOf),
  );
  const made = { model, asOf, newest, capabilities };
  measured.set(values, made);
  return made;
}

const withLinked = (
  capabilities: readonly CapabilityInputs[],
  linked: LinkedBenefits,
  asOf: IsoDate,
): readonly CapabilityInputs[] =>
  capabilities.map((inputs) => {
    const benefits = linked.get(inputs.capability.code) ?? [];
    if (inputs.applies === false || benefits.length === 0) return inputs;
    const replaced = inputs.useFacts.filter(({ kind }) => kind === 'replaced');
    const realisation = realisationFrom(benefits, asOf, latestDayOf(replaced));
    return {
      ...inputs,
      r: realisation.share,
      linked: realisation,
      realisationFacts: [...benefits.flatMap(({ facts }) => facts), ...replaced],
    };
  });

/** d, a and r of one capability of a model. */
export function capabilityInputs(
  newest: Newest,
  { model, capability }: Readonly<{ model: MaturityModel; capability: Capability }>,
  asOf: IsoDate,
): CapabilityInputs {
  const type = newest.at('classification', '')?.value.trustType;
  const settings = type === undefined ? undefined : model.settingsOf[type];
  if (settings === undefined) return knownOf(newest, capability, 'unknown', asOf);
  return capability.settings.some((setting) => settings.includes(setting))
    ? knownOf(newest, capability, true, asOf)
    : notApplicable(capability);
}

/** Whether anything at all is known of how a capability is used. */
export const isReported = ({ useFacts, realisationFacts }: CapabilityInputs): boolean =>
  useFacts.some(isInput) || realisationFacts.some(isInput);

const orders = new WeakMap<MaturityModel, readonly Capability[]>();

export function inOrderOfCode(model: MaturityModel): readonly Capability[] {
  const known = orders.get(model);
  if (known !== undefined) return known;
  const sorted = [...model.capabilities].sort((one, other) => compare(one.code, other.code));
  orders.set(model, sorted);
  return sorted;
}

/** True from the day of a measurement to the day its months of validity end, that day included. */
function countsAt(windowEnd: IsoDate, validForMonths: number, asOf: IsoDate): boolean {
  // Most measurements are told apart by their month, without reckoning a day.
  const left = validForMonths - (monthOf(asOf) - monthOf(windowEnd));
  return left === 0 ? asOf <= addMonths(windowEnd, validForMonths) : left > 0;
}

const monthOf = (day: IsoDate): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

const newerOf = <Fact extends KnownFact>(
  one: Fact | undefined,
  other: Fact | undefined,
): Fact | undefined =>
  one === undefined || (other !== undefined && newestFirst(other, one) < 0) ? other : one;

const isInput = ({ kind }: KnownFact): boolean => kind !== 'replaced';

const notApplicable = (capability: Capability): CapabilityInputs => ({
  capability,
  applies: false,
  d: undefined,
  a: undefined,
  r: undefined,
  adoption: undefined,
  adoptionOutOfDate: false,
  useFacts: [],
  realisationFacts: [],
});

function knownOf(
  newest: Newest,
  capability: Capability,
  applies: true | 'unknown',
  asOf: IsoDate,
): CapabilityInputs {
  const { code } = capability;
  const cutOver = newerOf(newest.at('replaced', code), newest.at('replaced', '*'));
  const validity = { asOf, cutOver: cutOver?.effective.latest, months: capability.validForMonths };
  const deployment = deploymentOf(newest, code, validity.cutOver);
  const adoption = newest.at('adoption', code);
  const realisation = newest.at('realisation', code);
  const used = adoption && adoptionOf(adoption, validity);
  const replaced = cutOver === undefined ? [] : [cutOver];
  return {
    capability,
    applies,
    d: deployment.share,
    a: used?.counts === true ? used.adoption.value : undefined,
    r: realisation && realisedShare(realisation, validity),
    adoption: used?.adoption,
    adoptionOutOfDate: used?.counts === false,
    useFacts: [...deployment.facts, ...(adoption === undefined ? [] : [adoption]), ...replaced],
    realisationFacts: realisation === undefined ? [] : [realisation, ...replaced],
  };
}

/** What decides whether a measurement still counts. */
type Validity = Readonly<{ asOf: IsoDate; cutOver: IsoDate | undefined; months: number }>;

/**
 * Weight of live sites ÷ weight in scope. Without a scope it is unknown, except where the newest word
 * on the capability is that it was withdrawn everywhere.
 */
function deploymentOf(
  newest: Newest,
  code: string,
  cutOver: IsoDate | undefined,
): Readonly<{ share: number | undefined; facts: readonly KnownFact[] }> {
  const everywhere = newest.at('enabled', `${code}@*`);
  const scope = newest.at('scope', code);
  if (scope === undefined) {
    const said = newest.all('enabled').filter(({ subject }) => subject.startsWith(`${code}@`));
    const last = said.reduce<KnownFact<'enabled'> | undefined>(newerOf, undefined);
    const gone = last !== undefined && last === everywhere && !last.value.live;
    return { share: gone ? 0 : undefined, facts: last === undefined ? [] : [last] };
  }
  let [live, inScope] = [0, 0];
  const facts: KnownFact[] = [scope];
  for (const { site, weight } of scope.value.sites) {
    const word = newerOf(newest.at('enabled', `${code}@${site}`), everywhere);
    if (word !== undefined) facts.push(word);
    inScope += weight;
    if (word !== undefined && isLive(word, cutOver)) live += weight;
  }
  return { share: inScope > 0 ? live / inScope : undefined, facts };
}

/** What was switched on in the record that was replaced is not live in the new one. */
const isLive = ({ value, effective }: KnownFact<'enabled'>, cutOver: IsoDate | undefined) =>
  value.live && !(cutOver !== undefined && effective.latest < cutOver);

const startsBefore = (from: IsoDate, cutOver: IsoDate | undefined): boolean =>
  cutOver !== undefined && from < cutOver;

function adoptionOf(
  { value, effective }: KnownFact<'adoption'>,
  { asOf, cutOver, months }: Validity,
): Readonly<{ adoption: CapabilityInputs['adoption'] & object; counts: boolean }> | undefined {
  const { numerator, denominator, from } = value;
  if (denominator <= 0 || startsBefore(from, cutOver)) return undefined;
  return {
    adoption: { numerator, denominator, value: numerator / denominator },
    counts: countsAt(effective.latest, months, asOf),
  };
}

function realisedShare(
  { value, effective }: KnownFact<'realisation'>,
  { asOf, cutOver, months }: Validity,
): number | undefined {
  const { validated, expected, from } = value;
  if (expected <= 0 || startsBefore(from, cutOver)) return undefined;
  if (!countsAt(effective.latest, months, asOf)) return undefined;
  return Math.min(1, Math.max(0, validated / expected));
}

/** Facts by kind and subject; of one series the last one kept stands. */
export class NewestFacts implements Newest {
  private readonly kinds = new Map<FactKind, Map<string, KnownFact>>();

  constructor(facts: readonly KnownFact[] = []) {
    for (const fact of facts) this.keep(fact);
  }

  keep(fact: KnownFact): void {
    const subjects = this.kinds.get(fact.kind);
    if (subjects === undefined) this.kinds.set(fact.kind, new Map([[fact.subject, fact]]));
    else subjects.set(fact.subject, fact);
  }

  at<Kind extends FactKind>(kind: Kind, subject: string): KnownFact<Kind> | undefined {
    return this.kinds.get(kind)?.get(subject) as KnownFact<Kind> | undefined;
  }

  all<Kind extends FactKind>(kind: Kind): readonly KnownFact<Kind>[] {
    const subjects = this.kinds.get(kind);
    return subjects === undefined
      ? []
      : ([...subjects.values()] as unknown as readonly KnownFact<Kind>[]);
  }
}

/** The latest day of any of these facts. */
export const latestDayOf = (facts: readonly KnownFact[]): IsoDate | undefined =>
  facts.reduce<IsoDate | undefined>(
    (day, { effective }) => (day === undefined ? effective.latest : laterOf(day, effective.latest)),
    undefined,
  );
