import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { OrganisationsOn } from '#read-models';
import { londonDay } from '#vocabulary';
import { Requires } from '../../api/who/requires.decorator.js';
import { dayInWords } from '../dates-in-words.js';
import { dayTyped } from '../day-typed.js';
import { freshnessOf } from '../freshness.js';
import { Views } from '../views.js';

@ApiExcludeController()
@Controller('organisations')
export class OrganisationsPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-public-facts')
  async show(
    @Res() response: Response,
    @Query('programme') programme?: string,
    @Query('asOf') typed?: string,
  ): Promise<void> {
    const demonstration = programme === 'demonstration';
    const { day: asOf, error: dateError } = dayTyped(typed, londonDay(await this.store.now()));
    const trusts = await this.queries.execute(
      new OrganisationsOn({ asOf }, { kind: 'trust', open: true, demonstration }),
    );
    const boards = await this.queries.execute(new OrganisationsOn({ asOf }, { kind: 'icb' }));
    const boardName = new Map(boards.organisations.map(({ code, name }) => [code, name]));
    const title = demonstration ? 'Trusts of the demonstration programme' : 'Trusts of England';
    this.views.send(response, 'organisations/organisations.njk', {
      title,
      hasError: dateError !== undefined,
      demonstration,
      dateError,
      asOf: dayInWords(asOf),
      asOfTyped: typed ?? asOf,
      count: trusts.numerator,
      freshness: freshnessOf(trusts),
      trusts: [...trusts.organisations]
        .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'))
        .map(({ code, name, trustType, icb }) => ({
          code,
          name,
          trustType,
          icb: icb === null ? null : (boardName.get(icb) ?? icb),
        })),
    });
  }
}
