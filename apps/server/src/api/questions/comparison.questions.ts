import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { formulaUsed } from '#figures';
import {
  ProgrammeComparison,
  ProgrammeProfile,
  usualEarlierDay,
  type ProgrammeProfileAnswer,
} from '#read-models';
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

const withDay = {
  with: 'The earlier day to compare with; left out: the last day of the newest period closed, else three months before',
};
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
    const profile = await this.profileAt(request, question);
    const before = { asOf: earlierDayIn(question, present, profile), knownAt };
    const asked = new ProgrammeComparison(profile.programme, question.moment, before);
    const answer = found(await this.queries.execute(asked));
    if (answer === 'known-later') {
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
    const programme = await this.profileAt(request, question);
    const before = earlierDayIn(question, await this.entries.present(), programme);
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

  private async profileAt(request: Request, { moment }: Question): Promise<ProgrammeProfileAnswer> {
    return found(await this.queries.execute(new ProgrammeProfile(programmes.in(request), moment)));
  }
}

/** The day to compare with, which lies before the one that is asked about. */
function earlierDayIn(
  question: Question,
  { today }: Present,
  { periods, asOf }: ProgrammeProfileAnswer,
): IsoDate {
  const text = question.parameter('with');
  if (text === undefined) return usualEarlierDay(periods, asOf);
  const day = asOfIn(text, today, 'with');
  if (day < question.moment.asOf) return day;
  throw wrong('?with', 'compare-not-before', '"Compare with" must be before "As of"');
}
