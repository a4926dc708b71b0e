import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { instrumentCodes } from '#assessments';
import {
  Explain,
  ExplainAssessments,
  ExplainBenefits,
  ExplainDue,
  ExplainWaiting,
  type ExplainedFigure,
} from '#read-models';
import { parseBenefitId, type BenefitId } from '#vocabulary';
import { notFound } from '../http/problem.js';
import * as answers from './answers/index.js';
import { Asks } from './described.js';
import { ofCapability } from './explained-parts.js';
import { found, organisationIn, QuestionDesk } from './question-desk.js';

/** What a figure of a trust was made from: its inputs, and the events that state them. */
@ApiTags('Explanations')
@Controller('api/v1')
export class ExplainQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Asks('organisations/:ods/stage/explain', {
    summary: 'The inputs and events the stage of a trust was made from',
    action: 'read-entries',
    answer: answers.explanation,
    parameters: ofCapability,
  })
  stage(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    return this.ofTrust('stage', request, response);
  }

  @Asks('organisations/:ods/gap/explain', {
    summary: 'The inputs and events the gap of a trust was made from',
    action: 'read-entries',
    answer: answers.explanation,
    parameters: ofCapability,
  })
  gap(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    return this.ofTrust('gap', request, response);
  }

  @Asks('organisations/:ods/progression/explain', {
    summary: 'The inputs and events the stages of a trust over time were made from',
    action: 'read-entries',
    answer: answers.explanation,
    parameters: ofCapability,
  })
  stages(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    return this.ofTrust('progression', request, response);
  }

  @Asks('organisations/:ods/boundary-gap/explain', {
    summary: 'The inputs and events the boundary gap of a trust was made from',
    action: 'read-entries',
    answer: answers.explanation,
  })
  boundary(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.ofTrust('boundary', request, response);
  }

  @Asks('organisations/:ods/drivers/explain', {
    summary: 'The inputs and events the drivers of use of a trust were made from',
    action: 'read-entries',
    answer: answers.explanation,
  })
  drivers(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.ofTrust('drivers', request, response);
  }

  @Asks('organisations/:ods/due/explain', {
    summary: 'The events the list of what is due at a trust was made from',
    action: 'read-entries',
    answer: answers.dueExplanation,
  })
  async due(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response);
    const answer = found(await this.queries.execute(new ExplainDue(code, question.moment)));
    return question.give(answer, answer.events, answers.dueExplanation.rows);
  }

  @Asks('organisations/:ods/approvals/explain', {
    summary: 'The events the list of what waits for a second person was made from',
    action: 'read-entries',
    answer: answers.waitingExplanation,
  })
  async approvals(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response);
    const answer = found(await this.queries.execute(new ExplainWaiting(code, question.moment)));
    return question.give(answer, answer.events, answers.waitingExplanation.rows);
  }

  @Asks('organisations/:ods/assessments/:instrument/explain', {
    summary: 'The events the scores of one instrument were made from',
    action: 'read-entries',
    answer: answers.assessmentsExplanation,
  })
  @ApiParam({ name: 'instrument', enum: instrumentCodes })
  async assessments(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const instrument = found(instrumentCodes.find((each) => each === request.params['instrument']));
    const question = await this.desk.take(request, response);
    const asked = new ExplainAssessments(code, instrument, question.moment);
    const answer = found(await this.queries.execute(asked));
    return question.give(answer, answer.events, answers.assessmentsExplanation.rows);
  }

  @Asks('organisations/:ods/benefits/explain', {
    summary: 'The events the standing of a trust’s benefits was made from',
    action: 'read-entries',
    answer: answers.benefitsExplanation,
  })
  benefits(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.ofBenefits(request, response);
  }

  @Asks('organisations/:ods/benefits/:benefit/explain', {
    summary: 'The events the standing of one benefit was made from',
    action: 'read-entries',
    answer: answers.benefitsExplanation,
  })
  benefit(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const benefit = parseBenefitId(String(request.params['benefit']));
    if (benefit === undefined) throw notFound();
    return this.ofBenefits(request, response, benefit);
  }

  private async ofBenefits(
    request: Request,
    response: Response,
    benefit?: BenefitId,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response);
    const query = new ExplainBenefits(code, question.moment, benefit);
    const answer = found(await this.queries.execute(query));
    return question.give(answer, answer.events, answers.benefitsExplanation.rows);
  }

  private async ofTrust(
    figure: ExplainedFigure,
    request: Request,
    response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const isByCapability = figure !== 'boundary' && figure !== 'drivers';
    const own = isByCapability ? Object.keys(ofCapability) : [];
    const question = await this.desk.take(request, response, own);
    const { moment } = question;
    const query = new Explain(figure, code, moment, question.parameter('capability'));
    const answer = found(await this.queries.execute(query));
    return question.give(answer, answer.events, answers.explanation.rows);
  }
}
