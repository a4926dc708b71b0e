import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import {
  AttentionList,
  BoundaryGaps,
  CohortDrivers,
  StageGaps,
  StageMoves,
  StageTransitionsOf,
  TrustBoundary,
  TrustDrivers,
  type TargetNamed,
} from '#read-models';
import { addMonths, parsePartId, parseProgrammeId, type Stage } from '#vocabulary';
import { asOfIn } from '../http/moment.js';
import { notFound, wrong } from '../http/problem.js';
import * as answers from './answers/index.js';
import { Asks } from './described.js';
import { cohort, cohortFilter, groupingOf, overTime, rollUp } from './programme.questions.js';
import type { Question } from './question.js';
import { found, organisationIn, QuestionDesk } from './question-desk.js';

/** About the time between two meetings of a board. */
const USUAL_MONTHS = 3;
const since = { since: 'The earlier day; left out: three months before' };
export const expected = {
  stage: 'The stage that is expected of everybody, 1 to 4; left out: that of the targets in force',
  target: 'The target whose stage is expected of its cohort, like demonstration/stage-two',
};

/** Why a gap is as it is: boundaries, drivers, and how far trusts are from the stage expected. */
@ApiTags('Diagnoses')
@Controller('api/v1')
export class DiagnosisQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Asks('organisations/:ods/boundary-gap', {
    summary: 'What a trust loses where another’s record begins, by partner and cause',
    action: 'read-stages-and-gaps',
    answer: answers.trustBoundary,
  })
  async trustBoundary(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response);
    const answer = found(await this.queries.execute(new TrustBoundary(code, question.moment)));
    return question.give(answer, answer.boundary.flows, answers.trustBoundary.rows);
  }

  @Asks('organisations/:ods/drivers', {
    summary:
      'The four drivers of use of a trust, the share of each in the gap, and what mending one brings',
    action: 'read-stages-and-gaps',
    answer: answers.trustDrivers,
  })
  async trustDrivers(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response);
    const answer = found(await this.queries.execute(new TrustDrivers(code, question.moment)));
    return question.give(answer, answer.drivers.parts, answers.trustDrivers.rows);
  }

  @Asks('boundary-gaps', {
    summary: 'The boundary gap of a cohort and of its groups, trusts by their eligible encounters',
    action: 'read-stages-and-gaps',
    answer: answers.boundaryGaps,
    parameters: rollUp,
  })
  async boundaryGaps(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(rollUp));
    const { by, filter, lens } = groupingOf(question);
    const answer = await this.queries.execute(new BoundaryGaps(question.moment, by, filter, lens));
    return question.give(answer, answer.groups, answers.boundaryGaps.rows);
  }

  @Asks('boundary-gaps/flows', {
    summary:
      'The boundary gap of a cohort by partner, of the trusts that count eligible encounters',
    action: 'read-stages-and-gaps',
    answer: answers.boundaryFlows,
    parameters: rollUp,
  })
  async boundaryFlows(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(rollUp));
    const { by, filter, lens } = groupingOf(question);
    const answer = await this.queries.execute(new BoundaryGaps(question.moment, by, filter, lens));
    return question.give(answer, answer.flows, answers.boundaryFlows.rows);
  }

  @Asks('drivers', {
    summary: 'The drivers of use of each trust of a cohort',
    action: 'read-stages-and-gaps',
    answer: answers.cohortDrivers,
    parameters: cohort,
  })
  async drivers(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(cohort));
    const asked = new CohortDrivers(question.moment, cohortFilter(question));
    const answer = await this.queries.execute(asked);
    return question.give(answer, answer.trusts, answers.cohortDrivers.rows);
  }

  @Asks('stage-gaps', {
    summary:
      'How many stages each trust is from the one expected, and marks itself above its evidence',
    action: 'read-stages-and-gaps',
    answer: answers.stageGaps,
    parameters: { ...overTime, ...expected },
  })
  async stageGaps(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const own = Object.keys({ ...overTime, ...expected });
    const question = await this.desk.take(request, response, own);
    const { filter, lens } = groupingOf(question);
    const asked = expectedIn(question);
    const answer = await this.queries.execute(new StageGaps(question.moment, filter, lens, asked));
    if (typeof asked === 'object' && answer.expectedBy === null) throw notFound();
    return question.give(answer, answer.trusts, answers.stageGaps.rows);
  }

  @Asks('stage-moves', {
    summary:
      'Which trusts are at another stage than on an earlier day, and since when they are there',
    action: 'read-stages-and-gaps',
    answer: answers.stageMoves,
    parameters: { ...overTime, ...since },
  })
  async stageMoves(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const own = Object.keys({ ...overTime, ...since });
    const question = await this.desk.take(request, response, own);
    const { filter, lens } = groupingOf(question);
    const { asOf } = question.moment;
    const usual = addMonths(asOf, -USUAL_MONTHS);
    const given = question.parameter('since');
    const day = given === undefined ? usual : asOfIn(given, asOf, 'since');
    if (day === asOf) {
      throw wrong('?since', 'since-not-before', '"Compare with" must be before "As of"');
    }
    const asked = new StageMoves(question.moment, day, filter, lens);
    const answer = await this.queries.execute(asked);
    return question.give(answer, answer.trusts, answers.stageMoves.rows);
  }

  @Asks('transitions', {
    summary: 'How often trusts went from one stage to another from quarter to quarter',
    action: 'read-stages-and-gaps',
    answer: answers.transitions,
    parameters: overTime,
  })
  async transitions(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const { question, answer } = await this.transitionsAsked(request, response);
    return question.give(answer, answer.stages, answers.transitions.rows);
  }

  @Asks('transitions/ahead', {
    summary:
      'How many trusts will be at each stage, quarter by quarter, if moves go on as they did',
    action: 'read-stages-and-gaps',
    answer: answers.stagesAhead,
    parameters: overTime,
  })
  async stagesAhead(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const { question, answer } = await this.transitionsAsked(request, response);
    return question.give(answer, answer.ahead, answers.stagesAhead.rows);
  }

  private async transitionsAsked(request: Request, response: Response) {
    const question = await this.desk.take(request, response, Object.keys(overTime));
    const { filter, lens } = groupingOf(question);
    const asked = new StageTransitionsOf(question.moment, filter, lens);
    return { question, answer: await this.queries.execute(asked) };
  }

  @Asks('attention/kinds', {
    summary: 'How much is overdue, slid right, silent or not validated, of all trusts together',
    action: 'read-stages-and-gaps',
    answer: answers.attentionKinds,
    parameters: cohort,
  })
  async attentionKinds(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(cohort));
    const asked = new AttentionList(question.moment, cohortFilter(question));
    const { items: _, ...answer } = await this.queries.execute(asked);
    return question.give(answer, answer.kinds, answers.attentionKinds.rows);
  }

  @Asks('attention', {
    summary: 'What is overdue, slid right, silent or not validated at the trusts of a cohort',
    action: 'read-entries',
    answer: answers.attention,
    parameters: cohort,
  })
  async attention(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(cohort));
    const asked = new AttentionList(question.moment, cohortFilter(question));
    const answer = await this.queries.execute(asked);
    return question.give(answer, answer.items, answers.attention.rows);
  }
}

/** A stage, or the target that expects one; not both. */
export function expectedIn(question: Question): Stage | TargetNamed | undefined {
  const stage = question.choice('stage', ['1', '2', '3', '4']);
  const text = question.parameter('target');
  if (text === undefined) return stage && (Number(stage) as Stage);
  if (stage !== undefined)
    throw wrong('?target', 'given-twice', 'Enter a stage or a target, not both');
  const [programme, target, ...more] = text.split('/');
  const named = { programme: parseProgrammeId(programme ?? ''), target: parsePartId(target ?? '') };
  if (named.programme === undefined || named.target === undefined || more.length > 0) {
    throw wrong(
      '?target',
      'not-a-target',
      'Enter a programme and its target, like demonstration/stage-two',
    );
  }
  return { programme: named.programme, target: named.target };
}
