import { Controller, Get, HttpStatus, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { BenefitsRegister, OrganisationProfile, type BenefitListed } from '#read-models';
import { benefitClasses, parseOdsCode, type BenefitClass } from '#vocabulary';
import { noSuchOrganisation } from '../../api/questions/question-desk.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { dataLinks, explainHref } from '../data-links.js';
import { FormDoor } from '../forms/form-door.js';
import { freshnessOf } from '../freshness.js';
import { FEW_ROWS_SHOWN, rowsShown } from '../layout/parts-shown.js';
import { Moments } from '../moments.js';
import { Views } from '../views.js';
import { classInWords } from './benefit-words.js';
import { registerRow } from './register-rows.js';

/** What a trust promised of its record, and how each promise stands. */
@ApiExcludeController()
@Controller('organisations/:ods/benefits')
export class BenefitsPage {
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
    @Query() typed: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { asOf, knownAt, class: chosenClass } = typed;
    const code = parseOdsCode(ods);
    const asked = await this.moments.asked(asOf, knownAt);
    const profile =
      code && (await this.queries.execute(new OrganisationProfile(code, asked.moment)));
    if (profile?.organisation.kind !== 'trust') throw noSuchOrganisation(ods);
    const { organisation, entry } = profile;
    const address = `/organisations/${organisation.code}/benefits`;
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    const at = { asOf: asked.moment.asOf, knownAt: { entry } };
    const answer = await this.queries.execute(
      new BenefitsRegister(at, { organisation: organisation.code }),
    );
    const all = asked.errors.length > 0 ? [] : (answer?.benefits ?? []);
    const chosen = classes.find((each) => each === chosenClass);
    const shown = all.filter((each) => chosen === undefined || each.class === chosen);
    const list = { anchor: 'register', shown: FEW_ROWS_SHOWN };
    const { rows, pages } = rowsShown(shown, typed, list);
    this.views.send(response, 'benefits/benefits.njk', {
      ...asked,
      title: 'Benefits',
      code: organisation.code,
      organisation: organisation.name,
      address,
      freshness: freshnessOf(profile),
      rows: rows.map((each) => {
        const row = registerRow(each, address);
        return { ...row, href: row.href + asked.query };
      }),
      pages,
      counted: shownOf(shown, all),
      nothing: all.length === 0,
      className: chosen && benefitClasses[chosen],
      classes: [
        { value: '', text: 'All', selected: chosen === undefined },
        ...classes.map((value) => ({
          value,
          text: classInWords(value),
          selected: value === chosen,
        })),
      ],
      explained: explainHref(`organisations/${organisation.code}/benefits/explain`, asked.query),
      data: dataLinks(`organisations/${organisation.code}/benefits`, asked.query),
      mayRecord: await this.door.mayOpen('record-own-facts', request),
    });
  }
}

const classes = Object.keys(benefitClasses) as BenefitClass[];

/** How many are shown, and how far they have come. */
function shownOf(shown: readonly BenefitListed[], all: readonly BenefitListed[]): string {
  const approved = shown.filter(({ current }) => current !== null).length;
  const validated = shown.filter(({ actuals }) => actuals.lastValidated !== undefined).length;
  const count = shown.length === all.length ? '' : `${String(shown.length)} of `;
  return `${count}${String(all.length)} ${all.length === 1 ? 'benefit' : 'benefits'}: ${[
    approved === 0 ? 'none approved' : `${String(approved)} approved`,
    ...(validated === 0 ? [] : [`${String(validated)} with a validated value`]),
  ].join(', ')}.`;
}
