import type { FactKind, KnownFact } from '#facts';
import type { IsoDate, OdsCode } from '#vocabulary';
import { successorsAreOf, type CohortFilter, type Grouping } from '../cohorts/cohort.js';
import type { Lens } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { lineOn, organisationOn, type OrganisationOn } from '../organisations/organisation-on.js';
import { anyUpTo, newestOn, supersededOf, usesBy, type Look, type Use } from './uses.js';

/** A cohort as a figure asks for it. */
export type CohortAsked = Readonly<{
  by: Grouping;
  filter: CohortFilter;
  lens: Lens;
  asOf: IsoDate;
}>;

/** Facts by which an organisation is in a cohort, or in a group of it. */
const membershipKinds = [
  ...(['status', 'succeeded-by'] as const),
  ...(['icb', 'region', 'classification'] as const),
];

/**
 * Everyone who counts, or would, were one event gone: whoever was ever said to be a trust of this
 * programme, by what is known or by what was taken back.
 */
export async function candidatesOf(
  ledger: LedgerAt,
  asOf: IsoDate,
  demonstration: boolean,
): Promise<readonly OdsCode[]> {
  const owners = ledger.ownersOf('status') as OdsCode[];
  const superseded = await supersededOf(ledger, owners, ['status']);
  const isCandidate = ({ kind, value, effective }: KnownFact): boolean =>
    kind === 'status' &&
    value.open &&
    value.kind === 'trust' &&
    value.demonstration === demonstration &&
    effective.latest <= asOf;
  return owners.filter((owner) =>
    [
      ...ledger.stated(owner, 'status'),
      ...(superseded.get(owner) ?? []).map(({ fact }) => fact),
    ].some(isCandidate),
  );
}

/** What decided whether these trusts count, and where. */
export function membershipUses(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  looksOf: (code: OdsCode) => readonly Look[],
): Promise<ReadonlyMap<OdsCode, readonly Use[]>> {
  const looks = new Map(codes.map((code) => [code, looksOf(code)]));
  return usesBy(ledger, looks, membershipKinds);
}

/** What decides the place of a trust on a day, by the lens of the question. */
export function looksOnTheDay(
  ledger: LedgerAt,
  code: OdsCode,
  asked: CohortAsked,
): readonly Look[] {
  const isOpen = organisationOn(ledger, code, asked.asOf)?.open === true;
  return isOpen
    ? looksAtHolder(ledger, code, asked)
    : [lookOn(ledger, code, asked.asOf, ['status'])];
}

/** The same of whoever holds benefits, which may have closed. */
export function looksAtHolder(
  ledger: LedgerAt,
  code: OdsCode,
  asked: CohortAsked,
): readonly Look[] {
  const { asOf, lens } = asked;
  const own = lookOn(ledger, code, asOf, ['status']);
  const trust = organisationOn(ledger, code, asOf);
  if (trust === undefined) return [own];
  return lens === 'as-was'
    ? [own, ...placeLooks(ledger, trust, asOf, placing(asked))]
    : [own, ...lineLooks(ledger, trust, asked)];
}

/** What decides the place of a trust on any day up to one. */
export function looksOverTime(
  ledger: LedgerAt,
  code: OdsCode,
  asked: CohortAsked,
): readonly Look[] {
  const { asOf, lens } = asked;
  if (lens === 'as-is') {
    const trust = organisationOn(ledger, code, asOf);
    const own = lookUpTo(ledger, code, asOf, ['status']);
    return trust === undefined ? [own] : [own, ...lineLooks(ledger, trust, asked)];
  }
  const kinds = placing(asked);
  const own = lookUpTo(ledger, code, asOf, ['status', ...kinds]);
  if (!kinds.includes('region')) return [own];
  const icbs = new Set(ledger.stated(code, 'icb').flatMap(({ value }) => value.icb ?? []));
  return [own, ...[...icbs].map((icb) => lookUpTo(ledger, icb, asOf, ['region']))];
}

/** What leads a trust to its successor of today, and what decides where that is. */
function lineLooks(
  ledger: LedgerAt,
  trust: OrganisationOn,
  { asOf, ...asked }: CohortAsked,
): readonly Look[] {
  const kinds = placing(asked);
  const today = successorsAreOf(ledger, asOf);
  const { through, end } = lineOn(ledger, trust.code, today);
  const successor = organisationOn(ledger, end, today);
  return [
    ...[...through, end].map((each) => lookOn(ledger, each, today, ['status', 'succeeded-by'])),
    ...(successor === undefined
      ? placeLooks(ledger, trust, asOf, kinds)
      : placeLooks(ledger, successor, today, kinds)),
  ];
}

/** What is said of one organisation on one day. */
export function lookOn(
  ledger: LedgerAt,
  owner: string,
  day: IsoDate,
  kinds: readonly FactKind[],
): Look {
  const asked = new Set<string>(kinds);
  const values = ledger.statedAt(owner, day);
  const newest = values.filter(({ kind }) => asked.has(kind));
  if (!asked.has('status')) {
    return { owner, used: newest, wouldCount: newestOn(day, asked, values) };
  }
  // A closed organisation is what it was registered as, so that an older fact counts as well.
  const registration = ledger
    .stated(owner, 'status')
    .find(({ value, effective }) => value.open && effective.latest <= day);
  const used = new Set([...newest, ...(registration === undefined ? [] : [registration])]);
  const others = newestOn(day, asked, values);
  return {
    owner,
    used: [...used],
    wouldCount: (fact) => (fact.kind === 'status' ? fact.effective.latest <= day : others(fact)),
  };
}

/** What was ever said of one organisation for any day up to one. */
export function lookUpTo(
  ledger: LedgerAt,
  owner: string,
  day: IsoDate,
  kinds: readonly FactKind[],
): Look {
  const wouldCount = anyUpTo(day, new Set<string>(kinds));
  return { owner, used: ledger.stated(owner).filter(wouldCount), wouldCount };
}

/** What was ever said of one owner, for any day. */
export function lookEver(ledger: LedgerAt, owner: string, kinds: readonly FactKind[]): Look {
  const asked = new Set<string>(kinds);
  const wouldCount = ({ kind }: KnownFact): boolean => asked.has(kind);
  return { owner, used: ledger.stated(owner).filter(wouldCount), wouldCount };
}

/** Without a region of its own, a trust is in that of its ICB. */
function placeLooks(
  ledger: LedgerAt,
  { code, icb }: OrganisationOn,
  day: IsoDate,
  kinds: readonly FactKind[],
): readonly Look[] {
  const own = lookOn(ledger, code, day, kinds);
  const region = ofKind(ledger.statedAt(code, day), 'region')[0]?.value.region ?? null;
  if (!kinds.includes('region') || region !== null || icb === null) return [own];
  return [own, lookOn(ledger, icb, day, ['region'])];
}

/** Kinds of facts by which a trust has its place among these groups and filters. */
function placing({ by, filter }: Pick<CohortAsked, 'by' | 'filter'>): readonly FactKind[] {
  const asks = (place: 'icb' | 'region' | 'trustType'): boolean =>
    by === place || filter[place] !== undefined;
  return [
    ...(asks('icb') || asks('region') ? (['icb'] as const) : []),
    ...(asks('region') ? (['region'] as const) : []),
    ...(asks('trustType') ? (['classification'] as const) : []),
  ];
}
