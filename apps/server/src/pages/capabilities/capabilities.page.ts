import { Controller, Get, HttpStatus, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { TrustGap, TrustStage, TrustTimeline, type Moment, type StageAnswer } from '#read-models';
import { noSuchOrganisation, organisationIn } from '../../api/questions/question-desk.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { dataLinks, explainHref } from '../data-links.js';
import { FormDoor } from '../forms/form-door.js';
import { freshnessOf } from '../freshness.js';
import type { MomentAsked } from '../moment-typed.js';
import { Moments } from '../moments.js';
import { readNames } from '../names.js';
import { recordingForms } from '../trust/recording-forms.js';
import { Views } from '../views.js';
import { capabilityTables, optionalRows } from './capability-rows.js';
import { criteriaView } from './criteria-view.js';
import { useOverTime, VALUES_SHOWN } from './use-over-time.js';

/** What a trust has installed, how much it is used, and how that came about, capability by capability. */
@ApiExcludeController()
@Controller('organisations/:ods/capabilities')
export class CapabilitiesPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly door: FormDoor,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-stages-and-gaps')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Query() { asOf, knownAt }: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const code = organisationIn(request);
    const asked = await this.moments.asked(asOf, knownAt);
    const answer = await this.queries.execute(new TrustStage(code, asked.moment));
    if (answer?.organisation.kind !== 'trust') throw noSuchOrganisation(code);
    const isWrong = asked.errors.length > 0;
    if (isWrong) response.status(HttpStatus.BAD_REQUEST);
    const address = `/organisations/${code}`;
    const mayRecord = await this.door.mayOpen('record-own-facts', request);
    this.views.send(response, 'capabilities/capabilities.njk', {
      ...asked,
      title: 'Capabilities and their use',
      code,
      organisation: answer.organisation.name,
      address: `${address}/capabilities`,
      freshness: freshnessOf(answer),
      forms: mayRecord ? recordingForms(code).flatMap(formsAbout) : [],
      model: answer.model,
      ...(isWrong ? {} : await this.content(request, answer, asked)),
    });
  }

  /** All from one entry, which the page names. */
  private async content(
    request: Request,
    { organisation, stage, entry }: StageAnswer,
    asked: MomentAsked,
  ) {
    if (stage === null) return {};
    const code = organisationIn(request);
    const at: Moment = { asOf: asked.moment.asOf, knownAt: { entry } };
    const mayReadAll = await this.door.mayOpen('read-entries', request);
    const names = await readNames(this.queries, this.store, at);
    const shown = { kinds: ['adoption'], newestOfEach: VALUES_SHOWN } as const;
    const gap = await this.queries.execute(new TrustGap(code, at));
    const measured = mayReadAll
      ? await this.queries.execute(new TrustTimeline(code, at, shown))
      : undefined;
    const told = { names, use: measured && useOverTime(measured.facts) };
    const path = `organisations/${code}`;
    return {
      chart: criteriaView(stage, `${organisation.name}, ${asked.asOf}`),
      tables: capabilityTables(stage, told),
      optional: optionalRows(gap?.gap?.capabilities ?? [], stage, told),
      mayReadAll,
      data: dataLinks(`${path}/stage`, asked.query),
      gapData: dataLinks(`${path}/gap`, asked.query),
      ...(mayReadAll && {
        explained: explainHref(`${path}/stage/explain`, asked.query),
        gapExplained: explainHref(`${path}/gap/explain`, asked.query),
      }),
    };
  }
}

type Group = ReturnType<typeof recordingForms>[number];

/** What is installed, and how much it is used. */
const formsAbout = ({ forms }: Group): Group['forms'] =>
  forms.filter(({ href }) => /\/(capabilities|adoption)\//.test(href));
