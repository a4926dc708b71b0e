import { ask, replay, type Decider, type Refused, type Standing } from './decider.js';
import {
  read,
  SCHEMA_VERSION,
  StoreUnavailable,
  UnknownOutcome,
  type AppendOutcome,
  type EventStore,
  type ExpectedRevision,
  type Metadata,
  type NewEvent,
  type Recorded,
} from './event-store.js';
import { digestOf, eventIdOf } from './identity.js';
import type { AnyMessage } from './message.js';

/** Who asks, under which command id, as part of what. */
export type Asker = Readonly<{
  commandId: string;
  actor: string;
  role: string;
  organisation: string;
  correlation: string;
  causation?: string;
}>;

/** Where an accepted command was written; the same again when it is asked twice. */
export type Receipt = Readonly<{
  outcome: 'accepted';
  stream: string;
  events: readonly Readonly<{ id: string; type: string; revision: number }>[];
  /** Revision of the stream after the command; undefined while the stream has no event. */
  revision: number | undefined;
  /** Position of the last event; undefined when nothing needed to be recorded. */
  position: bigint | undefined;
  repeated: boolean;
}>;

export type Handled<Refusal extends string> =
  | Receipt
  | Refused<Refusal | 'command-id-reused'>
  /** The caller named a revision (If-Match) that is no longer the current one. */
  | Readonly<{ outcome: 'stale'; current: ExpectedRevision }>
  /** Others wrote first, four times running. */
  | Readonly<{ outcome: 'conflict' }>;

export type Request<Command extends AnyMessage, Circumstances> = Readonly<{
  stream: string;
  command: Command;
  asker: Asker;
  /** Read anew for every attempt, as another subject may have changed in between. */
  circumstances: () => Promise<Circumstances> | Circumstances;
  ifRevision?: ExpectedRevision | undefined;
  modelVersion?: string;
}>;

export const DECIDED_ANEW = 3;
const APPEND_REPEATED = 3;

/** Reads a stream, asks its decider, and appends the answer at the revision that was read. */
export async function handle<
  C extends AnyMessage,
  State,
  E extends AnyMessage,
  R extends string,
  Circumstances,
>(
  store: EventStore,
  decider: Decider<C, State, E, R, Circumstances>,
  request: Request<C, Circumstances>,
): Promise<Handled<R>> {
  const digest = digestOf(request.command);
  for (let attempt = 0; attempt <= DECIDED_ANEW; attempt++) {
    const history = (await store.readStream(request.stream)).map((stored) => read<E>(stored));
    const earlier = firstReceipt(history, request, digest);
    if (earlier !== undefined) return earlier;

    const current = history.at(-1)?.revision ?? 'no-stream';
    if (request.ifRevision !== undefined && request.ifRevision !== current) {
      return { outcome: 'stale', current };
    }
    const state = replay(decider, history as unknown as readonly (E & Standing)[]);
    const decision = ask(decider, state, request.command, await request.circumstances());
    if (decision.outcome === 'refused') return decision;
    if (decision.events.length === 0) return nothingToRecord(request.stream, current);

    const events = newEvents(identified(decision.events, request.asker), request, digest);
    const outcome = await appendSurely(store, request.stream, current, events);
    if (outcome.outcome === 'id-conflict') return reused();
    if (outcome.outcome !== 'wrong-revision') return receipt(request.stream, events, outcome);
  }
  return { outcome: 'conflict' };
}

/** A command id that stands in the history was obeyed before: the answer is the first receipt. */
export function firstReceipt<E extends AnyMessage>(
  history: readonly Recorded<E>[],
  { stream, asker }: Pick<Request<AnyMessage, unknown>, 'stream' | 'asker'>,
  digest: string,
): Receipt | Refused<'command-id-reused'> | undefined {
  const events = history.filter(({ metadata }) => metadata.command === asker.commandId);
  const last = events.at(-1);
  if (last === undefined) return undefined;
  if (last.metadata.digest !== digest) return reused();
  return {
    outcome: 'accepted',
    stream,
    events: events.map(({ id, type, revision }) => ({ id, type, revision })),
    revision: last.revision,
    position: last.position,
    repeated: true,
  };
}

/**
 * After an unknown outcome only the identical append, at the same revision, is safe to repeat. A store
 * that cannot be reached by then says nothing about the first try, so the outcome stays unknown.
 */
export async function appendSurely(
  store: EventStore,
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
): Promise<AppendOutcome> {
  let unknown: UnknownOutcome | undefined;
  for (let repeat = 0; ; repeat++) {
    try {
      return await store.append(stream, expected, events);
    } catch (error) {
      if (error instanceof UnknownOutcome) unknown = error;
      if (unknown === undefined || !(error instanceof StoreUnavailable)) throw error;
      if (repeat === APPEND_REPEATED) throw unknown;
      await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** repeat));
    }
  }
}

/** A command's events, each with the id that it will have. */
export const identified = <E extends AnyMessage>(
  events: readonly E[],
  { commandId }: Asker,
): readonly (E & Identified)[] =>
  events.map((event, index) => ({ ...event, id: eventIdOf(commandId, index) }));

type Identified = Readonly<{ id: string }>;

export function newEvents(
  events: readonly (AnyMessage & Identified)[],
  { asker, modelVersion }: Pick<Request<AnyMessage, unknown>, 'asker' | 'modelVersion'>,
  digest: string,
): NewEvent[] {
  const { commandId: command, actor, role, organisation, correlation } = asker;
  const metadata: Metadata = {
    actor,
    role,
    organisation,
    command,
    digest,
    correlation,
    causation: asker.causation ?? command,
    schemaVersion: SCHEMA_VERSION,
    ...(modelVersion === undefined ? {} : { modelVersion }),
  };
  const written = JSON.stringify(metadata);
  return events.map(({ id, type, data }) => ({
    id,
    type,
    data: JSON.stringify(data),
    metadata: written,
  }));
}

const receipt = (
  stream: string,
  events: readonly NewEvent[],
  { outcome, revision, position }: Extract<AppendOutcome, { position: bigint }>,
): Receipt => ({
  outcome: 'accepted',
  stream,
  events: events.map(({ id, type }, index) => ({
    id,
    type,
    revision: revision - events.length + 1 + index,
  })),
  revision,
  position,
  repeated: outcome === 'duplicate',
});

export const nothingToRecord = (stream: string, current: ExpectedRevision): Receipt => ({
  outcome: 'accepted',
  stream,
  events: [],
  revision: current === 'no-stream' ? undefined : current,
  position: undefined,
  repeated: false,
});

export const reused = (): Refused<'command-id-reused'> => ({
  outcome: 'refused',
  because: 'command-id-reused',
  details: {},
});
