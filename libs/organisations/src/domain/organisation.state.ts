import { ofType, type CurrentFact, type Facts, type OrganisationStanding } from '#facts';
import type { IsoDate, OdsCode, TrustType } from '#vocabulary';
import type { OrganisationFact } from './organisation.events.js';

/** An organisation as its stream states it now. */
export type Organisation = Facts<OrganisationFact>;

type Registration = CurrentFact<Extract<OrganisationFact, { type: 'OrganisationRegistered' }>>;

export const registrationOf = (organisation: Organisation): Registration | undefined =>
  ofType(organisation, 'OrganisationRegistered').at(-1);

/** Its name on a day, or its newest one. */
export const nameOf = (organisation: Organisation, on?: IsoDate): string | undefined =>
  newest(
    [
      ...ofType(organisation, 'OrganisationRegistered'),
      ...ofType(organisation, 'OrganisationRenamed'),
    ],
    on,
  )?.data.name;

type Classification = Readonly<{ trustType?: TrustType; trustSubtype?: string }>;

export const classificationOf = (
  organisation: Organisation,
  on?: IsoDate,
): Classification | undefined =>
  newest(
    [
      ...ofType(organisation, 'OrganisationRegistered'),
      ...ofType(organisation, 'OrganisationReclassified'),
    ],
    on,
  )?.data;

type Membership = Readonly<{ icb?: OdsCode; region?: OdsCode }>;

export const membershipOf = (organisation: Organisation, on?: IsoDate): Membership | undefined =>
  newest(
    [
      ...ofType(organisation, 'OrganisationRegistered'),
      ...ofType(organisation, 'OrganisationMovedToIcb'),
    ],
    on,
  )?.data;

/** The organisation as the rules of other subjects see it; undefined while it is not registered. */
export function standingOf(organisation: Organisation): OrganisationStanding | undefined {
  const standing = standingWhileOpen(organisation);
  const closing = ofType(organisation, 'OrganisationClosed').at(-1);
  if (standing === undefined || closing === undefined) return standing;
  const successors = ofType(organisation, 'OrganisationSucceeded').map(
    ({ data }) => data.successor,
  );
  return { ...standing, closed: { lastDay: closing.data.lastDay, successors } };
}

/** The same, as if it had never closed. */
export function standingWhileOpen(organisation: Organisation): OrganisationStanding | undefined {
  const registration = registrationOf(organisation);
  if (registration === undefined) return undefined;
  const { organisation: code, kind, name, effective } = registration.data;
  const trustType = classificationOf(organisation)?.trustType;
  return {
    code,
    name: nameOf(organisation) ?? name,
    kind,
    ...(trustType === undefined ? {} : { trustType }),
    opened: effective.earliest,
  };
}

/** The newest by day, then by the order its source states, then by when it was first recorded. */
function newest<Fact extends CurrentFact<OrganisationFact>>(
  facts: readonly Fact[],
  on?: IsoDate,
): Fact | undefined {
  const order = (fact: Fact) => fact.data.source?.order ?? 0;
  return facts
    .filter(({ data }) => on === undefined || data.effective.latest <= on)
    .toSorted(
      (a, b) =>
        (a.data.effective.latest < b.data.effective.latest ? -1 : 0) ||
        (a.data.effective.latest > b.data.effective.latest ? 1 : 0) ||
        order(a) - order(b) ||
        a.revision - b.revision,
    )
    .at(-1);
}
