import { read, replay, type Asker, type EventStore } from '#event-sourcing';
import type { Circumstances, OrganisationStanding } from '#facts';
import { londonDay, type OdsCode, type Role } from '#vocabulary';
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

/** Those of these organisations that are registered, by their code. */
export async function readStandings(
  store: EventStore,
  codes: readonly OdsCode[],
): Promise<Readonly<Record<string, OrganisationStanding>>> {
  const standings = await Promise.all(codes.map((code) => readOrganisationStanding(store, code)));
  return Object.fromEntries(
    standings
      .filter((standing): standing is OrganisationStanding => standing !== undefined)
      .map((standing) => [standing.code, standing]),
  );
}

/** Longest line of successors that is followed; the data's own are three long. */
const LONGEST_LINE = 10;

/**
 * Today's successors of an organisation that closed, and theirs; none while it is open, though its
 * closure may be recorded ahead.
 */
export async function readSuccessors(
  store: EventStore,
  code: OdsCode,
): Promise<ReadonlySet<OdsCode>> {
  const today = londonDay(await store.now());
  const found = new Set<OdsCode>();
  let line: readonly OdsCode[] = [code];
  for (let step = 0; line.length > 0 && step < LONGEST_LINE; step++) {
    const standings = await Promise.all(line.map((each) => readOrganisationStanding(store, each)));
    line = standings
      .flatMap((standing) => standing?.closed ?? [])
      .filter(({ lastDay }) => lastDay < today)
      .flatMap(({ successors }) => successors)
      .filter((each) => !found.has(each));
    for (const each of line) found.add(each);
  }
  return found;
}

/** A refusal tells by name where to go on. */
async function withSuccessorsNamed(
  store: EventStore,
  standing: OrganisationStanding | undefined,
): Promise<OrganisationStanding | undefined> {
  const { closed } = standing ?? {};
  if (standing === undefined || closed === undefined) return standing;
  const named = await Promise.all(
    closed.successors.map(async (code) => {
      const successor = await readOrganisationStanding(store, code);
      return [code, successor?.name ?? code] as const;
    }),
  );
  return { ...standing, closed: { ...closed, names: Object.fromEntries(named) } };
}

/** What the rules about a trust's facts need from outside their stream. */
export async function readCircumstances(
  store: EventStore,
  organisation: OdsCode,
  asker: Asker,
): Promise<Circumstances> {
  const [now, standing] = await Promise.all([
    store.now(),
    readOrganisationStanding(store, organisation).then((each) => withSuccessorsNamed(store, each)),
  ]);
  return {
    today: londonDay(now),
    asker: { ...asker, role: asker.role as Role },
    organisation: standing,
  };
}
