import { Controller, Get, HttpStatus, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { instrumentCodes } from '#assessments';
import { AssessmentsBy, OrganisationProfile, type Moment } from '#read-models';
import { noSuchOrganisation, organisationIn } from '../../api/questions/question-desk.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { dataLinks, explainHref } from '../data-links.js';
import { FormDoor } from '../forms/form-door.js';
import { freshnessOf } from '../freshness.js';
import { Moments } from '../moments.js';
import { Views } from '../views.js';
import { instrumentView } from './assessment-views.js';

/** What maturity models and surveys say of a trust: each for itself, never on one scale. */
@ApiExcludeController()
@Controller('organisations/:ods/assessments')
export class AssessmentsPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly door: FormDoor,
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
    const profile = await this.queries.execute(new OrganisationProfile(code, asked.moment));
    if (profile === undefined) throw noSuchOrganisation(code);
    const isWrong = asked.errors.length > 0;
    if (isWrong) response.status(HttpStatus.BAD_REQUEST);
    const at: Moment = { asOf: asked.moment.asOf, knownAt: { entry: profile.entry } };
    const answers = await Promise.all(
      instrumentCodes.map((each) => this.queries.execute(new AssessmentsBy(code, each, at))),
    );
    const mayReadAll = await this.door.mayOpen('read-entries', request);
    this.views.send(response, 'assessments/assessments.njk', {
      ...asked,
      title: 'Assessments',
      code,
      organisation: profile.organisation.name,
      freshness: freshnessOf(profile),
      instruments: isWrong
        ? []
        : answers.flatMap((answer) =>
            answer === undefined
              ? []
              : [
                  {
                    ...instrumentView(answer),
                    ...linksOf(
                      `${code}/assessments/${answer.instrument.code}`,
                      asked.query,
                      mayReadAll,
                    ),
                  },
                ],
          ),
      mayRecord: await this.door.mayOpen('record-public-statement', request),
    });
  }
}

/** Where the API gives the scores, and what leads to the entries behind them, for whoever may read those. */
const linksOf = (of: string, query: string, mayReadAll: boolean) => ({
  data: dataLinks(`organisations/${of}`, query),
  ...(mayReadAll && { explained: explainHref(`organisations/${of}/explain`, query) }),
});
