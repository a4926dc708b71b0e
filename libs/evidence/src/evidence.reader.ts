import { read, replay, type AnyMessage, type EventStore } from '#event-sourcing';
import { readSuccessors } from '#organisations';
import {
  londonDay,
  parseEvidenceId,
  type EvidenceId,
  type IsoDate,
  type OdsCode,
} from '#vocabulary';
import { evidenceDecider } from './domain/evidence.decider.js';
import type { EvidenceEvent } from './domain/evidence.events.js';
import { standingOn, type EvidenceStanding } from './domain/evidence.standing.js';
import { evidenceStream, organisationOf } from './evidence-id.js';

/** How a piece of evidence stands in the store on a day, today where none is named; undefined where there is none. */
export async function readEvidence(
  store: EventStore,
  evidenceId: EvidenceId,
  on?: IsoDate,
): Promise<EvidenceStanding | undefined> {
  const history = await store.readStream(evidenceStream(evidenceId));
  const facts = replay(
    evidenceDecider,
    history.map((stored) => read<EvidenceEvent>(stored)),
  );
  return standingOn(facts, on ?? londonDay(await store.now()));
}

/**
 * The evidence that an order, or the order in a correction, names by its reference: where the organisation
 * it is about may rest on it, as it is its own or that of one it succeeded. For `Circumstances.evidence`.
 */
export async function readCited(
  store: EventStore,
  command: AnyMessage,
  organisation: OdsCode,
): Promise<EvidenceStanding | undefined> {
  const evidenceId = parseEvidenceId(namedBy(command) ?? '');
  if (evidenceId === undefined) return undefined;
  const owner = organisationOf(evidenceId);
  const isTheirs = owner === organisation || (await readSuccessors(store, owner)).has(organisation);
  return isTheirs ? readEvidence(store, evidenceId) : undefined;
}

/** The same for many orders of one organisation; each piece is read once. */
export async function readAllCited<Command extends AnyMessage>(
  store: EventStore,
  commands: readonly Command[],
  organisation: OdsCode,
): Promise<(command: Command) => EvidenceStanding | undefined> {
  const examples = new Map(commands.map((command) => [namedBy(command), command]));
  const found = await Promise.all(
    [...examples].map(async ([name, command]) => {
      return [name, await readCited(store, command, organisation)] as const;
    }),
  );
  const cited = new Map(found);
  return (command) => cited.get(namedBy(command));
}

function namedBy({ data }: AnyMessage): string | undefined {
  if ('order' in data) return namedBy(data.order as AnyMessage);
  return 'evidence' in data && typeof data.evidence === 'string' ? data.evidence : undefined;
}
