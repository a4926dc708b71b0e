import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import {
  ExplainCoverage,
  ExplainPools,
  ExplainPublished,
  ExplainTarget,
  type PoolsScope,
  type TargetFigure,
} from '#read-models';
import { readNationalSeries } from '#reference-data';
import { programme as programmes } from '../records/owners.js';
import { Resources } from '../who/resources.js';
import * as answers from './answers/index.js';
import { Asks, programme } from './described.js';
import { eventsIn, pageIn, parts, partsShown } from './explained-parts.js';
import { isDemonstration } from './organisations.questions.js';
import type { Question } from './question.js';
import { found, organisationIn, partIn, QuestionDesk } from './question-desk.js';

/** What figures of targets, sources and shared resources were made from. */
@ApiTags('Explanations')
@Controller('api/v1')
export class ExplainProgrammeQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Resources) private readonly resources: Resources,
  ) {}

  @Asks('coverage/epr/explain', {
    summary: 'The statements and events the coverage of EPRs was made from, trust by trust',
    action: 'read-public-facts',
    answer: answers.coverageExplanation,
    parameters: { ...programme, ...parts },
  })
  async coverage(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const own = Object.keys({ ...programme, ...parts });
    const question = await this.desk.take(request, response, own);
    const answer = await this.queries.execute(
      new ExplainCoverage(question.moment, isDemonstration(question), pageIn(question)),
    );
    if (answer.next !== null) question.linkNext(answer.next, answer.entry);
    return question.give(answer, eventsIn(answer.trusts), answers.coverageExplanation.rows);
  }

  @Asks('published-figures/explain', {
    summary: 'The events our side of the published national figures was made from, trust by trust',
    action: 'read-public-facts',
    answer: answers.publishedExplanation,
    parameters: parts,
  })
  async published(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(parts));
    const series = await readNationalSeries();
    const answer = await this.queries.execute(
      new ExplainPublished(series, question.moment, pageIn(question)),
    );
    if (answer.next !== null) question.linkNext(answer.next, answer.entry);
    return question.give(answer, eventsIn(answer.trusts), answers.publishedExplanation.rows);
  }

  @Asks('programmes/:programme/targets/:target/trusts/explain', {
    summary: 'The terms, trusts and events of which it is told who reaches a target',
    action: 'read-stages-and-gaps',
    answer: answers.targetExplanation,
    parameters: parts,
  })
  coverageOfTarget(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.ofTarget('coverage', request, response);
  }

  @Asks('programmes/:programme/targets/:target/forecast/explain', {
    summary: 'The terms, trusts and events of which it is told how many will miss a target',
    action: 'read-stages-and-gaps',
    answer: answers.targetExplanation,
    parameters: parts,
  })
  forecast(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.ofTarget('forecast', request, response);
  }

  @Asks('programmes/:programme/targets/:target/course/explain', {
    summary: 'The terms, trusts and events of which it is told how a target came on and goes on',
    action: 'read-stages-and-gaps',
    answer: answers.targetExplanation,
    parameters: parts,
  })
  course(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    return this.ofTarget('course', request, response);
  }

  @Asks('pools/explain', {
    summary:
      'The events the shares of pools were made from, by the trusts whose benefits hold them',
    action: 'read-entries',
    answer: answers.poolsExplanation,
    parameters: programme,
  })
  async pools(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(programme));
    return this.ofPools({ demonstration: isDemonstration(question) }, request, question);
  }

  @Asks('organisations/:ods/pools/explain', {
    summary: 'The events the shares were made from of pools that benefits of a trust draw on',
    action: 'read-entries',
    answer: answers.poolsExplanation,
  })
  async poolsOfTrust(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const organisation = organisationIn(request);
    const question = await this.desk.take(request, response);
    return this.ofPools({ organisation }, request, question);
  }

  private async ofTarget(
    figure: TargetFigure,
    request: Request,
    response: Response,
  ): Promise<string> {
    const named = { programme: programmes.in(request), target: partIn(request, 'target') };
    const question = await this.desk.take(request, response, Object.keys(parts));
    const answer = found(
      await this.queries.execute(
        new ExplainTarget(figure, named, question.moment, pageIn(question)),
      ),
    );
    if (answer.next !== null) question.linkNext(answer.next, answer.entry);
    const shown = { trusts: answer.trusts, ofOthers: 'inputs and public events' } as const;
    const trusts = await partsShown(this.resources, request, shown);
    const events = [
      ...answer.events.map((event) => ({ trust: null, counts: null, ...event })),
      ...eventsIn(trusts),
    ];
    const given = { ...answer, trusts };
    return question.give(given, events, answers.targetExplanation.rows);
  }

  private async ofPools(scope: PoolsScope, request: Request, question: Question): Promise<string> {
    const answer = found(await this.queries.execute(new ExplainPools(question.moment, scope)));
    const shown = { trusts: answer.trusts, ofOthers: 'nothing' } as const;
    const trusts = await partsShown(this.resources, request, shown);
    const given = { ...answer, trusts };
    return question.give(given, eventsIn(trusts), answers.poolsExplanation.rows);
  }
}
