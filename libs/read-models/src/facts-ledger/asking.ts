import { modelInForce } from '#figures';
import type { MaturityModel } from '#facts';
import type { IsoDate } from '#vocabulary';
import type { LedgerAt } from './facts-ledger.query.js';
import type { KnownAt } from './known-at.js';
import type { Knowledge } from './snapshot.js';

/** The two clocks of a question: the day it is about, and what was known when. */
export type Moment = Readonly<{ asOf: IsoDate; knownAt?: KnownAt | undefined }>;

/** What every answer says of itself: the day, and the last entry it includes. */
export type Stamp = Knowledge & Readonly<{ asOf: IsoDate }>;

export const stampOf = (ledger: LedgerAt, asOf: IsoDate): Stamp => ({ asOf, ...ledger.knowledge });

/** The version of the model that a figure used. */
export type ModelUsed = Readonly<{
  model: string;
  version: number;
  title: string;
  illustrative: boolean;
  /** False: none was in force yet, and the earliest stands in. */
  inForce: boolean;
}>;

export type ModelAt = Readonly<{
  content: MaturityModel;
  used: ModelUsed;
  factId: string;
  eventId: string;
}>;

/**
 * The model in force, or the version asked for, in force or not; undefined where it is not known:
 * then there is no figure.
 */
export function modelAt(ledger: LedgerAt, asOf: IsoDate, asked?: number): ModelAt | undefined {
  const known = ledger.models();
  const found = modelInForce(
    asked === undefined ? known : known.filter(({ value }) => value.version === asked),
    asOf,
  );
  if (found === undefined) return undefined;
  const { model: content, fact, inForce } = found;
  const { model, version, title, illustrative } = content;
  return {
    content,
    used: { model, version, title, illustrative, inForce },
    factId: fact.factId,
    eventId: fact.eventId,
  };
}

/** Names all that a figure of a trust depends on beside what is stated of it: the day, and the model. */
export const onModel = (asOf: IsoDate, { eventId }: Pick<ModelAt, 'eventId'>): string =>
  `${asOf} ${eventId}`;

/** `as-was`: each organisation as it was; `as-is`: predecessors under today's successor. */
export type Lens = 'as-was' | 'as-is';
