import { Controller, Get, HttpStatus, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import type { FormulaUsed } from '#figures';
import { ExplainBenefits, ExplainDue, type EventUsed, type Stamp } from '#read-models';
import { parseBenefitId, type BenefitId, type OdsCode } from '#vocabulary';
import { notFound } from '../../api/http/problem.js';
import { organisationIn } from '../../api/questions/question-desk.js';
import { can } from '../../api/who/policy.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { actorOf } from '../../api/who/who.guard.js';
import { dataLinks } from '../data-links.js';
import { freshnessOf } from '../freshness.js';
import type { MomentAsked } from '../moment-typed.js';
import { Moments } from '../moments.js';
import { readNames, type Names } from '../names.js';
import { uncapital } from '../stages-in-words.js';
import { Views } from '../views.js';
import { benefitShown, benefitsShown, dueShown } from './benefit-inputs.js';
import { eventsShown, mendedInWords } from './event-rows.js';
import { benefitText, benefitsText, dueText, type FigureText } from './explained-texts.js';
import type { InputsShown } from './trust-inputs.js';

type Asked = Readonly<Record<string, unknown>>;

/** How the standing of benefits, and what is due, are worked out: counts that no model is asked for. */
@ApiExcludeController()
@Controller('organisations/:ods')
export class ExplainOwnPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get('due/explain')
  @Requires('read-entries')
  async due(
    @Req() request: Request,
    @Res() response: Response,
    @Query() query: Asked,
  ): Promise<void> {
    const code = organisationIn(request);
    const asked = await this.moments.asked(query['asOf'], query['knownAt']);
    const explained = await this.queries.execute(new ExplainDue(code, asked.moment));
    if (explained === undefined) throw notFound();
    await this.show(request, response, {
      ...{ asked, query, code, explained, text: dueText, path: 'due' },
      inputs: dueShown(explained, asked.moment.asOf),
    });
  }

  @Get('benefits/explain')
  @Requires('read-entries')
  async benefits(
    @Req() request: Request,
    @Res() response: Response,
    @Query() query: Asked,
  ): Promise<void> {
    const code = organisationIn(request);
    const asked = await this.moments.asked(query['asOf'], query['knownAt']);
    const explained = await this.queries.execute(new ExplainBenefits(code, asked.moment));
    if (explained === undefined) throw notFound();
    await this.show(request, response, {
      ...{ asked, query, code, explained, text: benefitsText, path: 'benefits' },
      trail: [{ href: `/organisations/${code}/benefits`, text: 'Benefits' }],
      inputs: benefitsShown(explained),
    });
  }

  @Get('benefits/:benefit/explain')
  @Requires('read-entries')
  async benefit(
    @Req() request: Request,
    @Res() response: Response,
    @Param('benefit') named: string,
    @Query() query: Asked,
  ): Promise<void> {
    const code = organisationIn(request);
    const benefit = parseBenefitId(named);
    const asked = await this.moments.asked(query['asOf'], query['knownAt']);
    const explained =
      benefit && (await this.queries.execute(new ExplainBenefits(code, asked.moment, benefit)));
    const own = explained?.answer[0];
    if (explained === undefined || own === undefined) throw notFound();
    await this.show(request, response, {
      ...{ asked, query, code, explained, text: benefitText, path: `benefits/${own.benefit}` },
      about: own.title,
      benefit: own.benefit,
      trail: [
        { href: `/organisations/${code}/benefits`, text: 'Benefits' },
        { href: `/organisations/${code}/benefits/${own.benefit}`, text: own.title },
      ],
      inputs: benefitShown(own),
    });
  }

  private async show(request: Request, response: Response, shown: Shown): Promise<void> {
    const { asked, query, code, explained, text, path, about, trail } = shown;
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    const at = { asOf: asked.moment.asOf, knownAt: { entry: explained.entry } };
    const names = await readNames(this.queries, this.store, at);
    const named = about ?? uncapital(text.title);
    this.views.send(response, 'explain/explain.njk', {
      ...asked,
      ...text,
      title: `How this is worked out: ${named}`,
      address: `/organisations/${code}/${path}/explain`,
      code,
      trail,
      organisation: names.organisation(code),
      freshness: freshnessOf(explained),
      formulaVersion: explained.formula.version,
      data: dataLinks(`organisations/${code}/${path}/explain`, asked.query),
      ...(asked.errors.length > 0
        ? {}
        : await this.content(request, shown, { names, from: query['from'] })),
    });
  }

  private async content(
    request: Request,
    { asked, code, explained: { entry, events }, inputs, benefit }: Shown,
    { names, from }: Readonly<{ names: Names; from: unknown }>,
  ) {
    const { asOf } = asked.moment;
    const mended = mendedInWords(events);
    return {
      inputs,
      leftOut: [...inputs.leftOut, ...(mended === undefined ? [] : [mended])],
      ...(await eventsShown(this.queries, events, {
        names,
        from,
        mayReadLog: can(actorOf(request), 'read-the-log') === 'allowed',
        trust: code,
        benefit,
        at: { asOf, entry },
      })),
    };
  }
}

type Shown = Readonly<{
  asked: MomentAsked;
  query: Asked;
  code: OdsCode;
  text: FigureText;
  /** The last part of its address but one. */
  path: string;
  about?: string;
  /** The one that the page is about. */
  benefit?: BenefitId;
  /** Pages between that of the trust and this one. */
  trail?: readonly Readonly<{ href: string; text: string }>[];
  explained: Stamp & Readonly<{ events: readonly EventUsed[]; formula: FormulaUsed }>;
  inputs: InputsShown;
}>;
