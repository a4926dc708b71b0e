import { Controller, Get, HttpStatus, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { MoneyGap, ProgrammesOn, type MoneyGapAnswer } from '#read-models';
import { Requires } from '../../api/who/requires.decorator.js';
import { dataLinks, explainHref } from '../data-links.js';
import { freshnessOf } from '../freshness.js';
import type { MomentAsked } from '../moment-typed.js';
import { Moments } from '../moments.js';
import { Views } from '../views.js';
import { evidencedShown } from './evidenced-rows.js';

/** How many of the pounds that are claimed were validated on a document, by the money figures that all pages show. */
@ApiExcludeController()
@Controller('audit/evidenced')
export class EvidencedPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
  ) {}

  @Get()
  @Requires('read-the-log')
  async show(
    @Res() response: Response,
    @Query() { asOf, knownAt }: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const asked = await this.moments.asked(asOf, knownAt);
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    this.views.send(response, 'audit/evidenced.njk', {
      ...asked,
      title: 'Is each claimed pound evidenced?',
      address: '/audit/evidenced',
      ...(asked.errors.length > 0 ? {} : await this.content(asked)),
    });
  }

  private async content({ moment, query }: MomentAsked) {
    const real = await this.moneyOf(moment, false);
    const at = { ...moment, knownAt: { entry: real.entry } };
    const { programmes } = await this.queries.execute(new ProgrammesOn(at, true));
    const england = sectionOf(real, 'England', query);
    return {
      freshness: freshnessOf(real),
      sections:
        programmes.length === 0
          ? [england]
          : [england, sectionOf(await this.moneyOf(at, true), DEMONSTRATION, query)],
    };
  }

  private moneyOf(moment: MomentAsked['moment'], demonstration: boolean): Promise<MoneyGapAnswer> {
    return this.queries.execute(new MoneyGap(moment, 'nation', { demonstration }));
  }
}

const DEMONSTRATION = 'the demonstration programme';

function sectionOf({ total }: MoneyGapAnswer, place: string, query: string) {
  const programme = place === DEMONSTRATION ? { programme: 'demonstration' } : {};
  return {
    title: place === DEMONSTRATION ? 'The demonstration programme' : 'Trusts in England',
    ...evidencedShown(total.money, place),
    explain: explainHref('money-gaps/explain', query, programme),
    data: dataLinks('money-gaps', query, programme),
  };
}
