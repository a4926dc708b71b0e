import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { instrumentCodes, instruments } from '#assessments';
import { ExplainAssessments, ExplainWaiting } from '#read-models';
import { notFound } from '../../api/http/problem.js';
import { noSuchOrganisation, organisationIn } from '../../api/questions/question-desk.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { Moments } from '../moments.js';
import { approvalsText, scoresText, surveyText } from './explained-texts.js';
import { OwnExplained } from './own-explained.js';
import { scoresShown, waitingShown } from './record-inputs.js';

type Asked = Readonly<Record<string, unknown>>;

/** How what waits for a second person, and the scores of an instrument, are worked out. */
@ApiExcludeController()
@Controller('organisations/:ods')
export class ExplainRecordsPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly moments: Moments,
    private readonly explained: OwnExplained,
  ) {}

  @Get('approvals/explain')
  @Requires('read-entries')
  async approvals(
    @Req() request: Request,
    @Res() response: Response,
    @Query() query: Asked,
  ): Promise<void> {
    const code = organisationIn(request);
    const asked = await this.moments.asked(query['asOf'], query['knownAt']);
    const explained = await this.queries.execute(new ExplainWaiting(code, asked.moment));
    if (explained?.answer.organisation.kind !== 'trust') throw noSuchOrganisation(code);
    await this.explained.show(request, response, {
      ...{ asked, query, code, explained, text: approvalsText, path: 'approvals' },
      trail: [{ href: `/organisations/${code}/approvals`, text: 'Waiting for a decision' }],
      inputs: waitingShown(explained),
    });
  }

  @Get('assessments/:instrument/explain')
  @Requires('read-entries')
  async assessments(
    @Req() request: Request,
    @Res() response: Response,
    @Param('instrument') named: string,
    @Query() query: Asked,
  ): Promise<void> {
    const code = organisationIn(request);
    const asked = await this.moments.asked(query['asOf'], query['knownAt']);
    const instrument = instrumentCodes.find((each) => each === named);
    const explained =
      instrument &&
      (await this.queries.execute(new ExplainAssessments(code, instrument, asked.moment)));
    if (instrument === undefined || explained === undefined) throw notFound();
    const { title } = explained.answer.instrument;
    await this.explained.show(request, response, {
      ...{ asked, query, code, explained, path: `assessments/${instrument}` },
      text: instruments[instrument].kind === 'survey' ? surveyText : scoresText,
      about: title,
      trail: [{ href: `/organisations/${code}/assessments`, text: 'Assessments' }],
      inputs: scoresShown(explained),
    });
  }
}
