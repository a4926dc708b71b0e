import { Controller, Get, HttpStatus, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { PoolsRegister, type PoolListed } from '#read-models';
import { Requires } from '../../api/who/requires.decorator.js';
import { dataLinks } from '../data-links.js';
import { freshnessOf } from '../freshness.js';
import type { MomentAsked } from '../moment-typed.js';
import { Moments } from '../moments.js';
import { Views } from '../views.js';
import { AuditNames } from './audit-names.js';
import { sharesShown } from './share-rows.js';

/** Whether benefits that come from the same resource count more of it than there is. */
@ApiExcludeController()
@Controller('audit/shares')
export class SharesPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly names: AuditNames,
  ) {}

  @Get()
  @Requires('read-the-log')
  async show(
    @Res() response: Response,
    @Query() { asOf, knownAt }: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const asked = await this.moments.asked(asOf, knownAt);
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    this.views.send(response, 'audit/shares.njk', {
      ...asked,
      title: 'Is anything counted twice?',
      address: '/audit/shares',
      ...(asked.errors.length > 0 ? {} : await this.content(asked)),
    });
  }

  private async content({ moment, query }: MomentAsked) {
    const real = await this.poolsOf(moment, false);
    const knownAt = { entry: real.entry };
    const fictional = await this.poolsOf({ ...moment, knownAt }, true);
    const pools = [...real.pools, ...fictional.pools];
    const told = await this.names.told(knownAt, { owners: benefitsIn(pools) });
    const shown = sharesShown({ england: real.pools, demonstration: fictional.pools }, told);
    return {
      freshness: freshnessOf(real),
      sections: shown.map(({ programme, ...section }) => ({
        ...section,
        data: dataLinks('pools', query, programme === 'england' ? {} : { programme }),
      })),
    };
  }

  private async poolsOf(moment: MomentAsked['moment'], demonstration: boolean) {
    const answer = await this.queries.execute(new PoolsRegister(moment, { demonstration }));
    if (answer === undefined) throw new Error('All trusts together are always known.');
    return answer;
  }
}

const benefitsIn = (pools: readonly PoolListed[]): readonly string[] =>
  pools.flatMap(({ shares }) => shares.map(({ benefit }) => benefit));
