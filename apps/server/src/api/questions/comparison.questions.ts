import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { formulaUsed } from '#figures';
import { ProgrammeComparison, ProgrammeProfile } from '#read-models';
import type { IsoDate } from '#vocabulary';
import { linesOf } from '../../one-page/one-page-lines.js';
import { OnePages } from '../../one-page/one-page.js';
import { Entries } from '../http/entries.js';
import { asOfIn, knownAtIn, type Present } from '../http/moment.js';
import { wrong } from '../http/problem.js';
import { programme as programmes } from '../records/owners.js';
import * as answers from './answers/index.js';
import { Asks } from './described.js';
import type { Question } from './question.js';
import { found, organisationIn, QuestionDesk } from './question-desk.js';

const withDay = { with: 'The earlier day to compare with; it cannot be left out' };
const earlier = {
  ...withDay,
  withKnownAt: 'What was known of it when, as knownAt; left out: at the end of that day',
};

/** Two days of a programme side by side, and one trust of it. */
@ApiTags('Programmes')
@Controller('api/v1/programmes/:programme')
export class ComparisonQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
    private readonly entries: Entries,
    private readonly onePages: OnePages,
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
    const knownAt = knownAtIn(question.parameter('withKnownAt'), present, 'withKnownAt');
    const before = { asOf: earlierDayIn(question, present), knownAt };
    const { moment } = question;
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

  @Asks('organisations/:ods', {
    summary: 'One trust as a board reads it: all figures of its page',
    action: 'read-entries',
    answer: answers.onePage,
    parameters: withDay,
  })
  async onePage(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const ods = organisationIn(request);
    const question = await this.desk.take(request, response, Object.keys(withDay));
    const before = earlierDayIn(question, await this.entries.present());
    const { moment } = question;
    const programme = found(
      await this.queries.execute(new ProgrammeProfile(programmes.in(request), moment)),
    );
    const { asOf, entry, recordedAt, final } = programme;
    const page = found(await this.onePages.read({ programme, ods, asOf, before }));
    const answer = {
      ...{ asOf, entry, recordedAt, final, programme: programme.programme, before },
      formula: formulaUsed('one-page'),
      organisation: page.profile.organisation,
      lines: linesOf(page),
    };
    return question.give(answer, answer.lines, answers.onePage.rows);
  }
}

/** The day to compare with, which lies before the one that is asked about. */
function earlierDayIn(question: Question, { today }: Present): IsoDate {
  const text = question.parameter('with');
  if (text === undefined) {
    throw wrong('?with', 'compare-day-missing', 'Enter a day to compare with, like 2026-03-31');
  }
  const day = asOfIn(text, today, 'with');
  if (day < question.moment.asOf) return day;
  throw wrong('?with', 'compare-not-before', '"Compare with" must be before "As of"');
}
