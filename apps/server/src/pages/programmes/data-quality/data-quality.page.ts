import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { DataQuality, type DataQualityAnswer } from '#read-models';
import { notFound } from '../../../api/http/problem.js';
import { Requires } from '../../../api/who/requires.decorator.js';
import { Resources } from '../../../api/who/resources.js';
import { actorOf } from '../../../api/who/who.guard.js';
import { dataLinks } from '../../data-links.js';
import { FormDoor } from '../../forms/form-door.js';
import { ProgrammeFrame, type ProgrammeOpened } from '../frame/programme-frame.js';
import { qualityView } from './quality-view.js';
import { trustRows } from './trust-rows.js';

/** How far a board can rely on what its trusts recorded, and on nothing where nothing is known. */
@ApiExcludeController()
@Controller('programmes/:programme/data-quality')
export class DataQualityPage {
  constructor(
    private readonly frame: ProgrammeFrame,
    private readonly door: FormDoor,
    private readonly resources: Resources,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Requires('read-stages-and-gaps')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const page = {
      here: 'data-quality',
      title: 'Data quality',
      template: 'programmes/data-quality/data-quality.njk',
      compares: false,
    } as const;
    await this.frame.show(request, response, page, (opened) => this.content(opened));
  }

  private async content(opened: ProgrammeOpened) {
    const { request, profile, now, asOf, query } = opened;
    const { programme } = profile;
    const among = await this.resources.remitOf(actorOf(request));
    const asked = new DataQuality(programme, now, among === undefined ? {} : { among });
    const answer = await this.queries.execute(asked);
    if (answer === undefined) throw notFound();
    const seesAll = await this.door.mayOpen('read-entries', request);
    const seesTrusts = seesAll || among !== undefined;
    return {
      ...qualityView(answer, { place: placeOf(opened, among !== undefined), asOf }),
      remit: among !== undefined,
      none: answer.denominator === 0,
      model: answer.model,
      seesTrusts,
      ...(seesTrusts && { trusts: trustRows(answer.trusts, { address: request.query, query }) }),
      data: dataOf(opened, { answer, seesAll }),
    };
  }
}

const placeOf = ({ profile }: ProgrammeOpened, isRemit: boolean): string =>
  isRemit ? `your trusts of the ${profile.name}` : `trusts of the ${profile.name}`;

function dataOf(
  { profile, query }: ProgrammeOpened,
  { answer, seesAll }: Readonly<{ answer: DataQualityAnswer; seesAll: boolean }>,
) {
  const path = `programmes/${answer.programme}/data-quality`;
  return [
    { text: `Data quality of the ${profile.name}`, data: dataLinks(path, query) },
    ...(seesAll
      ? [{ text: 'Data quality of each trust', data: dataLinks(`${path}/trusts`, query) }]
      : []),
  ];
}
