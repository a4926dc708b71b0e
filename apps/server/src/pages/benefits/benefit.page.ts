import { Controller, Get, HttpStatus, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { BenefitProfile, PoolsRegister, type BenefitProfileAnswer } from '#read-models';
import { parseBenefitId, parseOdsCode } from '#vocabulary';
import { Requires } from '../../api/who/requires.decorator.js';
import { dataLinks, explainHref } from '../data-links.js';
import { FormDoor } from '../forms/form-door.js';
import { freshnessOf } from '../freshness.js';
import { FEW_ROWS_SHOWN, rowsShown } from '../layout/parts-shown.js';
import type { MomentAsked } from '../moment-typed.js';
import { Moments } from '../moments.js';
import { readNames } from '../names.js';
import { Views } from '../views.js';
import { benefitForms, type May } from './benefit-actions.js';
import { besideTag, statusTag } from './benefit-words.js';
import { noSuchBenefit } from './known-benefit.js';
import { mapView } from './map-view.js';
import { missingView } from './missing-periods.js';
import { profileLines } from './profile-lines.js';
import { disbenefitRows, planRows, realisedView, shareLines } from './profile-view.js';
import { spcView } from './spc-view.js';
import { worthInWords } from './worth-in-words.js';
import { noSuchOrganisation } from '../../api/questions/question-desk.js';

type Typed = Readonly<Record<string, unknown>>;

/** One benefit in full: what was promised, what came of it, and who says so. */
@ApiExcludeController()
@Controller('organisations/:ods/benefits/:benefit')
export class BenefitPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly door: FormDoor,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-entries')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('ods') ods: string,
    @Param('benefit') reference: string,
    @Query() typed: Typed,
  ): Promise<void> {
    const { asOf, knownAt } = typed;
    const [code, benefit] = [parseOdsCode(ods), parseBenefitId(reference)];
    const asked = await this.moments.asked(asOf, knownAt);
    if (code === undefined) throw noSuchOrganisation(ods);
    if (benefit === undefined) throw noSuchBenefit(code, asked);
    const answer = await this.queries.execute(new BenefitProfile(code, benefit, asked.moment));
    if (answer === undefined) throw noSuchBenefit(code, asked);
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    const { organisation } = answer;
    const address = `/organisations/${organisation.code}/benefits/${benefit}`;
    const may = {
      record: await this.door.mayOpen('record-own-facts', request),
      approve: await this.door.mayOpen('approve-own-facts', request),
    };
    this.views.send(response, 'benefits/benefit.njk', {
      ...asked,
      title: answer.profile.title,
      reference: benefit,
      code: organisation.code,
      organisation: organisation.name,
      address,
      freshness: freshnessOf(answer),
      ...(asked.errors.length > 0
        ? {}
        : await this.content(answer, asked, { address, may, typed })),
    });
  }

  /** All from one entry: the profile's, which the page names. */
  private async content(
    answer: BenefitProfileAnswer,
    { moment, query, lookingBack }: MomentAsked,
    { address, may, typed }: Readonly<{ address: string; may: May; typed: Typed }>,
  ) {
    const { benefit, organisation, entry } = answer;
    const path = `organisations/${organisation.code}/benefits/${benefit.benefit}`;
    const at = { asOf: moment.asOf, knownAt: { entry } };
    const names = await readNames(this.queries, this.store, at);
    const links = {
      entry: (of: number) => `/organisations/${organisation.code}/entries/${String(of)}`,
      ...(may.approve && lookingBack === undefined && { decide: `${address}/actuals` }),
    };
    const pools = await this.queries.execute(
      new PoolsRegister(at, { organisation: organisation.code }),
    );
    const standing = {
      benefit,
      holdsShare: (pools?.pools ?? []).some((pool) =>
        pool.shares.some((each) => each.benefit === benefit.benefit),
      ),
      hasSuccessor: organisation.successors.length > 0,
    };
    const spc = spcView(answer, names, links);
    const list = { parameter: 'values', anchor: 'values', shown: FEW_ROWS_SHOWN };
    const values = rowsShown(spc.rows, typed, list);
    return {
      forms: lookingBack === undefined ? benefitForms(standing, address, may) : [],
      status: statusTag(benefit),
      says: besideTag(benefit.says, statusTag(benefit)),
      lines: profileLines(answer, names),
      realised: realisedView(answer, names),
      spc,
      ...{ values, pages: values.pages },
      missing: missingView(
        answer,
        may.record && lookingBack === undefined ? `${address}/actuals/new` : undefined,
      ),
      plan: planRows(answer, links.entry),
      worth: worthInWords(answer),
      shares: shareLines(answer, pools?.pools ?? []),
      map: mapView(answer, names),
      disbenefits: disbenefitRows(answer, links.entry),
      explained: explainHref(`${path}/explain`, query),
      data: dataLinks(path, query),
    };
  }
}
