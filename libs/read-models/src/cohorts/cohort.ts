import type { KnownFact } from '#facts';
import { laterOf, trustTypes, type IsoDate, type OdsCode, type TrustType } from '#vocabulary';
import type { Lens } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { groupedBy } from '../grouped-by.js';
import {
  lineOn,
  matches,
  organisationOn,
  organisationsOn,
  type OrganisationOn,
} from '../organisations/organisation-on.js';

export type Grouping = 'nation' | 'region' | 'icb' | 'trustType';

/** Which trusts a figure is about: those open on its day, the real or the fictional ones. */
export type CohortFilter = Readonly<{
  demonstration: boolean;
  icb?: OdsCode | 'unassigned';
  region?: OdsCode | 'unassigned';
  trustType?: TrustType | 'unassigned';
  /** Only these, for whoever may read of no others. */
  among?: readonly OdsCode[];
}>;

/** Names the cohort of a figure: "Trusts open on …", and by whose membership they are grouped. */
export type Cohort = Omit<CohortFilter, 'among'> &
  Readonly<{
    name: 'open-trusts';
    on: IsoDate;
    lens: Lens;
    trusts: number;
    weights: Weights;
  }>;

/** `equal`: every trust counts the same. Else what some trusts weigh; all others weigh 1. */
export type Weights = 'equal' | Readonly<Record<string, number>>;

export const weightOf = (weights: Weights, code: OdsCode): number =>
  weights === 'equal' ? 1 : (weights[code] ?? 1);

/** A trust of the cohort; in the lens `as-is`, the successor it counts under as well. */
export type Member = Readonly<{ trust: OrganisationOn; countsUnder: OrganisationOn }>;

/** The open trusts of a day, by code. */
export function membersOf(
  ledger: LedgerAt,
  asOf: IsoDate,
  filter: CohortFilter,
  lens: Lens,
): readonly Member[] {
  return organisationsOn(ledger, asOf)
    .filter(({ kind, open, demonstration }) => {
      return kind === 'trust' && open && demonstration === filter.demonstration;
    })
    .map((trust) => ({ trust, countsUnder: countsUnder(ledger, trust, asOf, lens) }))
    .filter((member) => matches(member.countsUnder, { ...filter }));
}

/** An organisation by a lens, and the trusts of a day that it is made of. */
export type Whole = Readonly<{ organisation: OrganisationOn; parts: readonly OdsCode[] }>;

/** As it was; or, as is, the successor of today and whatever of the day counts under it. */
export function wholeOf(
  ledger: LedgerAt,
  code: OdsCode,
  asOf: IsoDate,
  lens: Lens,
): Whole | undefined {
  if (lens === 'as-was') {
    const organisation = organisationOn(ledger, code, asOf);
    return organisation && { organisation, parts: [code] };
  }
  const today = successorsAreOf(ledger, asOf);
  const organisation = organisationOn(ledger, lineOn(ledger, code, today).end, today);
  if (organisation === undefined) return undefined;
  const { demonstration } = organisation;
  const parts = membersOf(ledger, asOf, { demonstration }, lens)
    .filter(({ countsUnder }) => countsUnder.code === organisation.code)
    .map(({ trust }) => trust.code);
  return { organisation, parts: parts.length === 0 ? [organisation.code] : parts };
}

export const cohortOf = (
  members: readonly Member[],
  {
    asOf,
    filter: { among: _, ...filter },
    lens,
    weights = 'equal',
  }: Readonly<{ asOf: IsoDate; filter: CohortFilter; lens: Lens; weights?: Weights }>,
): Cohort => ({
  name: 'open-trusts',
  on: asOf,
  ...filter,
  lens,
  trusts: new Set(members.map(({ countsUnder }) => countsUnder.code)).size,
  weights,
});

export type Group<Item> = Readonly<{ code: string; name: string; items: readonly Item[] }>;

/** Groups by membership; trusts without one are "unassigned". */
export function grouped<Item>(
  ledger: LedgerAt,
  asOf: IsoDate,
  by: Grouping | 'trust',
  items: readonly Readonly<{ member: Member; item: Item }>[],
): readonly Group<Item>[] {
  return [...groupedBy(items, ({ member }) => groupCodeOf(member.countsUnder, by))]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, those]) => ({
      code,
      name: nameOf(ledger, code, asOf),
      items: those.map(({ item }) => item),
    }));
}

/** Fictional trusts make up a nation of their own. */
export const groupCodeOf = (organisation: OrganisationOn, by: Grouping | 'trust'): string => {
  if (by === 'trust') return organisation.code;
  if (by !== 'nation') return organisation[by] ?? 'unassigned';
  return organisation.demonstration ? 'demonstration' : 'England';
};

/** The kinds of measurement that stages and gaps rest on. */
const figureKinds = ['adoption', 'realisation'] as const;

/** A figure of each of these trusts, from the newest facts of its series. */
export async function figuresOf<Figure>(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asOf: IsoDate,
  figureOf: (values: readonly KnownFact[], trust: OdsCode) => Figure,
): Promise<Map<OdsCode, Figure>> {
  const figures = new Map<OdsCode, Figure>();
  const values = await ledger.cohortValuesAt(codes, asOf, figureKinds);
  for (const code of codes) figures.set(code, figureOf(values.get(code) ?? [], code));
  return figures;
}

export function countsUnder(
  ledger: LedgerAt,
  trust: OrganisationOn,
  asOf: IsoDate,
  lens: Lens,
): OrganisationOn {
  if (lens === 'as-was') return trust;
  const today = successorsAreOf(ledger, asOf);
  return organisationOn(ledger, lineOn(ledger, trust.code, today).end, today) ?? trust;
}

/** "Today" of the lens as-is: the day of the last entry known, or a later one that is asked about. */
export const successorsAreOf = (ledger: LedgerAt, asOf: IsoDate): IsoDate =>
  laterOf(ledger.knownOn ?? asOf, asOf);

function nameOf(ledger: LedgerAt, code: string, asOf: IsoDate): string {
  if (code === 'England') return code;
  if (code === 'demonstration') return 'Demonstration programme';
  if (code === 'unassigned') return 'Unassigned';
  if ((trustTypes as readonly string[]).includes(code)) return code;
  return organisationOn(ledger, code, asOf)?.name ?? code;
}
