import { Controller, Get, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { EntriesPage } from '#read-models';
import { Requires } from '../../api/who/requires.decorator.js';
import { freshnessOf } from '../freshness.js';
import { Views } from '../views.js';
import { entryRow, inThousands } from './audit-links.js';
import { questions } from './questions.js';

/** Where an auditor begins. Nothing under this address records anything. */
@ApiExcludeController()
@Controller('audit')
export class AuditPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
  ) {}

  @Get()
  @Requires('read-the-log')
  async show(@Res() response: Response): Promise<void> {
    const answer = await this.queries.execute(new EntriesPage({ limit: 10 }));
    this.views.send(response, 'audit/audit.njk', {
      title: 'Audit',
      entries: inThousands(answer.entry),
      freshness: freshnessOf(answer),
      questions,
      rows: answer.entries.map(entryRow),
    });
  }
}
