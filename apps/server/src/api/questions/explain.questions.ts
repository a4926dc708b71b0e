import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import {
  Explain,
  ExplainCohort,
  ExplainCoverage,
  type CohortFigure,
  type EventUsed,
  type ExplainedFigure,
  type TrustExplained,
} from '#read-models';
import { parseOdsCode, type OdsCode } from '#vocabulary';
import { wrong } from '../http/problem.js';
import type { Actor } from '../who/actor.js';
import { can, type Resource } from '../who/policy.js';
import { Resources } from '../who/resources.js';
import { actorOf } from '../who/who.guard.js';
import * as answers from './answers/index.js';
import { Asks, paging, programme } from './described.js';
import { isDemonstration } from './organisations.questions.js';
import { groupingOf, overTime, rollUp, weighing } from './programme.questions.js';
import type { Question } from './question.js';
import { found, organisationIn, QuestionDesk } from './question-desk.js';
import { withoutBenefits } from './without-benefits.js';

const ofCapability = {
  capability: 'Only what bears on this capability, like C105',
};
const parts = {
  ...paging,
  limit: 'Trusts per page, up to 50',
  organisation: 'Only this trust (ODS code); as-is, with all that counts under its successor',
};

/** Every trust has a hundred events or more behind it. */
const LONGEST_PAGE = 50;

/** What a figure was made from: its cohort, the inputs of each trust, and the events that state them. */
@ApiTags('Explanations')
@Controller('api/v1')
export class ExplainQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Resources) private readonly resources: Resources,
  ) {}

  @Asks('organisations/:ods/stage/explain', {
    summary: 'The inputs and events the stage of a trust was made from',
    action: 'read-entries',
    answer: answers.explanation,
    parameters: ofCapability,
  })
  stage(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    return this.ofTrust('stage', request, response);
  }

  @Asks('organisations/:ods/gap/explain', {
    summary: 'The inputs and events the gap of a trust was made from',
    action: 'read-entries',
    answer: answers.explanation,
    parameters: ofCapability,
  })
  gap(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    return this.ofTrust('gap', request, response);
  }

  @Asks('organisations/:ods/progression/explain', {
    summary: 'The inputs and events the stages of a trust over time were made from',
    action: 'read-entries',
    answer: answers.explanation,
    parameters: ofCapability,
  })
  stages(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    return this.ofTrust('progression', request, response);
  }

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
      new ExplainCoverage(question.moment, isDemonstration(question), partIn(question)),
    );
    if (answer.next !== null) question.linkNext(answer.next, answer.entry);
    return question.give(answer, eventsIn(answer.trusts), answers.coverageExplanation.rows);
  }

  private async ofTrust(
    figure: ExplainedFigure,
    request: Request,
    response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response, Object.keys(ofCapability));
    const { moment } = question;
    const query = new Explain(figure, code, moment, question.parameter('capability'));
    const answer = found(await this.queries.execute(query));
    return question.give(answer, answer.events, answers.explanation.rows);
  }

  private async ofCohort(
    figure: CohortFigure,
    request: Request,
    response: Response,
  ): Promise<string> {
    const asked = {
      gaps: { ...rollUp, ...weighing },
      stages: rollUp,
      progression: overTime,
    }[figure];
    const own = Object.keys({ ...asked, ...ofCapability, ...parts });
    const question = await this.desk.take(request, response, own);
    const capability = question.parameter('capability');
    const part = { ...partIn(question), ...(capability === undefined ? {} : { capability }) };
    const answer = await this.queries.execute(
      new ExplainCohort({ figure, ...groupingOf(question) }, question.moment, part),
    );
    if (answer.next !== null) question.linkNext(answer.next, answer.entry);
    const actor = actorOf(request);
    const programmeAsked = await this.resources.resourceOf(request, actor, 'read-entries');
    const trusts = answer.trusts.map((trust) => shownTo(actor, trust, programmeAsked));
    const given = { ...answer, trusts };
    const events = [
      ...answer.events.map((event) => ({ trust: null, counts: null, ...event })),
      ...eventsIn(trusts),
    ];
    return question.give(given, events, answers.cohortExplanation.rows);
  }
}

function partIn(question: Question) {
  const text = question.parameter('organisation');
  const organisation = text === undefined ? undefined : codeIn(text);
  return {
    limit: Math.min(question.limit, LONGEST_PAGE),
    ...(organisation === undefined ? {} : { organisation }),
    ...(question.after === undefined ? {} : { after: question.after }),
  };
}

function codeIn(text: string): OdsCode {
  const code = parseOdsCode(text);
  if (code !== undefined) return code;
  throw wrong('?organisation', 'not-a-code', 'Enter an ODS code that exists, like RXX');
}

type Shown = TrustExplained & Readonly<{ withheld: 'nothing' | 'events' | 'inputs and events' }>;

/** A trust's part in a figure, as far as who asks may read of that trust. */
function shownTo(actor: Actor, trust: TrustExplained, programmeAsked: Resource): Shown {
  const { code, icb, region, successors } = trust;
  const organisation = {
    code,
    successors,
    ...(icb === null ? {} : { icb }),
    ...(region === null ? {} : { region }),
  };
  const resource = { ...programmeAsked, organisation };
  const may = (action: 'read-entries' | 'read-stages-and-gaps'): boolean =>
    can(actor, action, resource) === 'allowed';
  if (may('read-entries')) return { ...trust, withheld: 'nothing' };
  const { inputs } = trust;
  const shown = inputs !== null && 'capabilities' in inputs ? withoutBenefits(inputs) : inputs;
  if (may('read-stages-and-gaps')) {
    return { ...trust, inputs: shown, events: [], withheld: 'events' };
  }
  return { ...trust, inputs: null, events: [], withheld: 'inputs and events' };
}

/** A row for each event, beside the trust it is listed for. */
const eventsIn = (
  trusts: readonly Readonly<{ code: OdsCode; counts?: boolean; events: readonly EventUsed[] }>[],
): readonly object[] =>
  trusts.flatMap(({ code, counts, events }) =>
    events.map((event) => ({
      trust: code,
      ...(counts === undefined ? {} : { counts }),
      ...event,
    })),
  );
