import {
  newestFirst,
  type Capability,
  type FactKind,
  type KnownFact,
  type MaturityModel,
} from '#facts';
import { addMonths, laterOf, type IsoDate } from '#vocabulary';
import { compare } from './fact-ref.js';

/** What is known of one capability at a trust; shares 0 to 1, undefined where unknown. */
export type CapabilityInputs = Readonly<{
  capability: Capability;
  /** Whether the trust has a care setting of this capability; unknown for a trust of unknown type. */
  applies: boolean | 'unknown';
  /** Deployment: weight of in-scope sites live ÷ weight of all in-scope sites. */
  d?: number;
  /** Adoption: numerator ÷ denominator of the newest measurement that counts. */
  a?: number;
  /** Realisation: validated ÷ expected of the newest measurement that counts, held to 0-1. */
  r?: number;
  /** The measurement behind `a`, also when it is out of date. */
  adoption?: Readonly<{ numerator: number; denominator: number; value: number }>;
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
export type Newest = Readonly<{
  at: <Kind extends FactKind>(kind: Kind, subject: string) => KnownFact<Kind> | undefined;
  all: <Kind extends FactKind>(kind: Kind) => readonly KnownFact<Kind>[];
}>;

/** d, a and r of every capability of the model (README, The inputs). */
export function inputsOf(
  values: readonly KnownFact[],
  model: MaturityModel,
  asOf: IsoDate,
): TrustInputs {
  const newest = indexed(values);
  const classification = newest.at('classification', '');
  const type = classification?.value.trustType;
  const settings = type === undefined ? undefined : model.settingsOf[type];
  const capabilities = [...model.capabilities]
    .sort((one, other) => compare(one.code, other.code))
    .map((capability): CapabilityInputs => {
      const applies =
        settings === undefined
          ? 'unknown'
          : capability.settings.some((setting) => settings.includes(setting));
      return applies === false ? leftOut(capability) : taken(newest, capability, applies, asOf);
    });
  const reported = capabilities.some(
    ({ useFacts, realisationFacts }) => useFacts.some(isInput) || realisationFacts.some(isInput),
  );
  return { capabilities, classification, reported, newest };
}

/** True from the day of a measurement to the day its months of validity end, that day included. */
export const countsAt = (windowEnd: IsoDate, validForMonths: number, asOf: IsoDate): boolean =>
  asOf <= addMonths(windowEnd, validForMonths);

/** The first of the facts by the order of the ledger. */
export function newestOf<Fact extends KnownFact>(
  facts: readonly (Fact | undefined)[],
): Fact | undefined {
  return facts
    .filter((fact) => fact !== undefined)
    .reduce<Fact | undefined>(
      (best, fact) => (best === undefined || newestFirst(fact, best) < 0 ? fact : best),
      undefined,
    );
}

const isInput = ({ kind }: KnownFact): boolean => kind !== 'replaced';

const leftOut = (capability: Capability): CapabilityInputs => ({
  capability,
  applies: false,
  adoptionOutOfDate: false,
  useFacts: [],
  realisationFacts: [],
});

function taken(
  newest: Newest,
  capability: Capability,
  applies: true | 'unknown',
  asOf: IsoDate,
): CapabilityInputs {
  const { code } = capability;
  const cutOver = newestOf([newest.at('replaced', code), newest.at('replaced', '*')]);
  const judge = { asOf, cutOver: cutOver?.effective.latest, months: capability.validForMonths };
  const deployment = deploymentOf(newest, code, judge.cutOver);
  const adoption = newest.at('adoption', code);
  const realisation = newest.at('realisation', code);
  const used = adoption && adoptionOf(adoption, judge);
  const r = realisation && realisedShare(realisation, judge);
  const replaced = cutOver === undefined ? [] : [cutOver];
  return {
    capability,
    applies,
    ...(deployment.share === undefined ? {} : { d: deployment.share }),
    ...used,
    ...(r === undefined ? {} : { r }),
    adoptionOutOfDate: used?.adoptionOutOfDate ?? false,
    useFacts: [...deployment.facts, ...(adoption === undefined ? [] : [adoption]), ...replaced],
    realisationFacts: realisation === undefined ? [] : [realisation, ...replaced],
  };
}

type Judge = Readonly<{ asOf: IsoDate; cutOver: IsoDate | undefined; months: number }>;

/**
 * Weight of live sites ÷ weight in scope. Without a scope it is unknown, except where the newest word
 * on the capability is that it was withdrawn everywhere.
 */
function deploymentOf(
  newest: Newest,
  code: string,
  cutOver: IsoDate | undefined,
): Readonly<{ share?: number; facts: readonly KnownFact[] }> {
  const everywhere = newest.at('enabled', `${code}@*`);
  const scope = newest.at('scope', code);
  if (scope === undefined) {
    const said = newest.all('enabled').filter(({ subject }) => subject.startsWith(`${code}@`));
    const last = newestOf(said);
    if (last === undefined) return { facts: [] };
    const gone = last === everywhere && !last.value.live;
    return { ...(gone ? { share: 0 } : {}), facts: [last] };
  }
  let [live, inScope] = [0, 0];
  const facts: KnownFact[] = [scope];
  for (const { site, weight } of scope.value.sites) {
    const word = newestOf([newest.at('enabled', `${code}@${site}`), everywhere]);
    if (word !== undefined) facts.push(word);
    inScope += weight;
    if (word !== undefined && isLive(word, cutOver)) live += weight;
  }
  return { ...(inScope > 0 ? { share: live / inScope } : {}), facts };
}

/** What was switched on in the record that was replaced is not live in the new one. */
const isLive = ({ value, effective }: KnownFact<'enabled'>, cutOver: IsoDate | undefined) =>
  value.live && !(cutOver !== undefined && effective.latest < cutOver);

const startsBefore = (from: IsoDate, cutOver: IsoDate | undefined): boolean =>
  cutOver !== undefined && from < cutOver;

function adoptionOf(
  { value, effective }: KnownFact<'adoption'>,
  { asOf, cutOver, months }: Judge,
): Pick<CapabilityInputs, 'a' | 'adoption' | 'adoptionOutOfDate'> | undefined {
  const { numerator, denominator, from } = value;
  if (denominator <= 0 || startsBefore(from, cutOver)) return undefined;
  const adoption = { numerator, denominator, value: numerator / denominator };
  if (!countsAt(effective.latest, months, asOf)) return { adoption, adoptionOutOfDate: true };
  return { a: adoption.value, adoption, adoptionOutOfDate: false };
}

function realisedShare(
  { value, effective }: KnownFact<'realisation'>,
  { asOf, cutOver, months }: Judge,
): number | undefined {
  const { validated, expected, from } = value;
  if (expected <= 0 || startsBefore(from, cutOver)) return undefined;
  if (!countsAt(effective.latest, months, asOf)) return undefined;
  return Math.min(1, Math.max(0, validated / expected));
}

function indexed(values: readonly KnownFact[]): Newest {
  const kinds = new Map<FactKind, Map<string, KnownFact>>();
  for (const fact of values) {
    const subjects = kinds.get(fact.kind);
    if (subjects === undefined) kinds.set(fact.kind, new Map([[fact.subject, fact]]));
    else subjects.set(fact.subject, fact);
  }
  return {
    at: <Kind extends FactKind>(kind: Kind, subject: string) =>
      kinds.get(kind)?.get(subject) as KnownFact<Kind> | undefined,
    all: <Kind extends FactKind>(kind: Kind) =>
      [...(kinds.get(kind)?.values() ?? [])] as unknown as readonly KnownFact<Kind>[],
  };
}

/** The latest day on which something ended what was said before: the newest of these facts. */
export const latestDayOf = (facts: readonly KnownFact[]): IsoDate | undefined =>
  facts.reduce<IsoDate | undefined>(
    (day, { effective }) => (day === undefined ? effective.latest : laterOf(day, effective.latest)),
    undefined,
  );
