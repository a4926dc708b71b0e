import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ExplainBenefits, ExplainDue } from '#read-models';
import { parseBenefitId } from '#vocabulary';
import { noSuchOrganisation, organisationIn } from '../../api/questions/question-desk.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { Moments } from '../moments.js';
import { noSuchBenefit } from '../benefits/known-benefit.js';
import { benefitShown, benefitsShown, dueShown } from './benefit-inputs.js';
import { benefitText, benefitsText, dueText } from './explained-texts.js';
import { OwnExplained } from './own-explained.js';

type Asked = Readonly<Record<string, unknown>>;

/** How the standing of benefits, and what is due, are worked out: counts that no model is asked for. */
@ApiExcludeController()
@Controller('organisations/:ods')
export class ExplainOwnPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly moments: Moments,
    private readonly explained: OwnExplained,
  ) {}

  @Get('due/explain')
  @Requires('read-entries')
  async due(
    @Req() request: Request,
    @Res() response: Response,
    @Query() query: Asked,
  ): Promise<void> {
    const code = organisationIn(request);
    const asked = await this.moments.asked(query['asOf'], query['knownAt']);
    const explained = await this.queries.execute(new ExplainDue(code, asked.moment));
    if (explained === undefined) throw noSuchOrganisation(code);
    await this.explained.show(request, response, {
      ...{ asked, query, code, explained, text: dueText, path: 'due' },
      inputs: dueShown(explained, asked.moment.asOf),
    });
  }

  @Get('benefits/explain')
  @Requires('read-entries')
  async benefits(
    @Req() request: Request,
    @Res() response: Response,
    @Query() query: Asked,
  ): Promise<void> {
    const code = organisationIn(request);
    const asked = await this.moments.asked(query['asOf'], query['knownAt']);
    const explained = await this.queries.execute(new ExplainBenefits(code, asked.moment));
    if (explained === undefined) throw noSuchOrganisation(code);
    await this.explained.show(request, response, {
      ...{ asked, query, code, explained, text: benefitsText, path: 'benefits' },
      trail: [{ href: `/organisations/${code}/benefits`, text: 'Benefits' }],
      inputs: benefitsShown(explained),
    });
  }

  @Get('benefits/:benefit/explain')
  @Requires('read-entries')
  async benefit(
    @Req() request: Request,
    @Res() response: Response,
    @Param('benefit') named: string,
    @Query() query: Asked,
  ): Promise<void> {
    const code = organisationIn(request);
    const benefit = parseBenefitId(named);
    const asked = await this.moments.asked(query['asOf'], query['knownAt']);
    const explained =
      benefit && (await this.queries.execute(new ExplainBenefits(code, asked.moment, benefit)));
    const own = explained?.answer[0];
    if (explained === undefined || own === undefined) throw noSuchBenefit(code, asked);
    await this.explained.show(request, response, {
      ...{ asked, query, code, explained, text: benefitText, path: `benefits/${own.benefit}` },
      about: own.title,
      benefit: own.benefit,
      trail: [
        { href: `/organisations/${code}/benefits`, text: 'Benefits' },
        { href: `/organisations/${code}/benefits/${own.benefit}`, text: own.title },
      ],
      inputs: benefitShown(own),
    });
  }
}
