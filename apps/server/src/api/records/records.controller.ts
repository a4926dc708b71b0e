import { Body, Controller, Inject, Req, Res, type Type } from '@nestjs/common';
import { QueryBus, type Command } from '@nestjs/cqrs';
import { ApiBody, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import {
  EVENT_STORE,
  type AnyMessage,
  type Asker,
  type EventStore,
  type ExpectedRevision,
  type Handled,
} from '#event-sourcing';
import { parseFactId, parseOdsCode, type FactId, type OdsCode } from '#vocabulary';
import type { Sentences, Warning } from '../http/answer.js';
import { etagOf, ifMatch } from '../http/preconditions.js';
import { notFound } from '../http/problem.js';
import type { Action } from '../who/policy.js';
import { recordedFact } from '../questions/answers/records.js';
import { CommandDesk } from './command-desk.js';
import { Records, Shows } from './described.js';
import { noSuchEntry, readFact, type RecordedFact } from './recorded-fact.js';

/** Where an entry is kept: the organisation, and for measurements what is measured. */
export type Place = Readonly<{ organisation: OdsCode; subject: string | undefined }>;

/** One kind of entry: where it is handed in, in which shape, and what that takes. */
export type Collection = Readonly<{
  path: string;
  summary: string;
  action: Action;
  /** The type of its entries: under its address nothing else is read, corrected or retracted. */
  fact: string;
  entry: Type<{ toCommand(organisation: OdsCode): AnyMessage }>;
  correction: Type<{ toCommand(organisation: OdsCode, factId: FactId): AnyMessage }>;
  /** The field that, beside the organisation, says in which record the entry stands. */
  subject?: 'capability' | 'partner' | 'driver';
  /** It changes what was recorded before, so the revision it was seen at is needed. */
  changes?: boolean;
  /** What is recorded all the same, but should be known to who records it. */
  warnings?: (command: AnyMessage, queries: QueryBus) => Promise<readonly Warning[]>;
}>;

/** A context's door: its collections, and how a command reaches its handler. */
export type Context = Readonly<{
  tag: string;
  /** What the ETag of its entries is the revision of: "this trust’s record". */
  record: string;
  refusals: Sentences;
  retraction: Type<{ toCommand(factId: FactId): AnyMessage }>;
  stream: (place: Place, collection: Collection) => string;
  request: (
    command: AnyMessage,
    asker: Asker,
    options: Readonly<{ place: Place; collection: Collection; ifRevision?: ExpectedRevision }>,
  ) => Command<Handled<string>>;
  collections: readonly Collection[];
}>;

/**
 * A controller with four routes for each collection: record an entry, read it, correct it, retract
 * it. They differ in their shapes and their leave alone, so a table says it all.
 */
export function recordsOf(context: Context): Type {
  @ApiTags(context.tag)
  @Controller('api/v1/organisations/:ods')
  class RecordsController {
    constructor(
      @Inject(CommandDesk) readonly desk: CommandDesk,
      @Inject(EVENT_STORE) readonly store: EventStore,
      @Inject(QueryBus) readonly queries: QueryBus,
    ) {}
  }
  for (const collection of context.collections) addRoutes(RecordsController, context, collection);
  return RecordsController;
}

type Desk = Readonly<{ desk: CommandDesk; store: EventStore; queries: QueryBus }>;
type Handler = (
  this: Desk,
  request: Request,
  response: Response,
  body: { toCommand(...given: unknown[]): AnyMessage },
) => Promise<unknown>;

function addRoutes(controller: Type, context: Context, collection: Collection): void {
  const { path, subject, summary, entry, correction, changes = false } = collection;
  const one = `${path}/${subject === undefined ? '' : `:${subject}/`}:factId`;
  const name = path.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

  route(controller, `${name}Record`, collection, {
    path,
    shape: entry,
    summary,
    changes,
    async handle(request, response, body) {
      const organisation = organisationIn(request);
      const given = body as unknown as Readonly<Record<string, unknown>>;
      const place = {
        organisation,
        subject: subject === undefined ? undefined : String(given[subject]),
      };
      const command = body.toCommand(organisation);
      return this.desk.take({
        request,
        response,
        refusals: context.refusals,
        record: context.record,
        location: (id) => addressOf(collection, place, id),
        ...warning(collection, command, this),
        command: (asker) =>
          context.request(command, asker, {
            place,
            collection,
            ...(changes ? { ifRevision: ifMatch(request) } : {}),
          }),
      });
    },
  });

  const mending = (what: 'corrections' | 'retractions', shape: Type, verb: string): void =>
    route(controller, `${name}${verb}`, collection, {
      path: `${one}/${what}`,
      shape,
      summary: `${verb} an entry: ${summary.charAt(0).toLowerCase()}${summary.slice(1)}`,
      changes: true,
      async handle(request, response, body) {
        const place = placeIn(request, collection);
        const { factId } = await entryAt(this.store, context, collection, request);
        const ifRevision = ifMatch(request);
        const command =
          what === 'corrections'
            ? body.toCommand(place.organisation, factId)
            : body.toCommand(factId);
        return this.desk.take({
          request,
          response,
          refusals: context.refusals,
          record: context.record,
          location: () => addressOf(collection, place, factId),
          ...warning(collection, command, this),
          command: (asker) => context.request(command, asker, { place, collection, ifRevision }),
        });
      },
    });
  mending('corrections', correction, 'Correct');
  mending('retractions', context.retraction, 'Retract');

  reading(controller, `${name}Read`, one, async function (request, response) {
    const fact = await entryAt(this.store, context, collection, request);
    response.setHeader('ETag', etagOf(fact.revision));
    return fact;
  });
}

const warning = ({ warnings }: Collection, command: AnyMessage, { queries }: Desk) =>
  warnings === undefined ? {} : { warnings: () => warnings(command, queries) };

const addressOf = ({ path }: Collection, { organisation, subject }: Place, id: string): string =>
  ['/api/v1/organisations', organisation, path, subject, id]
    .filter((part) => part !== undefined)
    .join('/');

/** The entry an address names, or 404: asked before anything is said of how to change it. */
async function entryAt(
  store: EventStore,
  context: Context,
  collection: Collection,
  request: Request,
): Promise<RecordedFact> {
  const stream = context.stream(placeIn(request, collection), collection);
  const factId = parseFactId(String(request.params['factId']));
  const fact =
    factId === undefined
      ? undefined
      : await readFact(store, stream, { type: collection.fact, factId });
  if (fact === undefined) throw noSuchEntry();
  return fact;
}

function placeIn(request: Request, { subject }: Collection): Place {
  const given = subject === undefined ? undefined : request.params[subject];
  return {
    organisation: organisationIn(request),
    subject: typeof given === 'string' ? given : undefined,
  };
}

function organisationIn({ params }: Request): OdsCode {
  const code = parseOdsCode(String(params['ods']));
  if (code === undefined) throw notFound();
  return code;
}

type Route = Readonly<{
  path: string;
  shape: Type;
  summary: string;
  changes: boolean;
  handle: Handler;
}>;

function route(
  controller: Type,
  name: string,
  { action }: Collection,
  { path, shape, summary, changes, handle }: Route,
): void {
  decorate(
    controller,
    name,
    handle,
    [Object, Object, shape],
    [Records(path, { summary, action, changes }), ApiBody({ type: shape })],
  );
}

function reading(
  controller: Type,
  name: string,
  path: string,
  handle: (this: Desk, request: Request, response: Response) => Promise<RecordedFact>,
): void {
  decorate(
    controller,
    name,
    handle,
    [Object, Object],
    [
      Shows(path, {
        summary: 'One entry as it is stated now, with the ETag to change it',
        action: 'read-entries',
        schema: recordedFact,
      }),
    ],
  );
}

/** Does by hand what decorators do for a method that is written down. */
function decorate(
  controller: Type,
  name: string,
  handle: (...given: never[]) => unknown,
  parameters: readonly unknown[],
  decorators: readonly MethodDecorator[],
): void {
  const prototype = controller.prototype as object;
  Object.defineProperty(handle, 'name', { value: name });
  Object.defineProperty(prototype, name, { value: handle, configurable: true, writable: true });
  Reflect.defineMetadata('design:paramtypes', parameters, prototype, name);
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
  for (const decorator of decorators) decorator(prototype, name, descriptor);
  Req()(prototype, name, 0);
  Res({ passthrough: true })(prototype, name, 1);
  if (parameters.length > 2) Body()(prototype, name, 2);
  ApiParam({ name: 'ods', description: 'ODS code', example: 'RCF' })(prototype, name, descriptor);
}
