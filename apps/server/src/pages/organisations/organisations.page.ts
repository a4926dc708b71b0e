import { Controller, Get, HttpStatus, Inject, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { FirstRegistration, OrganisationsOn, type Moment } from '#read-models';
import { Requires } from '../../api/who/requires.decorator.js';
import { freshnessOf, notYetRecorded } from '../freshness.js';
import { Moments } from '../moments.js';
import { readNames } from '../names.js';
import { Views } from '../views.js';

@ApiExcludeController()
@Controller('organisations')
export class OrganisationsPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-public-facts')
  async show(
    @Res() response: Response,
    @Query('programme') programme?: unknown,
    @Query('asOf') asOfTyped?: unknown,
    @Query('knownAt') knownAtTyped?: unknown,
  ): Promise<void> {
    const demonstration = programme === 'demonstration';
    const asked = await this.moments.asked(asOfTyped, knownAtTyped);
    const isWrong = asked.errors.length > 0;
    if (isWrong) response.status(HttpStatus.BAD_REQUEST);
    this.views.send(response, 'organisations/organisations.njk', {
      ...asked,
      title: demonstration ? 'Trusts of the demonstration programme' : 'Trusts of England',
      demonstration,
      ...(isWrong ? {} : await this.list(asked.moment, demonstration)),
    });
  }

  private async list(moment: Moment, demonstration: boolean) {
    const trusts = await this.queries.execute(
      new OrganisationsOn(moment, { kind: 'trust', open: true, demonstration }),
    );
    const at = { asOf: moment.asOf, knownAt: { entry: trusts.entry } };
    const { organisation } = await readNames(this.queries, this.store, at);
    const first =
      trusts.denominator === 0
        ? await this.queries.execute(new FirstRegistration({ demonstration }))
        : undefined;
    return {
      notYet:
        first !== undefined && first.entry > trusts.entry
          ? notYetRecorded(
              demonstration ? 'The demonstration programme was' : 'The trusts of England were',
              first,
            )
          : undefined,
      count: trusts.numerator,
      freshness: freshnessOf(trusts),
      trusts: [...trusts.organisations]
        .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'))
        .map(({ code, name, trustType, icb }) => ({
          code,
          name,
          trustType,
          icb: icb === null ? null : { code: icb, text: organisation(icb) },
        })),
    };
  }
}
