import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import {
  PeriodAdjustments,
  PeriodRead,
  PublishedFigures,
  RePerformance,
  ReportRead,
} from '#read-models';
import { readNationalSeries } from '#reference-data';
import { programme as programmes } from '../records/owners.js';
import * as answers from './answers/index.js';
import { Asks, paging } from './described.js';
import { found, partIn, QuestionDesk } from './question-desk.js';

/** What a closed period keeps whatever is known later, and what became of it since. */
@ApiTags('Programmes')
@Controller('api/v1')
export class ReportQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Asks('programmes/:programme/periods/:period', {
    summary: 'A closed period: what was published of it, and what each figure is now',
    action: 'read-stages-and-gaps',
    answer: answers.periodRead,
  })
  async period(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const period = partIn(request, 'period');
    const question = await this.desk.take(request, response);
    const asked = new PeriodRead(programmes.in(request), period, question.moment);
    const answer = found(await this.queries.execute(asked));
    return question.give(answer, answer.figures, answers.periodRead.rows);
  }

  @Asks('programmes/:programme/periods/:period/adjustments', {
    summary: 'The facts of a closed period that were recorded, corrected or withdrawn since',
    action: 'read-entries',
    answer: answers.periodAdjustments,
    parameters: paging,
  })
  async adjustments(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const period = partIn(request, 'period');
    const question = await this.desk.take(request, response, Object.keys(paging));
    const [offset, limit] = [Number(question.after ?? 0), question.limitOfFile];
    const page = { offset, limit };
    const asked = new PeriodAdjustments(programmes.in(request), period, question.moment, page);
    const answer = found(await this.queries.execute(asked));
    const after = offset + answer.numerator;
    if (after < answer.denominator) question.linkNext(String(after), answer.entry);
    return question.give(answer, answer.adjustments, answers.periodAdjustments.rows);
  }

  @Asks('programmes/:programme/reports/:report', {
    summary: 'A report as it was published, and what each of its figures is now',
    action: 'read-stages-and-gaps',
    answer: answers.reportRead,
  })
  async report(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const report = partIn(request, 'report');
    const question = await this.desk.take(request, response);
    const asked = new ReportRead(programmes.in(request), report, question.moment);
    const answer = found(await this.queries.execute(asked));
    return question.give(answer, answer.figures, answers.reportRead.rows);
  }

  @Asks('programmes/:programme/reports/:report/re-performance', {
    summary: 'Every figure of a report worked out again at its entry, and whether it matches',
    action: 'read-stages-and-gaps',
    answer: answers.rePerformance,
  })
  async rePerformance(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const report = partIn(request, 'report');
    const question = await this.desk.take(request, response);
    const asked = new RePerformance(programmes.in(request), report, question.moment);
    const answer = found(await this.queries.execute(asked));
    return question.give(answer, answer.figures, answers.rePerformance.rows);
  }

  @Asks('published-figures', {
    summary: 'What was published of the nation, beside what the facts here give for the same days',
    action: 'read-public-facts',
    answer: answers.publishedFigures,
  })
  async publishedFigures(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response);
    const asked = new PublishedFigures(await readNationalSeries(), question.moment);
    const answer = await this.queries.execute(asked);
    return question.give(answer, answer.figures, answers.publishedFigures.rows);
  }
}
