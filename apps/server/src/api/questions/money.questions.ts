import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { MoneyGap, MoneyOverTime } from '#read-models';
import { Resources } from '../who/resources.js';
import { actorOf } from '../who/who.guard.js';
import * as answers from './answers/index.js';
import { Asks } from './described.js';
import { groupingOf, overTime, rollUp } from './programme.questions.js';
import { QuestionDesk } from './question-desk.js';

/** What was promised in money, by class, and what came of it. */
@ApiTags('Money')
@Controller('api/v1')
export class MoneyQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Resources) private readonly resources: Resources,
  ) {}

  @Asks('money-gaps', {
    summary:
      'Promised, validated, slid right and written off, by class, of a cohort and its groups',
    action: 'read-stages-and-gaps',
    answer: answers.moneyGaps,
    parameters: rollUp,
  })
  async ofGroups(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(rollUp));
    const { by, filter, lens } = groupingOf(question);
    const answer = await this.queries.execute(new MoneyGap(question.moment, by, filter, lens));
    return question.give(answer, answer.groups, answers.moneyGaps.rows);
  }

  @Asks('money-gaps/trusts', {
    summary: 'The same, trust by trust',
    action: 'read-entries',
    answer: answers.moneyGaps,
    parameters: overTime,
  })
  async ofTrusts(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(overTime));
    const { filter, lens } = groupingOf(question);
    const among = await this.resources.remitOf(actorOf(request));
    const asked = { ...filter, ...(among && { among }) };
    const query = new MoneyGap(question.moment, 'trust', asked, lens);
    const answer = await this.queries.execute(query);
    return question.give(answer, answer.groups, answers.moneyGaps.rows);
  }

  @Asks('money-gaps/over-time', {
    summary: 'Promised and validated by class, added up quarter by quarter, and a year ahead',
    action: 'read-stages-and-gaps',
    answer: answers.moneyOverTime,
    parameters: overTime,
  })
  async overTime(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(overTime));
    const { filter, lens } = groupingOf(question);
    const answer = await this.queries.execute(new MoneyOverTime(question.moment, filter, lens));
    return question.give(answer, answer.quarters, answers.moneyOverTime.rows);
  }
}
