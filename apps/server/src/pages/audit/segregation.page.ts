import { Controller, Get, HttpStatus, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Segregation, type Duties, type DutiesCounted } from '#read-models';
import { Requires } from '../../api/who/requires.decorator.js';
import { freshnessOf } from '../freshness.js';
import { Moments } from '../moments.js';
import { Views } from '../views.js';
import { eventHref, inThousands } from './audit-links.js';

const ROWS_SHOWN = 50;

/** Whether somebody decided on what they had recorded themselves. */
@ApiExcludeController()
@Controller('audit/segregation')
export class SegregationPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
  ) {}

  @Get()
  @Requires('read-the-log')
  async show(
    @Res() response: Response,
    @Query() { knownAt, from }: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const asked = await this.moments.asked(undefined, knownAt);
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    this.views.send(response, 'audit/segregation.njk', {
      title: 'Who recorded and who decided',
      errors: asked.errors,
      query: asked.query,
      fields: asked.fields.filter(({ name }) => name === 'knownAt'),
      ...(asked.errors.length > 0 ? {} : await this.list(asked.moment.knownAt, from)),
    });
  }

  private async list(knownAt: Segregation['knownAt'], from: unknown) {
    const offset = typeof from === 'string' && /^\d{1,9}$/.test(from) ? Number(from) : 0;
    const answer = await this.queries.execute(
      new Segregation({ offset, limit: ROWS_SHOWN }, knownAt),
    );
    const pinned = `knownAt=${String(answer.entry)}`;
    return {
      freshness: freshnessOf(answer),
      counts: answer.counts.map(countRow),
      duties: answer.duties.map(dutyRow),
      next: answer.next === null ? undefined : `?${pinned}&from=${String(answer.next)}`,
      data: `/api/v1/segregation?${pinned}`,
    };
  }
}

const inWords: Readonly<Record<Duties['decided'], string>> = {
  'benefit-actual': 'Values of benefits, validated or rejected',
  'benefit-approval': 'Benefits approved: profile and baseline each count',
  'evidence-grade': 'Evidence graded',
  'stage-validation': 'Stages validated (by organisation)',
};

const countRow = ({ decided, numerator, denominator }: DutiesCounted) => ({
  what: inWords[decided],
  together: inThousands(numerator),
  of: inThousands(denominator),
});

const dutyRow = (duties: Duties) => ({
  what: inWords[duties.decided],
  owner: duties.owner,
  together: duties.together,
  recorded: {
    href: eventHref(duties.recordedEntry),
    entry: inThousands(duties.recordedEntry),
    by: `${duties.recordedBy}, ${duties.recordedRole.replaceAll('-', ' ')} for ${duties.recordedFor}`,
  },
  decided: {
    href: eventHref(duties.decidedEntry),
    entry: inThousands(duties.decidedEntry),
    by: `${duties.decidedBy}, ${duties.decidedRole.replaceAll('-', ' ')} for ${duties.decidedFor}`,
  },
});
