import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { formulaUsed } from '#figures';
import {
  CohortMembers,
  ProgrammeProfile,
  ProgrammesOn,
  PackSignOffs,
  Publications,
  TargetCourse,
  TargetForecast,
  TargetTrusts,
  type ProgrammeProfileAnswer,
} from '#read-models';
import { outcomeRows, readOutcomes } from '../../packs/targets-read.js';
import { wrong } from '../http/problem.js';
import { programme as programmes } from '../records/owners.js';
import * as answers from './answers/index.js';
import { Asks, programme } from './described.js';
import { isDemonstration } from './organisations.questions.js';
import { found, partIn, QuestionDesk } from './question-desk.js';

/** What programmes have promised, to whom, and what they published. */
@ApiTags('Programmes')
@Controller('api/v1/programmes')
export class TargetQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Asks('', {
    summary: 'The programmes registered by a day',
    action: 'read-public-facts',
    answer: answers.programmes,
    parameters: programme,
  })
  async programmes(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(programme));
    const answer = await this.queries.execute(
      new ProgrammesOn(question.moment, isDemonstration(question)),
    );
    return question.give(answer, answer.programmes, answers.programmes.rows);
  }

  @Asks(':programme', {
    summary: 'One programme: targets with all their terms, definitions, cohorts, statements',
    action: 'read-public-facts',
    answer: answers.programmeProfile,
  })
  async programme(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response);
    return question.give(await this.profileAt(request, question.moment));
  }

  @Asks(':programme/targets', {
    summary: 'All terms that the targets of a programme had by a day, each with its source',
    action: 'read-public-facts',
    answer: answers.targets,
  })
  async targets(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response);
    const profile = await this.profileAt(request, question.moment);
    const answer = { ...stampIn(profile), targets: profile.targets };
    return question.give(answer, answer.targets, answers.targets.rows);
  }

  @Asks(':programme/statements', {
    summary: 'What public sources said of a programme by a day, each with its source',
    action: 'read-public-facts',
    answer: answers.programmeStatements,
  })
  async statements(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response);
    const profile = await this.profileAt(request, question.moment);
    const answer = { ...stampIn(profile), statements: profile.statements };
    return question.give(answer, answer.statements, answers.programmeStatements.rows);
  }

  @Asks(':programme/cohorts/:cohort/members', {
    summary: 'Who is in a cohort, in its newest version by a day or in an earlier one',
    action: 'read-public-facts',
    answer: answers.cohortMembers,
    parameters: { version: 'A version of the cohort; left out: the newest by the day' },
  })
  async members(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const cohort = partIn(request, 'cohort');
    const question = await this.desk.take(request, response, ['version']);
    const version = versionIn(question.parameter('version'));
    const answer = found(
      await this.queries.execute(
        new CohortMembers(programmes.in(request), cohort, question.moment, version),
      ),
    );
    return question.give(answer, answer.members, answers.cohortMembers.rows);
  }

  @Asks(':programme/targets/:target/trusts', {
    summary: 'Which trusts of its cohort reach a target, by the terms it had on the day, and why',
    action: 'read-stages-and-gaps',
    answer: answers.targetTrusts,
  })
  async trusts(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const target = partIn(request, 'target');
    const question = await this.desk.take(request, response);
    const answer = found(
      await this.queries.execute(new TargetTrusts(programmes.in(request), target, question.moment)),
    );
    return question.give(answer, answer.trusts, answers.targetTrusts.rows);
  }

  @Asks(':programme/targets/:target/forecast', {
    summary: 'How many trusts will miss a target, by what had been stated by the day, and why',
    action: 'read-stages-and-gaps',
    answer: answers.targetForecast,
  })
  async forecast(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const target = partIn(request, 'target');
    const question = await this.desk.take(request, response);
    const asked = new TargetForecast(programmes.in(request), target, question.moment);
    const answer = found(await this.queries.execute(asked));
    return question.give(answer, answer.trusts, answers.targetForecast.rows);
  }

  @Asks(':programme/targets/:target/course', {
    summary: 'How many trusts had reached a target quarter by quarter, and how it will go on',
    action: 'read-stages-and-gaps',
    answer: answers.targetCourse,
  })
  async course(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const target = partIn(request, 'target');
    const question = await this.desk.take(request, response);
    const asked = new TargetCourse(programmes.in(request), target, question.moment);
    const answer = found(await this.queries.execute(asked));
    return question.give(answer, answer.reached, answers.targetCourse.rows);
  }

  @Asks(':programme/outcomes', {
    summary: 'What came of each target whose deadline is over, and where it stands since',
    action: 'read-stages-and-gaps',
    answer: answers.targetOutcomes,
  })
  async outcomes(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response);
    const profile = await this.profileAt(request, question.moment);
    const moment = { ...question.moment, knownAt: { entry: profile.entry } };
    const outcomes = outcomeRows(await readOutcomes(this.queries, profile, moment));
    const answer = { ...stampIn(profile), formula: formulaUsed('coverage'), outcomes };
    return question.give(answer, outcomes, answers.targetOutcomes.rows);
  }

  @Asks(':programme/reports', {
    summary: 'The reports of a programme, as they were published',
    action: 'read-stages-and-gaps',
    answer: answers.reports,
  })
  async reports(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response);
    const { forecasts: _, ...answer } = await this.publicationsAt(request, question.moment);
    return question.give(answer, answer.reports, answers.reports.rows);
  }

  @Asks(':programme/forecasts', {
    summary: 'The forecasts of a programme as they were published, with judgements beside them',
    action: 'read-stages-and-gaps',
    answer: answers.forecasts,
  })
  async forecasts(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response);
    const { reports: _, ...answer } = await this.publicationsAt(request, question.moment);
    return question.give(answer, answer.forecasts, answers.forecasts.rows);
  }

  @Asks(':programme/sign-offs', {
    summary: 'Which board packs were signed off, in which role, and which of that was withdrawn',
    action: 'read-stages-and-gaps',
    answer: answers.packSignOffs,
  })
  async signOffs(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response);
    const asked = new PackSignOffs(programmes.in(request), question.moment);
    const answer = found(await this.queries.execute(asked));
    return question.give(answer, answer.signOffs, answers.packSignOffs.rows);
  }

  private async profileAt(request: Request, moment: ProgrammeProfile['moment']) {
    return found(await this.queries.execute(new ProgrammeProfile(programmes.in(request), moment)));
  }

  private async publicationsAt(request: Request, moment: Publications['moment']) {
    return found(await this.queries.execute(new Publications(programmes.in(request), moment)));
  }
}

const stampIn = ({ asOf, entry, recordedAt, final, programme: named }: ProgrammeProfileAnswer) => ({
  asOf,
  entry,
  recordedAt,
  final,
  programme: named,
});

function versionIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw wrong('?version', 'not-a-version', 'Enter a version like 2');
}
