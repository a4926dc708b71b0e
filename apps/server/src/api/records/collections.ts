import type { Type } from '@nestjs/common';
import type { Command, QueryBus } from '@nestjs/cqrs';
import type { AnyMessage, Asker, ExpectedRevision, Handled } from '#event-sourcing';
import type { FactId, OdsCode } from '#vocabulary';
import type { Sentences, Warning } from '../http/answer.js';
import type { Action } from '../who/policy.js';
import type { Errand } from './command-desk.js';
import type { OwnerAddress } from './owners.js';

/** Where an entry is kept: whose it is, and for measurements what is measured. */
export type Place<Owner extends string = OdsCode> = Readonly<{
  owner: Owner;
  subject: string | undefined;
}>;

/** One kind of entry: where it is handed in, in which shape, and what that takes. */
export type Collection<Owner extends string = OdsCode> = Readonly<{
  path: string;
  summary: string;
  action: Action;
  /** The type of its entries: under its address nothing else is read, corrected or retracted. */
  fact: string;
  entry: Type<{ toCommand(owner: Owner): AnyMessage }>;
  correction: Type<{ toCommand(owner: Owner, factId: FactId): AnyMessage }>;
  /** The field of the order that, beside the owner, says in which record the entry stands. */
  subject?: 'benefit' | 'capability' | 'driver' | 'edition' | 'evidenceId' | 'partner' | 'pool';
  /** It changes what was recorded before, so the revision it was seen at is needed. */
  changes?: boolean;
  /** What is recorded all the same, but should be known to who records it. */
  warnings?: (command: AnyMessage, queries: QueryBus) => Promise<readonly Warning[]>;
}>;

/** A context's door: its collections, and how a command reaches its handler. */
export type Context<Owner extends string = OdsCode> = Readonly<{
  tag: string;
  /** Whose records these are. */
  owner: OwnerAddress<Owner>;
  /** Leave to read an entry; that of the entries of an organisation where it is left out. */
  reads?: Action;
  /** What the ETag of its entries is the revision of: "this trust’s record". */
  record: string;
  refusals: Sentences;
  retraction: Type<{ toCommand(factId: FactId): AnyMessage }>;
  stream(place: Place<Owner>, collection: Collection<Owner>): string;
  request(
    command: AnyMessage,
    asker: Asker,
    options: Readonly<{
      place: Place<Owner>;
      collection: Collection<Owner>;
      ifRevision?: ExpectedRevision;
    }>,
  ): Command<Handled<string>>;
  collections: readonly Collection<Owner>[];
}>;

/** What every errand about an entry of a collection says of itself, whichever way it came. */
export function errandOf<Owner extends string>(
  { context, collection, place }: Standing<Owner>,
  {
    command,
    ifRevision,
  }: Readonly<{ command: AnyMessage; ifRevision?: ExpectedRevision | undefined }>,
  queries: QueryBus,
): Pick<Errand, 'refusals' | 'record' | 'command' | 'warnings'> {
  const { warnings } = collection;
  return {
    refusals: context.refusals,
    record: context.record,
    ...(warnings === undefined ? {} : { warnings: () => warnings(command, queries) }),
    command: (asker) =>
      context.request(command, asker, {
        place,
        collection,
        ...(ifRevision === undefined ? {} : { ifRevision }),
      }),
  };
}

/** Where an entry stands: in whose records, in which collection, in which place. */
export type Standing<Owner extends string = OdsCode> = Readonly<{
  context: Context<Owner>;
  collection: Collection<Owner>;
  place: Place<Owner>;
}>;

/** Where an entry is read by the API, from its first event. */
export const addressOf = <Owner extends string>(
  { owner: { path: root } }: Context<Owner>,
  { path }: Collection<Owner>,
  { owner, subject }: Place<Owner>,
  id: string,
): string =>
  [`/api/v1/${root}`, owner, path, subject, id].filter((part) => part !== undefined).join('/');
