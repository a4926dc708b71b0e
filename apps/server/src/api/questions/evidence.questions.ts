import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EvidenceRegister, EvidenceUses } from '#read-models';
import * as answers from './answers/evidence.js';
import { Asks } from './described.js';
import { found, organisationIn, QuestionDesk } from './question-desk.js';

/** What an organisation has to show, and what rests on it. */
@ApiTags('Evidence')
@Controller('api/v1/organisations')
export class EvidenceQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Asks(':ods/evidence', {
    summary: 'The evidence of an organisation: grade, expiry, withdrawal, and how much rests on it',
    action: 'read-entries',
    answer: answers.register,
  })
  async register(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response);
    const answer = found(await this.queries.execute(new EvidenceRegister(code, question.moment)));
    return question.give(answer, answer.evidence, answers.register.rows);
  }

  @Asks(':ods/evidence-uses', {
    summary: 'Where the evidence of an organisation is used: every value that rests on it',
    action: 'read-entries',
    answer: answers.uses,
  })
  async uses(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response);
    const answer = found(await this.queries.execute(new EvidenceUses(code, question.moment)));
    return question.give(answer, answer.uses, answers.uses.rows);
  }
}
