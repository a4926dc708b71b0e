import { everyFact, ofType, statedOrder, type CurrentFact, type Facts } from '#facts';
import type { IsoDate, OdsCode, PartId } from '#vocabulary';
import type { ProgrammeFact } from './programme.events.js';

/** A programme as its stream states it now. */
export type Programme = Facts<ProgrammeFact>;

export const isRegistered = (programme: Programme): boolean =>
  everyFact(programme).some(({ type }) => type === 'ProgrammeRegistered');

const standingOf = <Type extends ProgrammeFact['type']>(programme: Programme, type: Type) =>
  ofType({ ...programme, current: everyFact(programme) }, type);

/** The versions of a definition that stand, the lowest first. */
export const definitionVersions = (programme: Programme, definition: PartId) =>
  standingOf(programme, 'TargetDefinitionChanged')
    .filter(({ data }) => data.definition === definition)
    .toSorted((a, b) => a.data.version - b.data.version);

/** The versions of a cohort that stand, the lowest first. */
export const cohortVersions = (programme: Programme, cohort: PartId) =>
  standingOf(programme, 'CohortRevised')
    .filter(({ data }) => data.cohort === cohort)
    .toSorted((a, b) => a.data.version - b.data.version);

export const hasDefinition = (programme: Programme, name: PartId, version: number): boolean =>
  definitionVersions(programme, name).some(({ data }) => data.version === version);

export const hasCohort = (programme: Programme, name: PartId, version: number): boolean =>
  cohortVersions(programme, name).some(({ data }) => data.version === version);

/** The lowest version that is not taken. */
export const firstFree = (versions: readonly number[], from = 1): number =>
  versions.includes(from) ? firstFree(versions, from + 1) : from;

/** Who is in a cohort once its versions up to this one are applied. */
export function membersBefore(
  programme: Programme,
  cohort: PartId,
  version: number,
): ReadonlySet<OdsCode> {
  const members = new Set<OdsCode>();
  for (const { data } of cohortVersions(programme, cohort)) {
    if (data.version >= version) break;
    for (const code of data.removed) members.delete(code);
    for (const code of data.added) members.add(code);
  }
  return members;
}

export type TargetStated = CurrentFact<
  Extract<ProgrammeFact, { type: 'ProgrammeTargetSet' | 'ProgrammeTargetRebaselined' }>
>;

/** The statement that set a target; undefined where none did. */
export const settingOf = (programme: Programme, target: PartId) =>
  ofType(programme, 'ProgrammeTargetSet').find(({ data }) => data.target === target);

/** The last statement of a target's terms up to a day, in the order of the ledger. */
export const termsOn = (
  programme: Programme,
  target: PartId,
  day: IsoDate,
): TargetStated | undefined =>
  [...ofType(programme, 'ProgrammeTargetSet'), ...ofType(programme, 'ProgrammeTargetRebaselined')]
    .filter(({ data }) => data.target === target && data.effective.latest <= day)
    .toSorted(inLedgerOrder)
    .at(-1);

const inLedgerOrder = (a: TargetStated, b: TargetStated): number =>
  a.data.effective.latest < b.data.effective.latest
    ? -1
    : a.data.effective.latest > b.data.effective.latest
      ? 1
      : statedOrder(a.data) - statedOrder(b.data) || a.revision - b.revision;
