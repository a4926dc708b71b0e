import type { BenefitEvent } from '#benefits';
import type { Entry } from '#event-sourcing';
import type { FactBasis, MaturityModel } from '#facts';
import { MODEL_ID, type MaturityModelEvent } from '#maturity-models';
import type { MeasurementEvent } from '#measurements';
import type { OptimisationEvent } from '#optimisation';
import type { OrganisationEvent } from '#organisations';
import { addMonths, type IsoDate, type TrustType } from '#vocabulary';

/*
 * The figures once more, in the plainest way: read the events from the first to the last, keep what
 * still stands, look for the last word on each thing. No ledger, no series, nothing of the code that
 * it is there to check; slow, and meant to be.
 */

type AnyEvent =
  OrganisationEvent | MaturityModelEvent | OptimisationEvent | MeasurementEvent | BenefitEvent;
type Mending = Extract<AnyEvent, { type: 'FactCorrected' | 'FactRetracted' }>;
export type Fact = Exclude<AnyEvent, Mending>;
type FactOf<Type extends Fact['type']> = Extract<Fact, { type: Type }>;

/** What somebody said, as it stands after corrections; `said` is the entry of the first time, `by` the event of the last. */
export type Standing<F extends Fact = Fact> = F extends Fact
  ? { fact: F; said: number; by: string }
  : never;

export type Range = { low: number; high: number };
export type OracleFigures = {
  declared: number | undefined;
  evidenced: Range | 'not-reported';
  validated: number | undefined;
  missing: string[];
  /** Of the stage above the low one; undefined at stage 4, and where nothing is reported. */
  attainment: (Range & { stage: number }) | undefined;
  realised: { coverage: number; headline: 'use' | 'optimisation' };
  gap: Record<'value' | 'notDeployed' | 'notAdopted' | 'notRealised' | 'whole' | 'use', Range> & {
    coverage: number;
  };
};

export type OracleMember = {
  organisation: string;
  icb: string | undefined;
  region: string | undefined;
  trustType: string | undefined;
};

/** A trust on a day, by what was known at an entry. */
type OracleMoment = { organisation: string; asOf: IsoDate; knownAt: number };

/** What anybody could have said at an entry of an organisation on a day; undefined without a model. */
export function oracle(entries: readonly Entry[], moment: OracleMoment): OracleFigures | undefined {
  const found = countedAt(entries, moment);
  if (found === undefined) return undefined;
  const { about, counted } = found;
  const reported = counted.some(({ known }) => known.anything);
  const low = stageWith(counted, 0);
  const high = stageWith(counted, 1);
  return {
    declared: lastWord(about.filter(is('StageDeclared')))?.fact.data.stage,
    evidenced: reported ? { low, high } : 'not-reported',
    validated: validatedStage(about, moment.asOf),
    missing: counted
      .filter((one) => one.capability.mandatory && one.capability.stage === low + 1)
      .filter((one) => !holdsWith(one, 0))
      .map(({ capability }) => capability.code),
    attainment: reported ? attainmentOf(counted, low + 1) : undefined,
    realised: realisedOf(counted),
    get gap() {
      return gapOver(counted);
    },
  };
}

/** How near the mandatory capabilities of a stage are to their thresholds, on average. */
function attainmentOf(counted: readonly Counted[], stage: number): OracleFigures['attainment'] {
  if (stage > 4) return undefined;
  const asked = counted.filter(
    ({ capability }) => capability.mandatory && capability.stage === stage,
  );
  const near = ({ capability: { thresholds }, known, typeKnown }: Counted, unknown: 0 | 1) => {
    if (!typeKnown) return unknown;
    const of = (share: number | undefined, threshold: number) =>
      share === undefined ? unknown : share / threshold;
    return Math.min(1, of(known.a, thresholds.adoption), of(known.d, thresholds.deployment));
  };
  const mean = (unknown: 0 | 1) =>
    asked.reduce((sum, one) => sum + near(one, unknown), 0) / Math.max(1, asked.length);
  return { stage, low: mean(0), high: mean(1) };
}

/** The weight with a known r, and the gap that leads: of use, while that is less than half. */
function realisedOf(counted: readonly Counted[]): OracleFigures['realised'] {
  let [weights, known] = [0, 0];
  for (const { capability, known: shares, typeKnown } of counted) {
    weights += capability.weight;
    if (typeKnown && shares.r !== undefined) known += capability.weight;
  }
  const coverage = weights === 0 ? 0 : known / weights;
  return { coverage, headline: coverage < 0.5 ? 'use' : 'optimisation' };
}

/** The gap of one capability alone; undefined where it does not count. */
export function oracleOfCapability(
  entries: readonly Entry[],
  moment: OracleMoment,
  code: string,
): OracleFigures['gap'] | undefined {
  const own = countedAt(entries, moment)?.counted.filter((one) => one.capability.code === code);
  return own === undefined || own.length === 0 ? undefined : gapOver(own);
}

/** What is said about an organisation, and the capabilities that count for it. */
function countedAt(
  entries: readonly Entry[],
  { organisation, asOf, knownAt }: OracleMoment,
): { about: readonly Standing[]; counted: readonly Counted[] } | undefined {
  const standing = standingAt(entries, knownAt);
  const model = modelOn(standing, asOf);
  if (model === undefined) return undefined;
  const about = standing.filter(
    (each) => concerns(each.fact, organisation) && dayOf(each.fact) <= asOf,
  );
  const type = trustTypeOf(about);
  const settings = type === undefined ? undefined : model.settingsOf[type];

  const counted: Counted[] = [];
  for (const capability of [...model.capabilities].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    if (settings !== undefined && !capability.settings.some((one) => settings.includes(one))) {
      continue;
    }
    const known = sharesOf(about, capability.code, capability.validForMonths, asOf);
    const on = standing.filter(({ fact }) => dayOf(fact) <= asOf);
    const cutOver = cutOverOf(about, capability.code);
    const linked = linkedShare(on, { organisation, code: capability.code, asOf, cutOver });
    if (linked !== undefined) Object.assign(known, linked);
    counted.push({ capability, known, typeKnown: settings !== undefined });
  }
  return { about, counted };
}

/** The trusts open on a day and where they belonged, by what was known at an entry. */
export function oracleMembers(
  entries: readonly Entry[],
  { asOf, knownAt }: { asOf: IsoDate; knownAt: number },
): OracleMember[] {
  const standing = standingAt(entries, knownAt).filter(({ fact }) => dayOf(fact) <= asOf);
  const codes = new Set<string>();
  for (const { fact } of standing) {
    if (fact.type === 'OrganisationRegistered') codes.add(fact.data.organisation);
  }
  return [...codes].sort().flatMap((organisation) => {
    const life = lastWord(
      standing.filter(
        (each): each is Standing<FactOf<'OrganisationRegistered' | 'OrganisationClosed'>> =>
          (is('OrganisationRegistered')(each) || is('OrganisationClosed')(each)) &&
          each.fact.data.organisation === organisation,
      ),
    );
    if (life?.fact.type !== 'OrganisationRegistered' || life.fact.data.kind !== 'trust') return [];
    return [placeOf(standing, organisation)];
  });
}

/** Where an organisation belongs, by what stands of a day; open or closed. */
export function placeOf(standing: readonly Standing[], organisation: string): OracleMember {
  const about = standing.filter(({ fact }) => concerns(fact, organisation));
  const said = lastWord(
    about.filter(
      (each): each is Standing<FactOf<'OrganisationRegistered' | 'OrganisationMovedToIcb'>> =>
        is('OrganisationRegistered')(each) || is('OrganisationMovedToIcb')(each),
    ),
  )?.fact.data;
  const icb = said?.icb;
  const region = said?.region ?? (icb === undefined ? undefined : placeOf(standing, icb).region);
  return { organisation, icb, region, trustType: trustTypeOf(about) };
}

const read = new WeakMap<readonly Entry[], Map<number, readonly Standing[]>>();

/** What stands of a log up to an entry; the same log is read once. */
export function standingAt(entries: readonly Entry[], knownAt: number): readonly Standing[] {
  const ofLog = read.get(entries) ?? new Map<number, readonly Standing[]>();
  read.set(entries, ofLog);
  const standing = ofLog.get(knownAt) ?? readUpTo(entries, knownAt);
  ofLog.set(knownAt, standing);
  return standing;
}

function readUpTo(entries: readonly Entry[], knownAt: number): Standing[] {
  let standing: (Standing & { id: string })[] = [];
  for (const entry of entries) {
    if (entry.entry > knownAt) continue;
    const event = entry as unknown as AnyEvent & { id: string };
    if (event.type === 'FactRetracted') {
      standing = standing.filter(({ id }) => id !== event.data.factId);
    } else if (event.type === 'FactCorrected') {
      const { factId, fact } = event.data;
      standing = standing.map((each) =>
        each.id === factId ? { ...each, fact, by: event.id } : each,
      ) as never;
    } else {
      const { type, data } = event;
      standing.push({
        ...{ fact: { type, data }, said: entry.entry },
        ...{ id: event.id, by: event.id },
      } as never);
    }
  }
  return standing;
}

const basisOf = (fact: Fact): FactBasis => fact.data;
export const dayOf = (fact: Fact): IsoDate => basisOf(fact).effective.latest;
const orderOf = (fact: Fact): number => basisOf(fact).source?.order ?? 0;

export const is =
  <Type extends Fact['type']>(type: Type) =>
  (each: Standing): each is Standing<FactOf<Type>> =>
    each.fact.type === type;

function concerns(fact: Fact, organisation: string): boolean {
  if (fact.type === 'MaturityModelPublished') return false;
  if (fact.type === 'OrganisationSucceeded' && fact.data.successor === organisation) return true;
  return fact.data.organisation === organisation;
}

/** The latest day; on one day what the source puts last; else what was said last. */
export function lastWord<S extends { fact: Fact; said: number }>(
  standing: readonly S[],
): S | undefined {
  let last: S | undefined;
  for (const each of standing) {
    if (last === undefined) last = each;
    else if (dayOf(each.fact) !== dayOf(last.fact)) {
      if (dayOf(each.fact) > dayOf(last.fact)) last = each;
    } else if (orderOf(each.fact) !== orderOf(last.fact)) {
      if (orderOf(each.fact) > orderOf(last.fact)) last = each;
    } else if (each.said > last.said) last = each;
  }
  return last;
}

function modelOn(standing: readonly Standing[], asOf: IsoDate): MaturityModel | undefined {
  const published = standing
    .filter(is('MaturityModelPublished'))
    .filter(({ fact }) => fact.data.model === MODEL_ID);
  const inForce = lastWord(published.filter(({ fact }) => dayOf(fact) <= asOf));
  if (inForce !== undefined) return inForce.fact.data.content;
  let earliest = published[0];
  for (const each of published) {
    if (earliest !== undefined && lastWord([earliest, each]) === earliest) earliest = each;
  }
  return earliest?.fact.data.content;
}

const trustTypeOf = (about: readonly Standing[]): TrustType | undefined =>
  lastWord(
    about.filter(
      (each): each is Standing<FactOf<'OrganisationRegistered' | 'OrganisationReclassified'>> =>
        is('OrganisationRegistered')(each) || is('OrganisationReclassified')(each),
    ),
  )?.fact.data.trustType;

type Shares = {
  d: number | undefined;
  a: number | undefined;
  r: number | undefined;
  /** Between what r lies, where benefits say so much and no more. */
  between?: Range;
  anything: boolean;
};

/** r by the benefits of a trust that the capability is linked to; undefined where none is. */
function linkedShare(
  on: readonly Standing[],
  asked: { organisation: string; code: string; asOf: IsoDate; cutOver: string },
): Pick<Shares, 'r' | 'between'> | undefined {
  const { organisation, code, asOf, cutOver } = asked;
  const counts = (period: { from: IsoDate; to: IsoDate }) =>
    period.to <= asOf && period.from >= cutOver;
  let linked = false;
  let [weights, low, high, unknown] = [0, 0, 0, false];
  for (const benefit of benefitsAmong(on)) {
    const about = on.filter(({ fact }) => 'benefit' in fact.data && fact.data.benefit === benefit);
    if (homeOf(about) !== organisation) continue;
    const link = lastWord(
      about.filter(
        (each): each is Standing<FactOf<'BenefitLinked' | 'BenefitUnlinked'>> =>
          (is('BenefitLinked')(each) && each.fact.data.link.node === code) ||
          (is('BenefitUnlinked')(each) && each.fact.data.node === code),
      ),
    )?.fact;
    if (link?.type !== 'BenefitLinked') continue;
    linked = true;
    const weight = link.data.link.kind === 'capability' ? (link.data.link.weight ?? 1) : 1;
    const plan = lastWord(
      about.filter(
        (each): each is Standing<FactOf<'BenefitApproved' | 'BenefitRebaselined'>> =>
          is('BenefitApproved')(each) || is('BenefitRebaselined')(each),
      ),
    )?.fact.data.trajectory;
    let expected = 0;
    for (const period of plan ?? []) if (counts(period)) expected += period.amount;
    if (expected <= 0) continue;
    const shown = validatedAmong(about, on).filter(({ period }) => counts(period));
    const share = shown.reduce((sum, { amount }) => sum + amount, 0) / expected;
    const held = Math.max(0, Math.min(1, share));
    weights += weight;
    low += weight * (shown.length === 0 ? 0 : held);
    high += weight * (shown.length === 0 ? 1 : held);
    unknown ||= shown.length === 0;
  }
  if (!linked) return undefined;
  if (weights === 0) return { r: undefined, between: { low: 0, high: 1 } };
  const between = { low: low / weights, high: high / weights };
  return { r: unknown ? undefined : between.low, between };
}

const benefitsAmong = (on: readonly Standing[]): string[] =>
  [
    ...new Set(on.flatMap(({ fact }) => ('benefit' in fact.data ? [fact.data.benefit] : []))),
  ].sort();

function homeOf(about: readonly Standing[]): string | undefined {
  const last = lastWord(
    about.filter(
      (each): each is Standing<FactOf<'BenefitProfiled' | 'BenefitTransferred'>> =>
        is('BenefitProfiled')(each) || is('BenefitTransferred')(each),
    ),
  )?.fact;
  return last?.type === 'BenefitTransferred' ? last.data.successor : last?.data.organisation;
}

/** Actuals above the gate whose last judgement, of the very statement that stands, is a validation. */
function validatedAmong(about: readonly Standing[], on: readonly Standing[]) {
  return about
    .filter(is('BenefitActualRecorded'))
    .filter(({ fact }) => fact.data.marks?.includes('below-gate') !== true)
    .filter(({ by }) => {
      let last: Standing | undefined;
      for (const each of on) {
        const { type, data } = each.fact;
        if (type !== 'BenefitActualValidated' && type !== 'BenefitActualRejected') continue;
        if (data.names === by && (last === undefined || each.said > last.said)) last = each;
      }
      return last?.fact.type === 'BenefitActualValidated';
    })
    .map(({ fact }) => fact.data);
}

function sharesOf(about: readonly Standing[], code: string, months: number, asOf: IsoDate): Shares {
  const cutOver = cutOverOf(about, code);
  const adoption = lastWord(
    about.filter(is('AdoptionMeasured')).filter(({ fact }) => fact.data.capability === code),
  );
  const realised = lastWord(
    about.filter(is('RealisationMeasured')).filter(({ fact }) => fact.data.capability === code),
  );
  const scope = lastWord(
    about.filter(is('CapabilityScopeSet')).filter(({ fact }) => fact.data.capability === code),
  );
  const switches = about.filter(
    (each): each is Standing<FactOf<'CapabilityEnabled' | 'CapabilityWithdrawn'>> =>
      (is('CapabilityEnabled')(each) || is('CapabilityWithdrawn')(each)) &&
      each.fact.data.capability === code,
  );
  const fresh = ({ fact }: Standing<FactOf<'AdoptionMeasured' | 'RealisationMeasured'>>) =>
    fact.data.window.from >= cutOver && asOf <= addMonths(dayOf(fact), months);
  return {
    d: deployed(scope?.fact.data.sites, switches, cutOver),
    a: adoption && fresh(adoption) ? adopted(adoption.fact) : undefined,
    r: realised && fresh(realised) ? realisedShare(realised.fact) : undefined,
    anything: [adoption, realised, scope, ...switches].some((each) => each !== undefined),
  };
}

function cutOverOf(about: readonly Standing[], code: string): string {
  let cutOver = '';
  for (const { fact } of about) {
    if (fact.type !== 'EprReplaced') continue;
    const named = fact.data.capabilities ?? [];
    const touches = named.length === 0 || named.some((one) => one === code);
    if (touches && dayOf(fact) > cutOver) cutOver = dayOf(fact);
  }
  return cutOver;
}

function adopted({ data }: FactOf<'AdoptionMeasured'>): number | undefined {
  return data.denominator === 0 ? undefined : data.numerator / data.denominator;
}

function realisedShare({ data }: FactOf<'RealisationMeasured'>): number | undefined {
  if (data.expected <= 0) return undefined;
  if (data.validated > data.expected) return 1;
  return data.validated < 0 ? 0 : data.validated / data.expected;
}

function deployed(
  sites: readonly { site: string; weight: number }[] | undefined,
  switches: readonly Standing<FactOf<'CapabilityEnabled' | 'CapabilityWithdrawn'>>[],
  cutOver: string,
): number | undefined {
  if (sites === undefined) {
    const last = lastWord(switches)?.fact;
    const everywhere = last?.type === 'CapabilityWithdrawn' && (last.data.sites ?? []).length === 0;
    return everywhere ? 0 : undefined;
  }
  let live = 0;
  let all = 0;
  for (const { site, weight } of sites) {
    all += weight;
    const last = lastWord(
      switches.filter(({ fact }) => {
        const named: readonly string[] = fact.data.sites ?? [];
        return named.includes(site) || (fact.type === 'CapabilityWithdrawn' && named.length === 0);
      }),
    );
    if (last?.fact.type === 'CapabilityEnabled' && dayOf(last.fact) >= cutOver) live += weight;
  }
  return all === 0 ? undefined : live / all;
}

type Counted = {
  capability: MaturityModel['capabilities'][number];
  known: Shares;
  typeKnown: boolean;
};

/** Whether a criterion holds if everything unknown were this. */
function holdsWith({ capability, known, typeKnown }: Counted, unknown: 0 | 1): boolean {
  if (!typeKnown) return unknown === 1;
  const { adoption, deployment } = capability.thresholds;
  const enough = (share: number, threshold: number) => share > threshold - 1e-9;
  return enough(known.a ?? unknown, adoption) && enough(known.d ?? unknown, deployment);
}

function stageWith(counted: readonly Counted[], unknown: 0 | 1): number {
  let stage = 0;
  for (const next of [1, 2, 3, 4]) {
    const ofNext = counted.filter((one) => one.capability.stage === next);
    if (!ofNext.every((one) => !one.capability.mandatory || holdsWith(one, unknown))) break;
    stage = next;
  }
  return stage;
}

function validatedStage(about: readonly Standing[], asOf: IsoDate): number | undefined {
  let highest: number | undefined;
  for (const stage of [1, 2, 3, 4]) {
    const last = lastWord(
      about.filter(
        (each): each is Standing<FactOf<'StageValidated' | 'StageValidationWithdrawn'>> =>
          (is('StageValidated')(each) || is('StageValidationWithdrawn')(each)) &&
          each.fact.data.stage === stage,
      ),
    );
    if (last?.fact.type !== 'StageValidated' || asOf > last.fact.data.expires) continue;
    const given = dayOf(last.fact);
    const voided = about.some(
      ({ fact }) =>
        (fact.type === 'EprReplaced' || fact.type === 'OrganisationSucceeded') &&
        given < dayOf(fact),
    );
    if (!voided) highest = stage;
  }
  return highest;
}

/** Tries every unknown input at 0 and at 1; the extremes of a product lie there. */
function gapOver(counted: readonly Counted[]): OracleFigures['gap'] {
  const names = ['value', 'notDeployed', 'notAdopted', 'notRealised', 'whole', 'use'] as const;
  const sums = Object.fromEntries(names.map((name) => [name, { low: 0, high: 0 }])) as Record<
    (typeof names)[number],
    Range
  >;
  let weights = 0;
  let certain = 0;
  for (const { capability, known, typeKnown } of counted) {
    const { weight } = capability;
    const tried = (share: number | undefined) =>
      share === undefined || !typeKnown ? [0, 1] : [share];
    const outcomes: Record<(typeof names)[number], number>[] = [];
    for (const d of tried(known.d)) {
      for (const a of tried(known.a)) {
        const partly = known.between !== undefined && typeKnown && known.r === undefined;
        const { low, high } = known.between ?? { low: 0, high: 1 };
        for (const r of partly ? [low, high] : tried(known.r)) {
          outcomes.push({
            value: d * a * r,
            notDeployed: 1 - d,
            notAdopted: d * (1 - a),
            notRealised: d * a * (1 - r),
            whole: 1 - d * a * r,
            use: 1 - d * a,
          });
        }
      }
    }
    weights += weight;
    if (outcomes.length === 1) certain += weight;
    for (const name of names) {
      sums[name].low += weight * Math.min(...outcomes.map((outcome) => outcome[name]));
      sums[name].high += weight * Math.max(...outcomes.map((outcome) => outcome[name]));
    }
  }
  const share = ({ low, high }: Range): Range =>
    weights === 0
      ? { low: 0, high: 100 }
      : { low: (100 * low) / weights, high: (100 * high) / weights };
  return {
    value: share(sums.value),
    notDeployed: share(sums.notDeployed),
    notAdopted: share(sums.notAdopted),
    notRealised: share(sums.notRealised),
    whole: share(sums.whole),
    use: share(sums.use),
    coverage: weights === 0 ? 0 : certain / weights,
  };
}
