import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ProgrammeComparison } from '#read-models';
import { Entries } from '../http/entries.js';
import { asOfIn, knownAtIn } from '../http/moment.js';
import { wrong } from '../http/problem.js';
import { programme as programmes } from '../records/owners.js';
import * as answers from './answers/index.js';
import { Asks } from './described.js';
import { found, QuestionDesk } from './question-desk.js';

const earlier = {
  with: 'The earlier day to compare with; it cannot be left out',
  withKnownAt: 'What was known of it when, as knownAt; left out: at the end of that day',
};

/** Two days of a programme, side by side. */
@ApiTags('Programmes')
@Controller('api/v1/programmes/:programme')
export class ComparisonQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
    private readonly entries: Entries,
  ) {}

  @Asks('comparison', {
    summary: 'What moved between two days, apart from what was only learned since',
    action: 'read-entries',
    answer: answers.comparison,
    parameters: earlier,
  })
  async comparison(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(earlier));
    const present = await this.entries.present();
    const text = question.parameter('with');
    if (text === undefined) {
      throw wrong('?with', 'compare-day-missing', 'Enter a day to compare with, like 2026-03-31');
    }
    const before = {
      asOf: asOfIn(text, present.today, 'with'),
      knownAt: knownAtIn(question.parameter('withKnownAt'), present, 'withKnownAt'),
    };
    const { moment } = question;
    if (before.asOf >= moment.asOf) {
      throw wrong('?with', 'compare-not-before', '"Compare with" must be before "As of"');
    }
    const asked = new ProgrammeComparison(programmes.in(request), moment, before);
    const answer = found(await this.queries.execute(asked));
    if (answer.told.entry > answer.entry) {
      throw wrong(
        '?withKnownAt',
        'compare-known-later',
        'What is compared with cannot be known later than "Known at"',
      );
    }
    return question.give(answer, [...answer.happened, ...answer.learned], answers.comparison.rows);
  }
}
