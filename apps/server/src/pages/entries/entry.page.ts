import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import type { IsoDate } from '#vocabulary';
import { Requires } from '../../api/who/requires.decorator.js';
import { actorOf } from '../../api/who/who.guard.js';
import { FormDoor } from '../forms/form-door.js';
import { inThousands } from '../numbers-in-words.js';
import { Views } from '../views.js';
import type { Stated } from './answers-before.js';
import { addressIn, noEntry } from './entry-address.js';
import { entryDetails } from './entry-details.js';
import { findEntry, type EntryFound } from './entry-found.js';
import { entrySaid, type EntryShown } from './entry-said.js';
import { figuresChanged } from './figures-changed.js';
import { lastCorrection } from './last-correction.js';
import { MendingDoor } from './mending-door.js';
import { whereMendable } from './mendable.js';

/** One entry of a trust, what became of it, and the ways to put it right. */
@ApiExcludeController()
@Controller('organisations/:ods/entries/:entry')
export class EntryPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly door: FormDoor,
    private readonly mendingDoor: MendingDoor,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-entries')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { queries, store } = this;
    const { ods, entry } = request.params;
    const found = await findEntry({ queries, store }, String(ods), String(entry));
    if (found === undefined) throw noEntry(request);
    const said = await entrySaid(queries, store, found);
    const { code, fact } = found;
    const { row, event, organisation, benefit } = said;
    this.views.send(response, 'entries/entry.njk', {
      title: row?.what ?? `Entry ${String(found.number)}`,
      number: inThousands(found.number),
      code,
      organisation,
      row,
      details: entryDetails(fact.data as Stated),
      event,
      firstEvent: fact.factId,
      benefit: benefit && {
        href: `/organisations/${code}/benefits/${benefit.id}`,
        text: benefit.title,
      },
      ...(await this.mended(request, found, said)),
      ...(await this.ways(found, { request, response, today: said.today })),
    });
  }

  /** To its forms, or why they would turn their reader away. */
  private async ways(
    found: EntryFound,
    asked: Readonly<{ request: Request; response: Response; today: IsoDate }>,
  ) {
    const { request } = asked;
    const { fact, collection } = found;
    if (fact.retracted || !(await this.door.mayOpen(collection.action, request))) return {};
    const not = await this.mendingDoor.whyNot(found, asked);
    const address = addressIn(request);
    const isMendable = not.correct === undefined && whereMendable(found, () => true) === true;
    return {
      correct: isMendable ? `${address}/correct` : undefined,
      withdraw: not.withdraw === undefined ? `${address}/withdraw` : undefined,
      notMended: not.correct ?? not.withdraw,
    };
  }

  /** What its last correction or its withdrawal changed, in the entry and in figures. */
  private async mended(request: Request, found: EntryFound, said: EntryShown) {
    const { queries, store } = this;
    const { code } = found;
    const { stated, today, benefit, names } = said;
    if (stated === undefined) return {};
    const params = { entry: String(found.number) };
    const asking = { queries, store, code, today, actor: actorOf(request), params };
    const mayReadFigures = await this.door.mayOpen('read-stages-and-gaps', request);
    return {
      corrected: await lastCorrection(found, asking),
      figures: mayReadFigures
        ? await figuresChanged(queries, { code, stated, today, names, benefit: benefit?.id })
        : undefined,
    };
  }
}
