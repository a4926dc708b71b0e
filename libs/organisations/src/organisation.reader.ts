import { read, replay, type EventStore } from '#event-sourcing';
import type { OrganisationStanding } from '#facts';
import type { OdsCode } from '#vocabulary';
import { organisationDecider } from './domain/organisation.decider.js';
import type { OrganisationEvent } from './domain/organisation.events.js';
import { standingOf } from './domain/organisation.state.js';

export const organisationStream = (code: OdsCode): string => `organisation-${code}`;

/** An organisation as it stands in the store; undefined where it is not registered. */
export async function readOrganisationStanding(
  store: EventStore,
  code: OdsCode,
): Promise<OrganisationStanding | undefined> {
  const history = await store.readStream(organisationStream(code));
  return standingOf(
    replay(
      organisationDecider,
      history.map((stored) => read<OrganisationEvent>(stored)),
    ),
  );
}
