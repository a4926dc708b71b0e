import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { DataQuality, OrganisationProfile } from '#read-models';
import { parseOdsCode } from '#vocabulary';
import { notFound } from '../../../api/http/problem.js';
import { Requires } from '../../../api/who/requires.decorator.js';
import { Resources } from '../../../api/who/resources.js';
import { actorOf } from '../../../api/who/who.guard.js';
import { dataLinks, explainHref } from '../../data-links.js';
import { qualityText } from '../../explain/explained-texts.js';
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
    const { request, profile, now, asOf, trustHref } = opened;
    const { programme } = profile;
    const remit = await this.remitOf(opened);
    const asked = new DataQuality(programme, now, remit?.place);
    const answer = await this.queries.execute(asked);
    if (answer === undefined) throw notFound();
    const seesAll = await this.door.mayOpen('read-entries', request);
    const seesTrusts = seesAll || remit !== undefined;
    const trusts = seesTrusts
      ? trustRows(answer.trusts, { address: request.query, trustHref })
      : undefined;
    return {
      ...qualityView(answer, { place: placeOf(opened, remit !== undefined), asOf }),
      remit: remit !== undefined,
      none: answer.denominator === 0,
      model: answer.model,
      seesTrusts,
      trusts,
      pages: trusts?.pages,
      worked: qualityText,
      explained: explainHref(
        `programmes/${programme}/data-quality/explain`,
        opened.query,
        remit?.parameters,
      ),
      data: dataOf(opened, { seesTrusts, ...remit }),
    };
  }

  /** The part of the nation that a board is of, and what the API calls it; undefined for everybody else. */
  private async remitOf({ request, now }: ProgrammeOpened) {
    const actor = actorOf(request);
    const among = await this.resources.remitOf(actor);
    const code = actor.kind === 'known' ? parseOdsCode(actor.organisation) : undefined;
    if (among === undefined || code === undefined) return undefined;
    const board = await this.queries.execute(new OrganisationProfile(code, now));
    const name = board?.organisation.kind === 'region' ? 'region' : 'icb';
    return board?.organisation.kind === 'trust'
      ? { place: { among }, trust: code }
      : { place: { among, [name]: code }, parameters: { [name]: code } };
  }
}

const placeOf = ({ profile }: ProgrammeOpened, isRemit: boolean): string =>
  isRemit ? `your trusts of the ${profile.name}` : `trusts of the ${profile.name}`;

function dataOf(
  { profile, query }: ProgrammeOpened,
  {
    seesTrusts,
    trust,
    parameters = {},
  }: Readonly<{
    seesTrusts: boolean;
    trust?: string;
    parameters?: Readonly<Record<string, string>>;
  }>,
) {
  const text = 'Data quality';
  if (trust !== undefined) {
    return [{ text, data: dataLinks(`organisations/${trust}/data-quality`, query) }];
  }
  const path = `programmes/${profile.programme}/data-quality`;
  return [
    { text, data: dataLinks(path, query, parameters) },
    ...(seesTrusts
      ? [
          {
            text: 'Data quality of each trust',
            data: dataLinks(`${path}/trusts`, query, parameters),
          },
        ]
      : []),
  ];
}
