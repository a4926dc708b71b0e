import { Controller, Get, HttpStatus, Inject, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { isSought, OrganisationsOn, type Moment } from '#read-models';
import { Requires } from '../../api/who/requires.decorator.js';
import { dataLinks } from '../data-links.js';
import { freshnessOf } from '../freshness.js';
import { rowsShown } from '../layout/parts-shown.js';
import { Moments } from '../moments.js';
import { readNames } from '../names.js';
import { isDemonstration } from '../programme-asked.js';
import { textOf } from '../typed-text.js';
import { notYetKnown } from '../not-yet.js';
import { Views } from '../views.js';

/** Which trusts a visitor asks for, in the words of the address. */
type Sought = Readonly<{
  demonstration: boolean;
  sought: string;
  query: Readonly<Record<string, unknown>>;
}>;

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
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const demonstration = isDemonstration(query['programme']);
    const sought = textOf(query['name']);
    const asked = await this.moments.asked(query['asOf'], query['knownAt']);
    const isWrong = asked.errors.length > 0;
    if (isWrong) response.status(HttpStatus.BAD_REQUEST);
    this.views.send(response, 'organisations/organisations.njk', {
      ...asked,
      title: demonstration ? 'Trusts of the demonstration programme' : 'Trusts in England',
      demonstration,
      sought,
      data: dataLinks('organisations', asked.query, {
        kind: 'trust',
        open: 'true',
        programme: demonstration ? 'demonstration' : 'england',
        ...(sought === '' ? {} : { name: sought }),
      }),
      ...(isWrong ? {} : await this.list(asked.moment, { demonstration, sought, query })),
    });
  }

  private async list(moment: Moment, { demonstration, sought, query }: Sought) {
    const trusts = await this.queries.execute(
      new OrganisationsOn(moment, { kind: 'trust', open: true, demonstration }),
    );
    const at = { asOf: moment.asOf, knownAt: { entry: trusts.entry } };
    const { organisation } = await readNames(this.queries, this.store, at);
    const found = trusts.organisations
      .filter(({ code, name }) => isSought(sought, { name, code }))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'));
    const { rows, pages } = rowsShown(found, query, { anchor: 'trusts' });
    return {
      notYet:
        trusts.denominator === 0
          ? await notYetKnown(this.queries, { demonstration, entry: trusts.entry })
          : undefined,
      open: trusts.numerator,
      freshness: freshnessOf(trusts),
      found: found.length,
      trusts: rows.map(({ code, name, trustType, icb }) => ({
        ...{ code, name, trustType },
        icb: icb === null ? null : { code: icb, text: organisation(icb) },
      })),
      pages,
    };
  }
}
