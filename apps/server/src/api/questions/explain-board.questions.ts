import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ExplainBoard, MOST_TRUSTS, type BoardQuestion } from '#read-models';
import { programme } from '../records/owners.js';
import { Resources } from '../who/resources.js';
import * as answers from './answers/index.js';
import { Asks } from './described.js';
import { eventsIn, pageIn, parts, partsShown } from './explained-parts.js';
import { placeIn } from './organisations.questions.js';
import { cohort, cohortFilter } from './programme.questions.js';
import type { Question } from './question.js';
import { found, QuestionDesk } from './question-desk.js';

const { programme: _, ...place } = cohort;
const pages = { ...parts, limit: `Trusts per page, up to ${String(MOST_TRUSTS)}` };

/** What attention and data quality were made from: what was found of each trust, and the events behind it. */
@ApiTags('Explanations')
@Controller('api/v1')
export class ExplainBoardQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Resources) private readonly resources: Resources,
  ) {}

  @Asks('attention/explain', {
    summary: 'What there is to ask about each trust, and the events that say so',
    action: 'read-stages-and-gaps',
    answer: answers.boardExplanation,
    parameters: { ...cohort, ...pages },
  })
  async attention(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys({ ...cohort, ...pages }));
    const asked = { figure: 'attention', filter: cohortFilter(question) } as const;
    return this.give(request, question, asked);
  }

  @Asks('programmes/:programme/data-quality/explain', {
    summary: 'What was found of the data of each trust, and the events that it was found in',
    action: 'read-stages-and-gaps',
    answer: answers.boardExplanation,
    parameters: { ...place, ...pages },
  })
  async dataQuality(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys({ ...place, ...pages }));
    return this.give(request, question, {
      figure: 'data-quality',
      programme: programme.in(request),
      place: placeIn(question),
    });
  }

  private async give(request: Request, question: Question, asked: BoardQuestion): Promise<string> {
    const { moment } = question;
    const answer = found(
      await this.queries.execute(new ExplainBoard(asked, moment, pageIn(question))),
    );
    if (answer.next !== null) question.linkNext(answer.next, answer.entry);
    const shown = { trusts: answer.trusts, ofOthers: 'nothing' } as const;
    const trusts = await partsShown(this.resources, request, shown);
    const events = [
      ...answer.events.map((event) => ({ trust: null, counts: null, ...event })),
      ...eventsIn(trusts),
    ];
    const given = { ...answer, trusts };
    return question.give(given, events, answers.boardExplanation.rows);
  }
}
