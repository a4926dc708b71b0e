import type { FactKind } from '#facts';
import type { IsoDate, OdsCode, TrustType } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';

export type OrganisationKind = 'trust' | 'icb' | 'region';

/** An organisation on a day, as known at an entry. */
export type OrganisationOn = Readonly<{
  code: OdsCode;
  name: string;
  kind: OrganisationKind;
  demonstration: boolean;
  open: boolean;
  /** Its last day, where it has closed. */
  closedOn?: IsoDate;
  successors: readonly OdsCode[];
  trustType?: TrustType;
  trustSubtype?: string;
  /** Null is "unassigned". */
  icb: OdsCode | null;
  /** Its own where one is stated, else that of its ICB. */
  region: OdsCode | null;
}>;

/** The kinds of fact that an organisation is made of; of its region, also those of its ICB. */
export const organisationKinds = [
  'status',
  'name',
  'icb',
  'region',
  'classification',
  'succeeded-by',
] as const satisfies readonly FactKind[];
type OrganisationFact = (typeof organisationKinds)[number];

/** Undefined for what was not yet registered on that day, or is no organisation. */
export function organisationOn(
  ledger: LedgerAt,
  code: string,
  asOf: IsoDate,
): OrganisationOn | undefined {
  const made = ledger.each.organisations.of(ledger, asOf, () => new Map());
  const organisation = made.get(code) ?? madeOf(ledger, code, asOf);
  // Of codes that name nothing there is no end.
  if (organisation !== undefined) made.set(code, organisation);
  return organisation;
}

function madeOf(ledger: LedgerAt, code: string, asOf: IsoDate): OrganisationOn | undefined {
  const registration = ledger
    .stated(code, 'status')
    .find(({ value, effective }) => value.open && effective.latest <= asOf)?.value;
  if (registration?.open !== true) return undefined;
  const stated = <Kind extends OrganisationFact>(kind: Kind) => ledger.statedAt(code, asOf, kind);
  const newest = <Kind extends OrganisationFact>(kind: Kind) => stated(kind)[0];
  const status = newest('status')?.value;
  const icb = newest('icb')?.value.icb ?? null;
  return {
    code: code as OdsCode,
    name: newest('name')?.value.name ?? code,
    kind: registration.kind,
    demonstration: registration.demonstration,
    open: status?.open ?? false,
    ...(status?.open === false && { closedOn: status.lastDay }),
    successors: stated('succeeded-by')
      .map(({ value }) => value.successor)
      .sort(),
    ...newest('classification')?.value,
    icb,
    region: newest('region')?.value.region ?? regionOf(ledger, icb, asOf),
  };
}

/** All organisations registered by that day, in the order of their codes. */
export const organisationsOn = (ledger: LedgerAt, asOf: IsoDate): OrganisationOn[] =>
  ledger.ownersOf('status').flatMap((code) => organisationOn(ledger, code, asOf) ?? []);

export type OrganisationFilter = Readonly<{
  kind?: OrganisationKind;
  icb?: OdsCode | 'unassigned';
  region?: OdsCode | 'unassigned';
  trustType?: TrustType | 'unassigned';
  demonstration?: boolean;
  open?: boolean;
  /** Only these, for whoever may read of no others. */
  among?: readonly OdsCode[];
}>;

export function matches(
  organisation: OrganisationOn,
  { among, ...filter }: OrganisationFilter,
): boolean {
  if (among?.includes(organisation.code) === false) return false;
  return (Object.keys(filter) as (keyof typeof filter)[]).every((name) => {
    const wanted = filter[name];
    if (wanted === undefined) return true;
    return (organisation[name] ?? 'unassigned') === wanted;
  });
}

/** A line of successions, from an organisation to the one it counts under on a later day. */
export type Line = Readonly<{
  /** All that it leads through, in this order, the first included. */
  through: readonly OdsCode[];
  end: OdsCode;
}>;

/** Where a line of successions leads; one that runs in a circle ends where it began. */
export function lineOn(ledger: LedgerAt, code: OdsCode, day: IsoDate): Line {
  const through: OdsCode[] = [];
  let current = code;
  while (!through.includes(current)) {
    through.push(current);
    // Of the successors of a split, the first by code stands for all.
    const [next] = organisationOn(ledger, current, day)?.successors ?? [];
    if (next === undefined) return { through, end: current };
    current = next;
  }
  return { through, end: code };
}

function regionOf(ledger: LedgerAt, icb: OdsCode | null, asOf: IsoDate): OdsCode | null {
  if (icb === null) return null;
  return ledger.statedAt(icb, asOf, 'region')[0]?.value.region ?? null;
}
