import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { instrumentCodes } from '#assessments';
import { AssessmentsBy } from '#read-models';
import * as answers from './answers/assessments.js';
import { Asks } from './described.js';
import { found, organisationIn, QuestionDesk } from './question-desk.js';

/** What maturity models and surveys say of a trust, one instrument at a time. */
@ApiTags('Assessments')
@Controller('api/v1/organisations')
export class AssessmentQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Asks(':ods/assessments/:instrument', {
    summary: 'What one instrument says of a trust; its scale is that of no other',
    action: 'read-stages-and-gaps',
    answer: answers.assessments,
  })
  @ApiParam({ name: 'instrument', enum: instrumentCodes })
  async assessments(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const instrument = found(instrumentCodes.find((each) => each === request.params['instrument']));
    const question = await this.desk.take(request, response);
    const asked = new AssessmentsBy(code, instrument, question.moment);
    const answer = found(await this.queries.execute(asked));
    return question.give(answer, answer.lines, answers.assessments.rows);
  }
}
