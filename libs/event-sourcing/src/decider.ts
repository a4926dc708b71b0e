import type { AnyMessage, Named } from './message.js';

/** What a refusal's sentence needs to name, for example the successor of a closed trust. */
export type RefusalDetails = Readonly<Record<string, string>>;

export type Refused<Refusal extends string = string> = Readonly<{
  outcome: 'refused';
  because: Refusal;
  details: RefusalDetails;
  /** The field of the order that it is about, where it is about one: `numerator`, `sites/2`. */
  field?: string;
}>;

/** What a decider answers: the facts that now hold, or the reason nothing changed. */
export type Decision<Event, Refusal extends string> =
  Readonly<{ outcome: 'accepted'; events: readonly Event[] }> | Refused<Refusal>;

/** Where an event stands in its stream, and who wrote it; the id is what corrections point at. */
export type Standing = Readonly<{
  id: string;
  revision: number;
  /** Missing in histories that are made up. */
  metadata?: Readonly<{ actor: string; role: string; organisation: string }>;
}>;

/** What each event does to the state; an event without an entry does not compile. */
export type Evolve<State, Event extends AnyMessage> = {
  readonly [Name in Event['type']]: (
    state: State,
    data: Named<Event, Name>['data'],
    standing: Standing,
  ) => State;
};

/** What each command leads to; a command without an entry does not compile. */
export type Decide<
  Command extends AnyMessage,
  State,
  Event extends AnyMessage,
  Refusal extends string,
  Circumstances = unknown,
> = {
  readonly [Name in Command['type']]: (
    state: State,
    data: Named<Command, Name>['data'],
    circumstances: Circumstances,
  ) => Decision<Event, Refusal>;
};

/**
 * The whole behaviour of a subject, as three values without side effects.
 * Circumstances are what the rules need from outside the stream: today, the asker, other subjects.
 */
export type Decider<
  C extends AnyMessage,
  State,
  E extends AnyMessage,
  R extends string,
  Circumstances = unknown,
> = Readonly<{
  initial: State;
  evolve: Evolve<State, E>;
  decide: Decide<C, State, E, R, Circumstances>;
}>;

export const accept = <Event>(...events: Event[]): Decision<Event, never> => ({
  outcome: 'accepted',
  events,
});

export const refuse = <Refusal extends string>(
  because: Refusal,
  details: RefusalDetails = {},
): Refused<Refusal> => ({ outcome: 'refused', because, details });

/** Refuses because of one field of the order, so that a form can show the sentence beside it. */
export const refuseAt = <Refusal extends string>(
  field: string,
  because: Refusal,
  details: RefusalDetails = {},
): Refused<Refusal> => ({ ...refuse(because, details), field });

/** Replays a history, or what followed on a state, into the state it leads to. */
export function replay<State, Event extends AnyMessage>(
  { initial, evolve }: Readonly<{ initial: State; evolve: Evolve<State, Event> }>,
  history: readonly (Event & Standing)[],
  from = initial,
): State {
  return history.reduce((state, { type, data, id, revision, metadata }) => {
    const react = evolve[type as Event['type']] as
      ((state: State, data: unknown, standing: Standing) => State) | undefined;
    if (react === undefined) throw new UnknownEventType(type);
    return react(state, data, { id, revision, ...(metadata === undefined ? {} : { metadata }) });
  }, from);
}

/** Puts one command to a subject in a given state. */
export function ask<
  Command extends AnyMessage,
  State,
  Event extends AnyMessage,
  Refusal extends string,
  Circumstances,
>(
  { decide }: Decider<Command, State, Event, Refusal, Circumstances>,
  state: State,
  { type, data }: Command,
  circumstances: Circumstances,
): Decision<Event, Refusal> {
  const answer = decide[type as Command['type']] as (
    state: State,
    data: unknown,
    circumstances: Circumstances,
  ) => Decision<Event, Refusal>;
  return answer(state, data, circumstances);
}

/** The stream holds an event that this build does not know: a newer build wrote it. */
export class UnknownEventType extends Error {
  constructor(readonly type: string) {
    super(`This version of the tracker does not know events of the type "${type}".`);
  }
}

/** The sentence of a refusal, its `{placeholders}` filled with the details; days are said in words. */
export function sentenceOf<Refusal extends string>(
  { because, details }: Refused<Refusal>,
  sentences: Readonly<Record<Refusal, string>>,
): string {
  return sentences[because].replace(/\{(\w+)\}/g, (_, name: string) =>
    inWords(details[name] ?? 'unknown'),
  );
}

/** "31 March 2025" of 2025-03-31, "March 2025" of 2025-03; whatever else it is stays as it is. */
function inWords(detail: string): string {
  if (!/^\d{4}-\d{2}(-\d{2})?$/.test(detail)) return detail;
  const instant = Date.parse(`${detail.padEnd(10, '-01')}T00:00:00Z`);
  if (Number.isNaN(instant)) return detail;
  return (detail.length === 10 ? dayInWords : monthInWords).format(instant);
}

const monthInWords = new Intl.DateTimeFormat('en-GB', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const dayInWords = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
