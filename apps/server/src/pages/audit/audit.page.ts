import { Controller, Get, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { EntriesPage, ProgrammesOn } from '#read-models';
import { Requires } from '../../api/who/requires.decorator.js';
import { freshnessOf } from '../freshness.js';
import { inThousands } from '../numbers-in-words.js';
import { Views } from '../views.js';
import { Moments } from '../moments.js';
import { EntryRows } from './entry-rows.js';
import { questionsFor } from './questions.js';

/** Where an auditor begins. Nothing under this address records anything. */
@ApiExcludeController()
@Controller('audit')
export class AuditPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly rows: EntryRows,
  ) {}

  @Get()
  @Requires('read-the-log')
  async show(@Res() response: Response): Promise<void> {
    const answer = await this.queries.execute(new EntriesPage({ limit: 10 }));
    const { moment } = await this.moments.asked(undefined, undefined);
    const { programmes } = await this.queries.execute(new ProgrammesOn(moment, true));
    this.views.send(response, 'audit/audit.njk', {
      title: 'Audit',
      entries: inThousands(answer.entry),
      freshness: freshnessOf(answer),
      questions: questionsFor({ demonstration: programmes.length > 0 }),
      rows: await this.rows.of(answer.entries, { entry: answer.entry }),
    });
  }
}
