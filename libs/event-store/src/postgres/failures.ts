import { DatabaseError } from 'pg';
import { InvalidAppend, StoreUnavailable, UnknownOutcome } from '#event-sourcing';

/** Classes of SQLSTATE after which a commit may have happened: connection, shutdown, the server's own. */
const OUTCOME_OPEN = /^(08|57P|58|XX)/;
/** Data the database can't take: data exception, integrity, program limits. */
const BAD_DATA = /^(22|23|54)/;
/** A moment's trouble: rolled back, out of resources, waited too long, a standby. */
const PASSING = /^(40|53|55P|57014|25006)/;

const sqlState = (error: unknown): string | undefined =>
  error instanceof DatabaseError ? error.code : undefined;

/** Whether the database refused what a call carried, rather than the call. */
export const blamesData = (error: unknown): boolean => error instanceof InvalidAppend;

/** What a failed append means to the one who asked for it. */
export function failureOfAppend(cause: unknown): unknown {
  const state = sqlState(cause);
  if (state === undefined || OUTCOME_OPEN.test(state)) {
    return new UnknownOutcome('The connection to the event store was lost during an append.', {
      cause,
    });
  }
  if (BAD_DATA.test(state)) {
    return new InvalidAppend('The event store could not take an event as it is.', { cause });
  }
  return PASSING.test(state) ? unavailable(cause) : cause;
}

/** What a failed read, or a failed attempt to connect, means. */
export function failureOfRead(cause: unknown): unknown {
  const state = sqlState(cause);
  const passing = state === undefined || OUTCOME_OPEN.test(state) || PASSING.test(state);
  return passing || /^(28|3D)/.test(state) ? unavailable(cause) : cause;
}

export const unavailable = (cause?: unknown): StoreUnavailable =>
  new StoreUnavailable('The event store cannot be reached at the moment.', { cause });
