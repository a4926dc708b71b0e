import { Controller, Get, HttpStatus, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { WaitingList } from '#read-models';
import { parseOdsCode } from '#vocabulary';
import { noSuchOrganisation } from '../../api/questions/question-desk.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { actorOf } from '../../api/who/who.guard.js';
import { dataLinks, explainHref } from '../data-links.js';
import { FormDoor } from '../forms/form-door.js';
import { freshnessOf } from '../freshness.js';
import { Moments } from '../moments.js';
import { Views } from '../views.js';
import { approvalRow, countsInWords } from './approval-rows.js';

/** What one person at a trust recorded, and another has to decide on. */
@ApiExcludeController()
@Controller('organisations/:ods/approvals')
export class ApprovalsPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly door: FormDoor,
  ) {}

  @Get()
  @Requires('read-entries')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('ods') ods: string,
    @Query() { asOf, knownAt }: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const code = parseOdsCode(ods);
    const asked = await this.moments.asked(asOf, knownAt);
    const answer = code && (await this.queries.execute(new WaitingList(code, asked.moment)));
    if (answer?.organisation.kind !== 'trust') throw noSuchOrganisation(ods);
    const { organisation, waiting, numerator, denominator } = answer;
    const isWrong = asked.errors.length > 0;
    if (isWrong) response.status(HttpStatus.BAD_REQUEST);
    const isNow = asked.lookingBack === undefined;
    const may = {
      approve: isNow && (await this.door.mayOpen('approve-own-facts', request)),
      grade: isNow && (await this.door.mayOpen('grade-evidence', request)),
    };
    const actor = actorOf(request);
    this.views.send(response, 'approvals/approvals.njk', {
      ...asked,
      title: 'Waiting for a decision',
      code: organisation.code,
      organisation: organisation.name,
      address: `/organisations/${organisation.code}/approvals`,
      freshness: freshnessOf(answer),
      counted: countsInWords(numerator, denominator),
      rows: isWrong
        ? []
        : waiting.map((each) =>
            approvalRow(each, { code: organisation.code, asOf: answer.asOf, actor, may }),
          ),
      data: dataLinks(`organisations/${organisation.code}/approvals`, asked.query),
      explained: explainHref(`organisations/${organisation.code}/approvals/explain`, asked.query),
    });
  }
}
