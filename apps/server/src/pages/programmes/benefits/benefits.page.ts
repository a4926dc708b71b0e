import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { MoneyGap, MoneyOverTime } from '#read-models';
import { Requires } from '../../../api/who/requires.decorator.js';
import { dataLinks, explainHref } from '../../data-links.js';
import { FormDoor } from '../../forms/form-door.js';
import { ProgrammeFrame, type ProgrammeOpened } from '../frame/programme-frame.js';
import { benefitsView } from './benefits-view.js';

/** What was promised in money, by class, and whether it is real. */
@ApiExcludeController()
@Controller('programmes/:programme/benefits')
export class ProgrammeBenefitsPage {
  constructor(
    private readonly frame: ProgrammeFrame,
    private readonly door: FormDoor,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Requires('read-stages-and-gaps')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const page = {
      here: 'benefits',
      title: 'Benefits in money',
      template: 'programmes/benefits/benefits.njk',
    } as const;
    await this.frame.show(request, response, page, async (opened) => {
      const seesTrusts = await this.door.mayOpen('read-entries', request);
      const benefits = await readBenefits(this.queries, opened, seesTrusts);
      return {
        seesTrusts,
        benefits,
        pages: benefits?.trusts?.pages,
        data: benefitsData(opened, seesTrusts),
        explained: explainHref('money-gaps/explain', opened.query, opened.cohort),
        explainedOverTime: explainHref('money-gaps/over-time/explain', opened.query, opened.cohort),
      };
    });
  }
}

/** The figures of the page, for whatever else shows them. Undefined where nobody recorded a benefit. */
async function readBenefits(
  queries: QueryBus,
  { request, now, before, filter, asOf, since, profile, query }: ProgrammeOpened,
  seesTrusts: boolean,
) {
  const [money, earlier, overTime, trusts] = await Promise.all([
    queries.execute(new MoneyGap(now, 'nation', filter)),
    queries.execute(new MoneyGap(before, 'nation', filter)),
    queries.execute(new MoneyOverTime(now, filter)),
    seesTrusts ? queries.execute(new MoneyGap(now, 'trust', filter)) : undefined,
  ]);
  return benefitsView(
    {
      now: money,
      before: earlier,
      overTime,
      ...(trusts && { trusts: { answer: trusts, address: request.query } }),
    },
    {
      asOf,
      since,
      place: `trusts of the ${profile.name}`,
      trustHref: (code) => `/organisations/${code}/benefits${query}`,
    },
  );
}

function benefitsData({ query, cohort }: ProgrammeOpened, seesTrusts: boolean) {
  return [
    { text: 'Benefits by class', data: dataLinks('money-gaps', query, cohort) },
    { text: 'Benefits by quarter', data: dataLinks('money-gaps/over-time', query, cohort) },
    ...(seesTrusts
      ? [{ text: 'Benefits by trust', data: dataLinks('money-gaps/trusts', query, cohort) }]
      : []),
  ];
}
