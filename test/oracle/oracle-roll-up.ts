import type { Entry } from '#event-sourcing';
import type { IsoDate } from '#vocabulary';
import {
  dayOf,
  is,
  lastWord,
  oracle,
  oracleMembers,
  placeOf,
  standingAt,
  type OracleFigures,
  type OracleMember,
  type Range,
  type Standing,
} from './oracle.js';

/*
 * The figures of cohorts once more, by going from trust to trust with the oracle. What is asked may
 * carry a fault, so that a spec can show that it would be noticed.
 */

export type OracleCohort = Readonly<{
  asOf: IsoDate;
  knownAt: number;
  by: 'nation' | 'icb' | 'region' | 'trustType';
  /** One ICB only; undefined is all. */
  icb?: string | undefined;
  /** The day whose successors count, for the lens as-is; undefined is as-was. */
  heirsOn?: IsoDate | undefined;
}>;

/** Faults of the lens as-is. */
export type Fault =
  'as it was' | 'parts count each' | 'the highest stage' | 'the place it had' | 'one step only';

export type OracleGroup = {
  trusts: number;
  reported: number;
  gap: Omit<OracleFigures['gap'], 'coverage'> | undefined;
  coverage: number | undefined;
};
export type OracleCounts = {
  evidenced: Record<string, number>;
  evidencedHigh: Record<string, number>;
  declared: Record<string, number>;
  validated: Record<string, number>;
};

type Placed = { part: string; heir: string; place: OracleMember; figures: OracleFigures };

/** The gap of each group of a cohort. */
export function oracleGaps(
  entries: readonly Entry[],
  asked: OracleCohort,
  fault?: Fault,
): Record<string, OracleGroup> {
  const groups: Record<string, OracleGroup> = {};
  for (const [group, placed] of Object.entries(inGroups(entries, asked, fault))) {
    const wholes = byHeir(placed, fault).map((parts) => ({
      reported: parts.some(({ figures }) => figures.evidenced !== 'not-reported'),
      gap: meanOf(parts.map(({ figures }) => figures.gap)),
    }));
    const { coverage, ...gap } = meanOf(wholes.map((whole) => whole.gap));
    groups[group] = {
      trusts: wholes.length,
      reported: wholes.filter(({ reported }) => reported).length,
      gap,
      coverage,
    };
  }
  return groups;
}

/** How many trusts of each group are at each stage; parts of one successor are the lowest of them. */
export function oracleStages(
  entries: readonly Entry[],
  asked: OracleCohort,
  fault?: Fault,
): Record<string, OracleCounts> {
  const groups: Record<string, OracleCounts> = {};
  for (const [group, placed] of Object.entries(inGroups(entries, asked, fault))) {
    groups[group] = countsOf(countedOf(placed, fault));
  }
  return groups;
}

/** The counts on the last day of every quarter since anything was reported in the cohort. */
export function oracleQuarters(
  entries: readonly Entry[],
  { asOf, ...asked }: Omit<OracleCohort, 'by'>,
  fault?: Fault,
): Record<string, OracleCounts> {
  const quarters: Record<string, OracleCounts> = {};
  let begun = false;
  for (const end of quarterEnds(asOf)) {
    const placed = Object.values(
      inGroups(entries, { ...asked, asOf: end, by: 'nation' }, fault),
    ).flat();
    const figures = countedOf(placed, fault);
    begun ||= figures.some(
      ({ evidenced, declared, validated }) =>
        evidenced !== 'not-reported' || declared !== undefined || validated !== undefined,
    );
    if (begun) quarters[end] = countsOf(figures);
  }
  return quarters;
}

/** Who has an EPR by each source and day, and who of the trusts open that day. */
export function oracleCoverage(
  entries: readonly Entry[],
  { asOf, knownAt }: Pick<OracleCohort, 'asOf' | 'knownAt'>,
): Record<string, readonly number[]> {
  const standing = standingAt(entries, knownAt).filter(({ fact }) => dayOf(fact) <= asOf);
  const registered = standing
    .filter(is('OrganisationRegistered'))
    .map(({ fact }) => String(fact.data.organisation));
  const said = standing
    .filter(is('EprStatusReported'))
    .filter(({ fact }) => registered.includes(fact.data.organisation));
  const coverage: Record<string, readonly number[]> = {};
  for (const { fact } of said) {
    const source = fact.data.source?.name ?? 'Reported by the trust';
    const same = said.filter(
      (each) =>
        dayOf(each.fact) === dayOf(fact) &&
        (each.fact.data.source?.name ?? 'Reported by the trust') === source,
    );
    const trusts = [...new Set(same.map((each) => String(each.fact.data.organisation)))];
    const has = trusts.filter(
      (trust) =>
        lastWord(same.filter((each) => each.fact.data.organisation === trust))?.fact.data.hasEpr,
    );
    const open = oracleMembers(entries, { asOf: dayOf(fact), knownAt }).map(
      ({ organisation }) => organisation,
    );
    coverage[`${dayOf(fact)} ${source}`] = [
      has.length,
      trusts.length,
      has.filter((trust) => open.includes(trust)).length,
      open.length,
    ];
  }
  return coverage;
}

/** One organisation as is: the trusts of the day that count under its successor, their mean and lowest. */
export function oracleAsIs(
  entries: readonly Entry[],
  organisation: string,
  asked: Required<Pick<OracleCohort, 'asOf' | 'knownAt' | 'heirsOn'>>,
  fault?: Fault,
): { heir: string; parts: string[]; gap?: OracleFigures['gap']; lowest?: OracleFigures } {
  const { heirsOn, knownAt } = asked;
  const today = standingAt(entries, knownAt).filter(
    ({ fact }) => heirsOn !== undefined && dayOf(fact) <= heirsOn,
  );
  const heir = heirOf(today, organisation, fault);
  const own = Object.values(inGroups(entries, { ...asked, by: 'nation' }, fault))
    .flat()
    .filter((each) => each.heir === heir);
  const byLevel = [...own].sort((one, other) => levelOf(one) - levelOf(other));
  const chosen = fault === 'the highest stage' ? byLevel.at(-1) : byLevel[0];
  return {
    heir,
    parts: own.map(({ part }) => part),
    ...(own.length > 0 && { gap: meanOf(own.map(({ figures }) => figures.gap)) }),
    ...(chosen !== undefined && { lowest: chosen.figures }),
  };
}

function inGroups(
  entries: readonly Entry[],
  { asOf, knownAt, by, icb, heirsOn }: OracleCohort,
  fault: Fault | undefined,
): Record<string, Placed[]> {
  const today = standingAt(entries, knownAt).filter(
    ({ fact }) => heirsOn !== undefined && dayOf(fact) <= heirsOn,
  );
  const groups: Record<string, Placed[]> = {};
  for (const member of oracleMembers(entries, { asOf, knownAt })) {
    const { organisation } = member;
    const heir = heirsOn === undefined ? organisation : heirOf(today, organisation, fault);
    const moved = heirsOn !== undefined && fault !== 'the place it had';
    const place = moved ? placeOf(today, heir) : member;
    const figures = oracle(entries, { organisation, asOf, knownAt });
    if (figures === undefined || (icb !== undefined && place.icb !== icb)) continue;
    const group = by === 'nation' ? 'demonstration' : (place[by] ?? 'unassigned');
    (groups[group] ??= []).push({ part: organisation, heir, place, figures });
  }
  return groups;
}

/** Follows successions to their end; of several successors the first by code. */
function heirOf(
  today: readonly Standing[],
  organisation: string,
  fault: Fault | undefined,
): string {
  if (fault === 'as it was') return organisation;
  const isRegistered = (code: string) =>
    today.some(
      (each) => is('OrganisationRegistered')(each) && each.fact.data.organisation === code,
    );
  const seen: string[] = [];
  let heir = organisation;
  for (;;) {
    if (seen.includes(heir)) return organisation;
    seen.push(heir);
    const [next] = today
      .filter(is('OrganisationSucceeded'))
      .filter(({ fact }) => fact.data.organisation === heir)
      .map(({ fact }) => String(fact.data.successor))
      .sort();
    if (next === undefined || !isRegistered(heir)) break;
    heir = next;
    if (fault === 'one step only') break;
  }
  return isRegistered(heir) ? heir : organisation;
}

const byHeir = (placed: readonly Placed[], fault: Fault | undefined): Placed[][] => {
  if (fault === 'parts count each') return placed.map((each) => [each]);
  return [...new Set(placed.map(({ heir }) => heir))].map((heir) =>
    placed.filter((each) => each.heir === heir),
  );
};

/** Of each successor, the figures of its lowest part. */
const countedOf = (placed: readonly Placed[], fault: Fault | undefined): OracleFigures[] =>
  byHeir(placed, fault).flatMap((parts) => {
    const byLevel = [...parts].sort((one, other) => levelOf(one) - levelOf(other));
    const one = fault === 'the highest stage' ? byLevel.at(-1) : byLevel[0];
    return one === undefined ? [] : [one.figures];
  });

const levelOf = ({ figures: { evidenced } }: Placed): number =>
  evidenced === 'not-reported' ? -1 : 10 * evidenced.low + evidenced.high;

function meanOf(gaps: readonly OracleFigures['gap'][]): OracleFigures['gap'] {
  const mean = (of: (gap: OracleFigures['gap']) => number): number =>
    gaps.reduce((sum, gap) => sum + of(gap), 0) / gaps.length;
  const range = (part: Exclude<keyof OracleFigures['gap'], 'coverage'>): Range => ({
    low: mean((gap) => gap[part].low),
    high: mean((gap) => gap[part].high),
  });
  return {
    value: range('value'),
    notDeployed: range('notDeployed'),
    notAdopted: range('notAdopted'),
    notRealised: range('notRealised'),
    whole: range('whole'),
    use: range('use'),
    coverage: mean(({ coverage }) => coverage),
  };
}

function countsOf(all: readonly OracleFigures[]): OracleCounts {
  const counts: OracleCounts = {
    evidenced: { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0, notReported: 0 },
    evidencedHigh: { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0 },
    declared: { 1: 0, 2: 0, 3: 0, 4: 0, none: 0 },
    validated: { 1: 0, 2: 0, 3: 0, 4: 0, none: 0 },
  };
  const add = (kind: keyof OracleCounts, level: string | number) => {
    counts[kind][level] = (counts[kind][level] ?? 0) + 1;
  };
  for (const { evidenced, declared, validated } of all) {
    add('evidenced', evidenced === 'not-reported' ? 'notReported' : evidenced.low);
    if (evidenced !== 'not-reported') add('evidencedHigh', evidenced.high);
    add('declared', declared ?? 'none');
    add('validated', validated ?? 'none');
  }
  return counts;
}

/** The last days of the quarters of 2020 to 2029 up to a day, which ends the last. */
function quarterEnds(upTo: IsoDate): IsoDate[] {
  const all = Array.from({ length: 10 }, (_, year) =>
    ['03-31', '06-30', '09-30', '12-31'].map((day) => `${String(2020 + year)}-${day}` as IsoDate),
  ).flat();
  const over = all.filter((end) => end < upTo);
  return [...over, upTo];
}
