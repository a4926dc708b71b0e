import { Controller, Get, HttpStatus, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { Explain, type ExplainedFigure, type Explanation } from '#read-models';
import { notFound } from '../../api/http/problem.js';
import { noSuchOrganisation, organisationIn } from '../../api/questions/question-desk.js';
import { can } from '../../api/who/policy.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { actorOf } from '../../api/who/who.guard.js';
import { dataLinks } from '../data-links.js';
import { freshnessOf } from '../freshness.js';
import type { MomentAsked } from '../moment-typed.js';
import { Moments } from '../moments.js';
import { readNames, type Names } from '../names.js';
import { Views } from '../views.js';
import { eventsShown, mendedInWords } from './event-rows.js';
import { trustTexts } from './explained-texts.js';
import { inputsShown } from './trust-inputs.js';

/** The last part of an address, and the figure it explains. */
const figures: Readonly<Record<string, ExplainedFigure>> = {
  stage: 'stage',
  gap: 'gap',
  progression: 'progression',
  'boundary-gap': 'boundary',
  drivers: 'drivers',
};

/** How a figure of a trust is worked out: formula, inputs, events that count, what is left out. */
@ApiExcludeController()
@Controller('organisations/:ods')
export class ExplainTrustPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get(':figure/explain')
  @Requires('read-entries')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('figure') named: string,
    @Query() { asOf, knownAt, page }: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const figure = Object.hasOwn(figures, named) ? figures[named] : undefined;
    const code = organisationIn(request);
    const asked = await this.moments.asked(asOf, knownAt);
    const explained =
      figure && (await this.queries.execute(new Explain(figure, code, asked.moment)));
    if (figure === undefined) throw notFound();
    if (explained === undefined) throw noSuchOrganisation(code);
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    const text = trustTexts[figure];
    const at = { asOf: asked.moment.asOf, knownAt: { entry: explained.entry } };
    const names = await readNames(this.queries, this.store, at);
    this.views.send(response, 'explain/explain.njk', {
      ...asked,
      ...text,
      title: `How this is worked out: ${text.title.toLowerCase()}`,
      address: `/organisations/${code}/${named}/explain`,
      code,
      organisation: names.organisation(code),
      formulaVersion: explained.formula.version,
      freshness: freshnessOf(explained),
      data: dataLinks(`organisations/${code}/${named}/explain`, asked.query),
      ...(asked.errors.length > 0
        ? {}
        : await this.content(request, explained, { names, asked, number: page })),
    });
  }

  private async content(
    request: Request,
    { model, inputs, events, entry }: Explanation,
    { names, asked, number }: Readonly<{ names: Names; asked: MomentAsked; number: unknown }>,
  ) {
    const table = inputs === null ? undefined : inputsShown(inputs, names);
    const mended = mendedInWords(events);
    return {
      model,
      ...(table && { inputs: { ...table, rows: table.rows() } }),
      leftOut: [...(table?.leftOut ?? []), ...(mended === undefined ? [] : [mended])],
      ...(await eventsShown(this.queries, events, {
        names,
        number,
        mayReadLog: can(actorOf(request), 'read-the-log') === 'allowed',
        at: { asOf: asked.moment.asOf, entry },
      })),
    };
  }
}
