import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { GapRollUp, Progression, StageDistribution, type Weights } from '#read-models';
import { parseOdsCode } from '#vocabulary';
import { wrong } from '../http/problem.js';
import * as answers from './answers/index.js';
import { Asks, programme } from './described.js';
import { isDemonstration, placeIn } from './organisations.questions.js';
import type { Question } from './question.js';
import { QuestionDesk } from './question-desk.js';

export const cohort = {
  ...programme,
  icb: 'Only the trusts of this ICB (ODS code), or unassigned',
  region: 'Only the trusts of this region (ODS code), or unassigned',
  trustType: 'Only the trusts of this type, or unassigned',
};
const lens = { lens: 'as-was, or as-is: predecessors under the successor of today' };
export const overTime = { ...cohort, ...lens };
export const rollUp = { ...cohort, by: 'nation, region, icb or trust-type', ...lens };
export const weighing = {
  weights: 'What trusts weigh, like RXX:3,RYY:0.5; all others weigh 1. Left out: all the same',
};
const gapRollUp = { ...rollUp, by: 'nation, region, icb, trust-type or trust' };
const places = ['nation', 'region', 'icb', 'trust-type'] as const;
const groupings = {
  nation: 'nation',
  region: 'region',
  icb: 'icb',
  'trust-type': 'trustType',
} as const;

/** Where the trusts of a nation, a region, an ICB or a type stand. */
@ApiTags('Programmes')
@Controller('api/v1')
export class ProgrammeQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Asks('gaps', {
    summary: 'The gap of a cohort and of its groups, with split and bounds',
    action: 'read-stages-and-gaps',
    answer: answers.gaps,
    parameters: { ...gapRollUp, ...weighing },
  })
  async gaps(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const own = Object.keys({ ...gapRollUp, ...weighing });
    const question = await this.desk.take(request, response, own);
    const { filter, lens, weights } = cohortAsked(question);
    const by = { ...groupings, trust: 'trust' as const }[
      question.choice('by', [...places, 'trust']) ?? 'nation'
    ];
    const answer = await this.queries.execute(
      new GapRollUp(question.moment, by, filter, lens, weights),
    );
    return question.give(answer, answer.groups, answers.gaps.rows);
  }

  @Asks('stages', {
    summary: 'How many trusts of a cohort are at each stage, and which',
    action: 'read-stages-and-gaps',
    answer: answers.stages,
    parameters: rollUp,
  })
  async stages(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(rollUp));
    const { by, filter, lens } = groupingOf(question);
    const answer = await this.queries.execute(
      new StageDistribution(question.moment, by, filter, lens),
    );
    return question.give(answer, answer.trusts, answers.stages.rows);
  }

  @Asks('progression', {
    summary: 'Which stage each trust had when, and how many were at each per quarter',
    action: 'read-stages-and-gaps',
    answer: answers.progression,
    parameters: overTime,
  })
  async progression(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, Object.keys(overTime));
    const asked = groupingOf(question);
    const answer = await this.queries.execute(
      new Progression(question.moment, asked.filter, asked.lens),
    );
    return question.give(answer, answer.quarters, answers.progression.rows);
  }
}

export const cohortFilter = (question: Question) => ({
  demonstration: isDemonstration(question),
  ...placeIn(question),
});

export const groupingOf = (question: Question) => ({
  by: groupings[question.choice('by', places) ?? 'nation'],
  ...cohortAsked(question),
});

const cohortAsked = (question: Question) => ({
  filter: cohortFilter(question),
  lens: question.choice('lens', ['as-was', 'as-is']) ?? ('as-was' as const),
  weights: weightsIn(question.parameter('weights')),
});

/** `RXX:3,RYY:0.5`: a code and what it weighs, each trust once. */
function weightsIn(text: string | undefined): Weights {
  if (text === undefined || text === 'equal') return 'equal';
  const weights = new Map<string, number>();
  for (const each of text.split(',')) {
    const [, named = '', number = ''] = /^([A-Za-z0-9]+):(\d{1,9}(?:\.\d{1,6})?)$/.exec(each) ?? [];
    const code = parseOdsCode(named);
    if (code === undefined || weights.has(code)) throw unweighable();
    weights.set(code, Number(number));
  }
  return Object.fromEntries(weights);
}

const unweighable = () =>
  wrong('?weights', 'not-weights', 'Enter each trust once with what it weighs, like RXX:3,RYY:0.5');
