import { formulaUsed, type FormulaUsed, type StageInterval } from '#figures';
import type { IsoDate, OdsCode } from '#vocabulary';
import {
  cohortOf,
  countsUnder,
  membersOf,
  type Cohort,
  type CohortFilter,
} from '../cohorts/cohort.js';
import { modelAt, type Lens, type ModelUsed } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import {
  matches,
  organisationOn,
  organisationsOn,
  type OrganisationOn,
} from '../organisations/organisation-on.js';
import { intervalsOf } from './intervals-of.js';
import { lowestStages } from './lowest-stages.js';
import { countsOn, quarterEnds, saysSomething, type QuarterCounts } from './quarters.js';

export type TrustProgression = Readonly<{
  code: OdsCode;
  name: string;
  intervals: readonly StageInterval[];
}>;

export type ProgressionBody = Readonly<{
  formula: FormulaUsed;
  cohort: Cohort;
  model: ModelUsed | null;
  trusts: readonly TrustProgression[];
  quarters: readonly QuarterCounts[];
}>;
type ProgressionQuestion = Readonly<{ filter: CohortFilter; lens: Lens }>;

/** The stages of a cohort over time, and its counts per quarter. */
export async function progress(
  ledger: LedgerAt,
  asOf: IsoDate,
  { filter, lens }: ProgressionQuestion,
): Promise<ProgressionBody> {
  const wholes = await wholesOverTime(ledger, asOf, { filter, lens });
  const members = membersOf(ledger, asOf, filter, lens);
  return {
    formula: formulaUsed('progression'),
    cohort: cohortOf(members, { asOf, filter, lens }),
    model: modelAt(ledger, asOf)?.used ?? null,
    trusts: wholes
      .filter(({ organisation }) => matches(organisation, { ...filter }))
      .map(({ organisation: { code, name }, intervals }) => ({ code, name, intervals })),
    quarters: sinceTheFirst(
      quarterEnds(firstDay(wholes), asOf).map((on) => ({
        on,
        stages: wholes
          .filter((whole) => isCounted(ledger, whole, on, { filter, lens }))
          .map(({ intervals }) => at(intervals, on)),
      })),
    ).map(({ on, stages }) => countsOn(on, stages)),
  };
}

/** A trust over time; in the lens as-is, a successor of today with all that came to count under it. */
type WholeOverTime = Readonly<{
  organisation: OrganisationOn;
  parts: readonly OdsCode[];
  intervals: readonly StageInterval[];
}>;

/** Everyone registered by a day, whether open on it or not, and whatever place it has. */
async function wholesOverTime(
  ledger: LedgerAt,
  asOf: IsoDate,
  { filter, lens }: ProgressionQuestion,
): Promise<readonly WholeOverTime[]> {
  const everyone = organisationsOn(ledger, asOf).filter(
    ({ kind, demonstration }) => kind === 'trust' && demonstration === filter.demonstration,
  );
  const codes = everyone.map(({ code }) => code);
  const swept = await intervalsOf(ledger, codes, asOf);
  const of = (code: OdsCode) => swept.get(code) ?? [];
  if (lens === 'as-was') {
    return everyone.map((organisation) => {
      const { code } = organisation;
      return { organisation, parts: [code], intervals: of(code) };
    });
  }
  const heirs = new Map<OdsCode, { organisation: OrganisationOn; parts: OdsCode[] }>();
  for (const trust of everyone) {
    const organisation = countsUnder(ledger, trust, asOf, lens);
    const heir = heirs.get(organisation.code) ?? { organisation, parts: [] };
    heirs.set(organisation.code, heir);
    heir.parts.push(trust.code);
  }
  return [...heirs.values()].map(({ organisation, parts }) => {
    const own = new Map(parts.map((code) => [code, of(code)]));
    return { organisation, parts, intervals: lowestStages(ledger, own, asOf) };
  });
}

/** As it was, a trust is where it was on the day; as is, its parts are where their successor is. */
export function isCounted(
  ledger: LedgerAt,
  { organisation, parts }: Omit<WholeOverTime, 'intervals'>,
  day: IsoDate,
  { filter, lens }: ProgressionQuestion,
): boolean {
  const open = parts
    .flatMap((code) => organisationOn(ledger, code, day) ?? [])
    .filter((part) => part.open);
  const placed = lens === 'as-was' ? open : [organisation];
  return open.length > 0 && placed.some((each) => matches(each, { ...filter }));
}

type Quarter = Readonly<{ on: IsoDate; stages: readonly (StageInterval | undefined)[] }>;

/** Not before a trust of the cohort reports anything, whatever others do. */
const sinceTheFirst = (quarters: readonly Quarter[]): readonly Quarter[] => {
  const first = quarters.findIndex(({ stages }) => stages.some(saysSomething));
  return first === -1 ? [] : quarters.slice(first);
};

/** Intervals have no gaps, so the last that has begun is the one that holds. */
const at = (intervals: readonly StageInterval[], day: IsoDate): StageInterval | undefined =>
  intervals.findLast(({ from }) => from <= day);

function firstDay(wholes: readonly WholeOverTime[]): IsoDate | undefined {
  return wholes.flatMap(({ intervals }) => intervals.find(saysSomething)?.from ?? []).sort()[0];
}
