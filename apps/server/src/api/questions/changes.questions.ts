import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ChangesBetween } from '#read-models';
import { Entries } from '../http/entries.js';
import { knownAtIn } from '../http/moment.js';
import { wrong } from '../http/problem.js';
import * as answers from './answers/index.js';
import { Asks, paging, programme } from './described.js';
import { isDemonstration } from './organisations.questions.js';
import type { Question } from './question.js';
import { organisationIn, QuestionDesk } from './question-desk.js';

const since = {
  since: 'Changes after this: the end of a day, an instant, or an entry; left out: the beginning',
};

const BEGINNING = { entry: 0 };

/** What is known otherwise than at an earlier moment: new facts, corrections, moved forecasts. */
@ApiTags('Changes')
@Controller('api/v1')
export class ChangesQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
    private readonly entries: Entries,
  ) {}

  @Asks('changes', {
    summary: 'Which facts changed between two moments, and why',
    action: 'read-entries',
    answer: answers.changes,
    parameters: { ...since, ...programme, ...paging },
  })
  async all(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const own = Object.keys({ ...since, ...programme, ...paging });
    const question = await this.desk.take(request, response, own);
    return this.answer(question, { demonstration: isDemonstration(question) });
  }

  @Asks('organisations/:ods/changes', {
    summary: 'Which facts of an organisation changed between two moments, and why',
    action: 'read-entries',
    answer: answers.changes,
    parameters: { ...since, ...paging },
  })
  async ofOrganisation(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const organisation = organisationIn(request);
    const own = Object.keys({ ...since, ...paging });
    const question = await this.desk.take(request, response, own);
    return this.answer(question, { organisation });
  }

  private async answer(question: Question, scope: ChangesBetween['scope']): Promise<string> {
    const from = knownAtIn(question.parameter('since'), await this.entries.present(), 'since');
    const { after, moment } = question;
    const page = {
      limit: question.limitOfFile,
      ...(after === undefined ? {} : { before: Number(after) }),
    };
    const answer = await this.queries.execute(
      new ChangesBetween(from ?? BEGINNING, moment, page, scope),
    );
    if (answer.sinceEntry > answer.entry) {
      throw wrong('?since', 'since-after-known-at', '"Compare with" must be before "As of"');
    }
    if (answer.next !== null) question.linkNext(String(answer.next), answer.entry);
    return question.give(answer, answer.changes, answers.changes.rows);
  }
}
