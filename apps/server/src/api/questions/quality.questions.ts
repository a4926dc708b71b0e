import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { DataQuality, TrustQuality, type DataQualityAnswer, type QualityPlace } from '#read-models';
import { programme } from '../records/owners.js';
import { Resources } from '../who/resources.js';
import { actorOf } from '../who/who.guard.js';
import * as answers from './answers/index.js';
import { Asks } from './described.js';
import { placeIn } from './organisations.questions.js';
import { cohort } from './programme.questions.js';
import type { Question } from './question.js';
import { found, organisationIn, QuestionDesk } from './question-desk.js';

const { icb, region, trustType } = cohort;
const place = { icb, region, trustType };

/** How far the data can be relied on: what is known, how soon, and on whose word. */
@ApiTags('Programmes')
@Controller('api/v1')
export class QualityQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Resources) private readonly resources: Resources,
  ) {}

  @Asks('programmes/:programme/data-quality', {
    summary:
      'Completeness, timeliness, self-assessed share and corrections of the data of a programme',
    action: 'read-stages-and-gaps',
    answer: answers.dataQuality,
    parameters: place,
  })
  async ofProgramme(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(place));
    const { trusts: _, ...answer } = await this.read(request, question, placeIn(question));
    return question.give(answer, answer.measures, answers.dataQuality.rows);
  }

  @Asks('programmes/:programme/data-quality/trusts', {
    summary: 'The same measures of each trust, for those who may read its entries',
    action: 'read-entries',
    answer: answers.trustsQuality,
    parameters: place,
  })
  async ofTrusts(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(place));
    const among = await this.resources.remitOf(actorOf(request));
    const of = { ...placeIn(question), ...(among && { among }) };
    const { measures: _, ...answer } = await this.read(request, question, of);
    return question.give(answer, answer.trusts, answers.trustsQuality.rows);
  }

  @Asks('organisations/:ods/data-quality', {
    summary: 'Completeness, timeliness, self-assessed share and corrections of the data of a trust',
    action: 'read-entries',
    answer: answers.trustQuality,
  })
  async ofTrust(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response);
    const answer = found(await this.queries.execute(new TrustQuality(code, question.moment)));
    return question.give(answer, answer.measures, answers.trustQuality.rows);
  }

  private async read(
    request: Request,
    question: Question,
    of: QualityPlace,
  ): Promise<DataQualityAnswer> {
    const asked = new DataQuality(programme.in(request), question.moment, of);
    return found(await this.queries.execute(asked));
  }
}
