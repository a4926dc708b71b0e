import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ExplainCohort, type CohortFigure } from '#read-models';
import { Resources } from '../who/resources.js';
import * as answers from './answers/index.js';
import { Asks } from './described.js';
import { expected, expectedIn } from './diagnosis.questions.js';
import { eventsIn, ofCapability, pageIn, parts, partsShown } from './explained-parts.js';
import { cohort, groupingOf, overTime, rollUp, weighing } from './programme.questions.js';
import { QuestionDesk } from './question-desk.js';

/** What a figure of a cohort was made from: its trusts, the inputs of each, and the events that state them. */
@ApiTags('Explanations')
@Controller('api/v1')
export class ExplainCohortQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Resources) private readonly resources: Resources,
  ) {}

  @Asks('gaps/explain', {
    summary: 'The trusts, inputs and events the gap of a cohort was made from, trust by trust',
    action: 'read-stages-and-gaps',
    answer: answers.cohortExplanation,
    parameters: { ...rollUp, ...weighing, ...ofCapability, ...parts },
  })
  cohortGap(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.ofCohort('gaps', request, response);
  }

  @Asks('stages/explain', {
    summary: 'The trusts, inputs and events the stages of a cohort were made from, trust by trust',
    action: 'read-stages-and-gaps',
    answer: answers.cohortExplanation,
    parameters: { ...rollUp, ...ofCapability, ...parts },
  })
  cohortStages(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.ofCohort('stages', request, response);
  }

  @Asks('progression/explain', {
    summary: 'The trusts, inputs and events the counts per quarter were made from, trust by trust',
    action: 'read-stages-and-gaps',
    answer: answers.cohortExplanation,
    parameters: { ...overTime, ...ofCapability, ...parts },
  })
  cohortProgression(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.ofCohort('progression', request, response);
  }

  @Asks('boundary-gaps/explain', {
    summary: 'The trusts, inputs and events boundary gaps were made from, trust by trust',
    action: 'read-stages-and-gaps',
    answer: answers.cohortExplanation,
    parameters: { ...rollUp, ...parts },
  })
  boundaryGaps(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.ofCohort('boundary-gaps', request, response);
  }

  @Asks('drivers/explain', {
    summary: 'The trusts, inputs and events the drivers of use were made from, trust by trust',
    action: 'read-stages-and-gaps',
    answer: answers.cohortExplanation,
    parameters: { ...cohort, ...parts },
  })
  drivers(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.ofCohort('drivers', request, response);
  }

  @Asks('stage-gaps/explain', {
    summary: 'The trusts, inputs and events stage gaps were made from, and the terms of targets',
    action: 'read-stages-and-gaps',
    answer: answers.cohortExplanation,
    parameters: { ...overTime, ...expected, ...parts },
  })
  stageGaps(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.ofCohort('stage-gaps', request, response);
  }

  @Asks('transitions/explain', {
    summary: 'The trusts, inputs and events moves between stages were made from, trust by trust',
    action: 'read-stages-and-gaps',
    answer: answers.cohortExplanation,
    parameters: { ...overTime, ...parts },
  })
  transitions(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.ofCohort('transitions', request, response);
  }

  @Asks('money-gaps/explain', {
    summary: 'The trusts, benefits and events the money gap was made from, trust by trust',
    action: 'read-stages-and-gaps',
    answer: answers.cohortExplanation,
    parameters: { ...rollUp, ...parts },
  })
  moneyGaps(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.ofCohort('money-gaps', request, response);
  }

  @Asks('money-gaps/over-time/explain', {
    summary: 'The trusts, benefits and events money by quarter was made from, trust by trust',
    action: 'read-stages-and-gaps',
    answer: answers.cohortExplanation,
    parameters: { ...overTime, ...parts },
  })
  moneyOverTime(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.ofCohort('money-over-time', request, response);
  }

  private async ofCohort(
    figure: CohortFigure,
    request: Request,
    response: Response,
  ): Promise<string> {
    const own = Object.keys({ ...asked[figure], ...parts });
    const question = await this.desk.take(request, response, own);
    const capability = question.parameter('capability');
    const part = { ...pageIn(question), ...(capability === undefined ? {} : { capability }) };
    const answer = await this.queries.execute(
      new ExplainCohort(
        { figure, ...groupingOf(question), expected: expectedIn(question) },
        question.moment,
        part,
      ),
    );
    if (answer.next !== null) question.linkNext(answer.next, answer.entry);
    const ofOthers = isMoney(figure) ? 'nothing' : 'inputs';
    const shown = { trusts: answer.trusts, ofOthers } as const;
    const trusts = await partsShown(this.resources, request, shown);
    const events = [
      ...answer.events.map((event) => ({ trust: null, counts: null, ...event })),
      ...eventsIn(trusts),
    ];
    const given = { ...answer, trusts };
    return question.give(given, events, answers.cohortExplanation.rows);
  }
}

/** What each figure takes beside the part of it that is explained. */
const asked: Readonly<Record<CohortFigure, object>> = {
  gaps: { ...rollUp, ...weighing, ...ofCapability },
  stages: { ...rollUp, ...ofCapability },
  progression: { ...overTime, ...ofCapability },
  'boundary-gaps': rollUp,
  drivers: cohort,
  'stage-gaps': { ...overTime, ...expected },
  transitions: overTime,
  'money-gaps': rollUp,
  'money-over-time': overTime,
};

/** What a benefit came to is for those who may read its trust's entries. */
export const isMoney = (figure: CohortFigure): boolean =>
  figure === 'money-gaps' || figure === 'money-over-time';
