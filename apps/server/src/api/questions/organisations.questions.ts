import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EprCoverage, OrganisationProfile, OrganisationsOn } from '#read-models';
import { parseOdsCode, trustTypes, type OdsCode } from '#vocabulary';
import { wrong } from '../http/problem.js';
import * as answers from './answers/index.js';
import { Asks, paging, programme } from './described.js';
import type { Question } from './question.js';
import { found, organisationIn, QuestionDesk } from './question-desk.js';

const filters = ['programme', 'kind', 'open', 'icb', 'region', 'trustType', 'name'];

/** Which organisations there were on a day, and what public sources say of them. */
@ApiTags('Organisations')
@Controller('api/v1')
export class OrganisationQuestions {
  constructor(
    @Inject(QuestionDesk) private readonly desk: QuestionDesk,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Asks('organisations', {
    summary: 'The organisations registered by a day, as they were on it',
    action: 'read-public-facts',
    answer: answers.organisations,
    parameters: {
      ...paging,
      ...programme,
      kind: 'trust, icb or region',
      open: 'true or false, on that day',
      icb: 'ODS code of the ICB, or unassigned',
      region: 'ODS code of the region, or unassigned',
      trustType: 'As NHS England names it, or unassigned',
      name: 'Words that begin those of the name, or the code, like sheff hosp',
    },
  })
  async organisations(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, ['limit', 'cursor', ...filters]);
    const answer = await this.queries.execute(
      new OrganisationsOn(question.moment, filterOf(question), question.parameter('name')),
    );
    return question.givePage(
      answer,
      { name: 'organisations', columns: answers.organisations.rows },
      ({ code }) => code,
    );
  }

  @Asks('organisations/:ods', {
    summary: 'One organisation on a day, with what is publicly known of its record',
    action: 'read-public-facts',
    answer: answers.profile,
  })
  async organisation(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const code = organisationIn(request);
    const question = await this.desk.take(request, response);
    return question.give(
      found(await this.queries.execute(new OrganisationProfile(code, question.moment))),
    );
  }

  @Asks('coverage/epr', {
    summary: 'How many trusts have an EPR, by source and day',
    action: 'read-public-facts',
    answer: answers.coverage,
    parameters: programme,
  })
  async coverage(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const question = await this.desk.take(request, response, ['programme']);
    const answer = await this.queries.execute(
      new EprCoverage(question.moment, isDemonstration(question)),
    );
    return question.give(answer, answer.coverage, answers.coverage.rows);
  }
}

export const isDemonstration = (question: Question): boolean =>
  question.choice('programme', ['england', 'demonstration']) === 'demonstration';

function filterOf(question: Question) {
  const kind = question.choice('kind', ['trust', 'icb', 'region']);
  const open = question.flag('open');
  return {
    demonstration: isDemonstration(question),
    ...(kind === undefined ? {} : { kind }),
    ...(open === undefined ? {} : { open }),
    ...placeIn(question),
  };
}

/** ICB, region and type of trust, each a value or "unassigned". */
export function placeIn(question: Question) {
  const [icb, region] = [codeIn(question, 'icb'), codeIn(question, 'region')];
  const trustType = question.choice('trustType', [...trustTypes, 'unassigned']);
  return {
    ...(icb === undefined ? {} : { icb }),
    ...(region === undefined ? {} : { region }),
    ...(trustType === undefined ? {} : { trustType }),
  };
}

function codeIn(question: Question, name: string): OdsCode | 'unassigned' | undefined {
  const text = question.parameter(name);
  if (text === undefined || text === 'unassigned') return text;
  const code = parseOdsCode(text);
  if (code === undefined) {
    throw wrong(`?${name}`, 'not-a-code', 'Enter an ODS code that exists, like RXX');
  }
  return code;
}
