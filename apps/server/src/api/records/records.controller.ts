import { Body, Controller, Inject, Req, Res, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type AnyMessage, type EventStore } from '#event-sourcing';
import { parseFactId } from '#vocabulary';
import { etagOf, ifMatch } from '../http/preconditions.js';
import { recordedFact } from '../questions/answers/records.js';
import { addressOf, errandOf, type Collection, type Context, type Place } from './collections.js';
import { CommandDesk } from './command-desk.js';
import { Records, Shows } from './described.js';
import type { OwnerAddress } from './owners.js';
import { noSuchEntry, readFact, type RecordedFact } from './recorded-fact.js';

export type { Collection, Context, Place } from './collections.js';

/**
 * A controller with four routes for each collection: record an entry, read it, correct it, retract
 * it. They differ in their shapes and their leave alone, so a table says it all.
 */
export function recordsOf<Owner extends string>(context: Context<Owner>): Type {
  @ApiTags(context.tag)
  @Controller(`api/v1/${context.owner.path}/:${context.owner.parameter}`)
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

function addRoutes<Owner extends string>(
  controller: Type,
  context: Context<Owner>,
  collection: Collection<Owner>,
): void {
  const { path, subject, summary, entry, correction, changes = false } = collection;
  const one = `${path}/${subject === undefined ? '' : `:${subject}/`}:factId`;
  const name = path.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

  route(controller, `${name}Record`, context, collection, {
    path,
    shape: entry,
    summary,
    changes,
    handle(request, response, body) {
      const owner = context.owner.in(request);
      const command = body.toCommand(owner);
      const asked = command.data as Readonly<Record<string, unknown>>;
      const place = {
        owner,
        subject: subject === undefined ? undefined : String(asked[subject]),
      };
      const ifRevision = changes ? ifMatch(request) : undefined;
      return this.desk.take({
        request,
        response,
        ...errandOf({ context, collection, place }, { command, ifRevision }, this.queries),
        location: (id) => addressOf(context, collection, place, id),
      });
    },
  });

  const mending = (what: 'corrections' | 'retractions', shape: Type, verb: string): void =>
    route(controller, `${name}${verb}`, context, collection, {
      path: `${one}/${what}`,
      shape,
      summary: `${verb} an entry: ${summary.charAt(0).toLowerCase()}${summary.slice(1)}`,
      changes: true,
      async handle(request, response, body) {
        const place = placeIn(request, context, collection);
        const { factId } = await entryAt(this.store, context, collection, request);
        const ifRevision = ifMatch(request);
        const command =
          what === 'corrections' ? body.toCommand(place.owner, factId) : body.toCommand(factId);
        return this.desk.take({
          request,
          response,
          ...errandOf({ context, collection, place }, { command, ifRevision }, this.queries),
          location: () => addressOf(context, collection, place, factId),
        });
      },
    });
  mending('corrections', correction, 'Correct');
  mending('retractions', context.retraction, 'Retract');

  reading(controller, `${name}Read`, context, one, async function (request, response) {
    const fact = await entryAt(this.store, context, collection, request);
    response.setHeader('ETag', etagOf(fact.revision));
    return fact;
  });
}

/** The entry an address names, or 404: asked before anything is said of how to change it. */
async function entryAt<Owner extends string>(
  store: EventStore,
  context: Context<Owner>,
  collection: Collection<Owner>,
  request: Request,
): Promise<RecordedFact> {
  const place = placeIn(request, context, collection);
  const stream = context.stream(place, collection);
  const factId = parseFactId(String(request.params['factId']));
  const fact =
    factId === undefined
      ? undefined
      : await readFact(store, stream, { type: collection.fact, factId });
  if (fact === undefined || !isOf(fact, place.owner)) throw noSuchEntry();
  return fact;
}

/** A record may hold entries of several organisations: a benefit's goes on under a successor. */
const isOf = ({ data }: RecordedFact, owner: string): boolean =>
  !('organisation' in data) || data.organisation === owner;

function placeIn<Owner extends string>(
  request: Request,
  { owner }: Context<Owner>,
  { subject }: Collection<Owner>,
): Place<Owner> {
  const given = subject === undefined ? undefined : request.params[subject];
  return { owner: owner.in(request), subject: typeof given === 'string' ? given : undefined };
}

type Route = Readonly<{
  path: string;
  shape: Type;
  summary: string;
  changes: boolean;
  handle: Handler;
}>;

function route<Owner extends string>(
  controller: Type,
  name: string,
  { owner }: Context<Owner>,
  { action }: Collection<Owner>,
  { path, shape, summary, changes, handle }: Route,
): void {
  decorate(
    controller,
    name,
    handle,
    [Object, Object, shape],
    [Records(path, { summary, action, changes }), ApiBody({ type: shape }), describing(owner)],
  );
}

function reading<Owner extends string>(
  controller: Type,
  name: string,
  { owner, reads = 'read-entries' }: Context<Owner>,
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
        action: reads,
        schema: recordedFact,
      }),
      describing(owner),
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
}

const describing = <Owner extends string>({
  parameter: name,
  description,
  example,
}: OwnerAddress<Owner>): MethodDecorator => ApiParam({ name, description, example });
