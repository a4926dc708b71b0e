import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import {
  BenefitProfile,
  BenefitsRegister,
  DueList,
  TrustSummary,
  WaitingList,
  PoolsRegister,
  type BenefitsAnswer,
  type PoolsScope,
} from '#read-models';
import { parseBenefitId } from '#vocabulary';
import { notFound } from '../http/problem.js';
import { Resources } from '../who/resources.js';
import { actorOf } from '../who/who.guard.js';
import * as answers from './answers/index.js';
import { Asks, paging, programme } from './described.js';
import { isDemonstration } from './organisations.questions.js';
import { cohort, cohortFilter } from './programme.questions.js';
import type { Question } from './question.js';
import { found, organisationIn, QuestionDesk } from './question-desk.js';

const filters = { ...cohort, ...paging };

/** What was promised, and what came of it: registers of benefits, and one of them in full. */
@ApiTags('Benefits: reading')
@Controller('api/v1')
export class BenefitQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Resources) private readonly resources: Resources,
  ) {}

  @Asks('benefits', {
    summary:
      'The benefits of all trusts, or of those of an ICB, region or type, and how they stand',
    action: 'read-entries',
    answer: answers.benefits,
    parameters: filters,
  })
  async all(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(filters));
    const among = await this.resources.remitOf(actorOf(request));
    const scope = { ...cohortFilter(question), ...(among && { among }) };
    return this.page(
      question,
      found(await this.queries.execute(new BenefitsRegister(question.moment, scope))),
    );
  }

  @Asks('organisations/:ods/benefits', {
    summary: 'The benefits of a trust, and how they stand',
    action: 'read-entries',
    answer: answers.benefits,
    parameters: paging,
  })
  async ofTrust(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const organisation = organisationIn(request);
    const question = await this.desk.take(request, response, Object.keys(paging));
    const query = new BenefitsRegister(question.moment, { organisation });
    return this.page(question, found(await this.queries.execute(query)));
  }

  @Asks('organisations/:ods/benefits/:benefit', {
    summary: 'Everything of one benefit: its plan, its actuals, its map and what it is worth',
    action: 'read-entries',
    answer: answers.benefit,
  })
  async one(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const benefit = parseBenefitId(String(request.params['benefit']));
    if (benefit === undefined) throw notFound();
    const question = await this.desk.take(request, response);
    const query = new BenefitProfile(code, benefit, question.moment);
    const answer = found(await this.queries.execute(query));
    return question.give(answer, answer.actuals, answers.benefit.rows);
  }

  @Asks('organisations/:ods/due', {
    summary:
      'What is overdue at a trust, or will be within three months, with a sentence each; measurements only once overdue',
    action: 'read-entries',
    answer: answers.due,
  })
  async due(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response);
    const answer = found(await this.queries.execute(new DueList(code, question.moment)));
    return question.give(answer, answer.due, answers.due.rows);
  }

  @Asks('organisations/:ods/summary', {
    summary: 'How a trust stands in a few counts: criteria met, benefits on track, what is overdue',
    action: 'read-entries',
    answer: answers.summary,
  })
  async summary(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response);
    return question.give(
      found(await this.queries.execute(new TrustSummary(code, question.moment))),
    );
  }

  @Asks('organisations/:ods/approvals', {
    summary: 'What one person at a trust recorded and another has to decide on, with who may not',
    action: 'read-entries',
    answer: answers.approvals,
  })
  async approvals(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response);
    const answer = found(await this.queries.execute(new WaitingList(code, question.moment)));
    return question.give(answer, answer.waiting, answers.approvals.rows);
  }

  @Asks('pools', {
    summary: 'The resources that benefits share, who holds how much, and what is left',
    action: 'read-entries',
    answer: answers.pools,
    parameters: programme,
  })
  async pools(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(programme));
    return this.poolsOf({ demonstration: isDemonstration(question) }, question);
  }

  @Asks('organisations/:ods/pools', {
    summary:
      'The resources that benefits of a trust share, with what others hold of them in one sum',
    action: 'read-entries',
    answer: answers.pools,
  })
  async poolsOfTrust(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const organisation = organisationIn(request);
    return this.poolsOf({ organisation }, await this.desk.take(request, response));
  }

  private async poolsOf(scope: PoolsScope, question: Question): Promise<string> {
    const answer = found(await this.queries.execute(new PoolsRegister(question.moment, scope)));
    return question.give(answer, answer.pools, answers.pools.rows);
  }

  private page(question: Question, answer: BenefitsAnswer): string {
    return question.givePage(
      answer,
      { name: 'benefits', columns: answers.benefits.rows },
      ({ benefit }) => benefit,
    );
  }
}
