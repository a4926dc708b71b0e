import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import {
  TrustGap,
  TrustStage,
  TrustStages,
  TrustTimeline,
  type TimelineAnswer,
} from '#read-models';
import { milestoneKinds } from '../milestone-kinds.js';
import { can } from '../who/policy.js';
import { publicKinds } from '../who/public-kinds.js';
import { Resources } from '../who/resources.js';
import { actorOf } from '../who/who.guard.js';
import * as answers from './answers/index.js';
import { Asks, paging } from './described.js';
import type { Question } from './question.js';
import { found, organisationIn, QuestionDesk } from './question-desk.js';
import { withoutBenefits } from './without-benefits.js';

const lens = {
  lens: 'as-was, or as-is: under the successor of today, with all that count under it; explained by gaps/explain, stages/explain and progression/explain with lens and organisation',
};
const lensOf = (question: Question) => question.choice('lens', ['as-was', 'as-is']);

const about = { about: 'milestones: what is on its way to an EPR, alone' };

/** One trust: its timeline, its stage and its gap. */
@ApiTags('Trusts')
@Controller('api/v1/organisations')
export class TrustQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Resources) private readonly resources: Resources,
  ) {}

  @Asks(':ods/timeline', {
    summary: 'Everything said of an organisation, newest day first; public facts to the public',
    action: 'read-public-facts',
    answer: answers.timeline,
    parameters: { ...paging, ...about },
  })
  async timeline(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response, ['limit', 'cursor', 'about']);
    const actor = actorOf(request);
    const resource = await this.resources.resourceOf(request, actor, 'read-entries');
    const all = can(actor, 'read-entries', resource) === 'allowed';
    const [offset, limit] = [Number(question.after ?? 0), question.limitOfFile];
    const isOfMilestones = question.choice('about', ['milestones']) !== undefined;
    const kinds = isOfMilestones ? milestoneKinds : all ? undefined : publicKinds;
    const shown = { offset, limit, ...(kinds && { kinds }) };
    const answer = found(
      await this.queries.execute(new TrustTimeline(code, question.moment, shown)),
    );
    const after = offset + answer.facts.length;
    if (after < answer.denominator) question.linkNext(String(after), answer.entry);
    const given = all ? answer : withoutPeople(answer);
    return question.give(given, given.facts, answers.timeline.rows);
  }

  @Asks(':ods/stage', {
    summary: 'The stage of a trust: declared, evidenced and validated, and what is missing',
    action: 'read-stages-and-gaps',
    answer: answers.stage,
    parameters: lens,
  })
  async stage(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response, Object.keys(lens));
    const answer = found(
      await this.queries.execute(new TrustStage(code, question.moment, lensOf(question))),
    );
    return question.give(answer, answer.stage?.criteria ?? [], answers.stage.rows);
  }

  @Asks(':ods/gap', {
    summary: 'The use gap and the optimisation gap of a trust, with their split and bounds',
    action: 'read-stages-and-gaps',
    answer: answers.gap,
    parameters: lens,
  })
  async gap(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response, Object.keys(lens));
    const answer = found(
      await this.queries.execute(new TrustGap(code, question.moment, lensOf(question))),
    );
    const actor = actorOf(request);
    const resource = await this.resources.resourceOf(request, actor, 'read-entries');
    const all = can(actor, 'read-entries', resource) === 'allowed';
    const gap = all || answer.gap === null ? answer.gap : withoutBenefits(answer.gap);
    const given = { ...answer, gap };
    return question.give(given, gap?.capabilities ?? [], answers.gap.rows);
  }

  @Asks(':ods/progression', {
    summary: 'Which stage a trust had when',
    action: 'read-stages-and-gaps',
    answer: answers.trustStages,
    parameters: lens,
  })
  async progression(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response, Object.keys(lens));
    const answer = found(
      await this.queries.execute(new TrustStages(code, question.moment, lensOf(question))),
    );
    return question.give(answer, answer.intervals, answers.trustStages.rows);
  }
}

/** Who recorded something, and what they gave as a reason, is for those who may see entries. */
const withoutPeople = (answer: TimelineAnswer) => ({
  ...answer,
  facts: answer.facts.map((fact) => ({
    ...fact,
    history: fact.history.map(({ entry, eventId, type, recordedAt, role, stated }) => ({
      entry,
      eventId,
      type,
      recordedAt,
      role,
      stated,
    })),
  })),
});
