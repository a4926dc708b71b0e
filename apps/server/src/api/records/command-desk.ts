import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, type Command } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import type { Asker, Handled } from '#event-sourcing';
import { rehearse } from '../../rehearsal.js';
import { Entries } from '../http/entries.js';
import { answer, type ReceiptBody, type Sentences, type Warning } from '../http/answer.js';
import { Idempotency, keyOf } from '../http/idempotency.js';
import { wrong } from '../http/problem.js';
import { contextOf } from '../http/request-context.js';
import { askingAs } from '../who/asking-as.js';
import { actorOf } from '../who/who.guard.js';

export type Errand = Readonly<{
  request: Request;
  response: Response;
  /** Why it may be refused, by code. */
  refusals: Sentences;
  command: (asker: Asker) => Command<Handled<string>>;
  /** What who asks should know of it, asked before it is put: nothing may fail once it is recorded. */
  warnings?: () => Promise<readonly Warning[]>;
  /** Where the entry can be read afterwards; it is named by its first event. */
  location: (firstEvent: string) => string;
  /** What the ETag is the revision of: "this trust’s record". */
  record: string;
  /** What a page hands in, which has neither headers nor a body of that shape. */
  form?: HandedIn;
}>;

/** The key and the body that a request of the API would have brought along. */
type HandedIn = Readonly<{ key: string; body: object; isDryRun: boolean }>;

/** Where commands are handed in: once for each key, in the name of who asks, or as a rehearsal. */
@Injectable()
export class CommandDesk {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(Idempotency) private readonly idempotency: Idempotency,
    private readonly entries: Entries,
  ) {}

  take(errand: Errand): Promise<ReceiptBody> {
    const { request, response, form } = errand;
    if (form?.isDryRun ?? isDryRun(request)) {
      response.status(200);
      return rehearse(() => this.put(errand, REHEARSED, true));
    }
    const { key, body } = form ?? { key: keyOf(request), body: request.body as object };
    const route = `${request.method} ${request.path}`;
    return this.idempotency.once({ actor: actorOf(request), route, key, body }, (id) =>
      this.put(errand, id, false),
    );
  }

  private async put(
    { request, response, refusals, command, warnings, location, record, form }: Errand,
    commandId: string,
    dryRun: boolean,
  ): Promise<ReceiptBody> {
    const warned = await warnings?.();
    const handled = await this.commands.execute(command(askerOf(request, commandId)));
    const first = handled.outcome === 'accepted' ? (handled.events[0]?.id ?? '') : '';
    return answer(handled, refusals, response, {
      record,
      location: location(first),
      body: form?.body ?? request.body,
      dryRun,
      ...(warned === undefined ? {} : { warnings: warned }),
      entryAt: (position) => this.entries.at(position),
    });
  }
}

/** Rehearsals leave nothing behind, so they share an id. */
const REHEARSED = '00000000-0000-5000-8000-000000000000';

function isDryRun({ query }: Request): boolean {
  const { dryRun = 'false' } = query;
  if (dryRun === 'true' || dryRun === 'false') return dryRun === 'true';
  throw wrong('?dryRun', 'dry-run-unreadable', 'Enter true or false');
}

const askerOf = (request: Request, commandId: string): Asker => ({
  commandId,
  ...askingAs(request),
  correlation: contextOf(request).requestId,
});
