import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { readImport, registerNamed, registers } from '#imports';
import { EntriesPage } from '#read-models';
import { organisationIn } from '../../api/questions/question-desk.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { ImportDesk } from '../../imports/import-desk.js';
import { instantInWords } from '../dates-in-words.js';
import { FormDoor } from '../forms/form-door.js';
import { freshnessOf } from '../freshness.js';
import { inThousands } from '../numbers-in-words.js';
import { Views } from '../views.js';

const SHOWN = 50;

/** The imports of a trust, the newest first, and what can be imported. */
@ApiExcludeController()
@Controller('organisations/:ods/imports')
export class ImportsPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(ImportDesk) private readonly desk: ImportDesk,
    private readonly door: FormDoor,
  ) {}

  @Get()
  @Requires('read-entries')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const code = organisationIn(request);
    const { entries, ...known } = await this.queries.execute(
      new EntriesPage({ limit: SHOWN }, { type: 'ImportStarted', organisation: code }),
    );
    this.views.send(response, 'imports/imports.njk', {
      title: 'Imports',
      code,
      organisation: await this.desk.nameOf(code),
      freshness: freshnessOf(known),
      mayImport: await this.door.mayOpen('record-own-facts', request),
      imports: await Promise.all(entries.map(({ stream }) => this.lineOf(stream))),
      registers: registers.map(({ name, title }) => ({ name, title })),
    });
  }

  private async lineOf(stream: string) {
    const importId = stream.replace(/^import-/, '');
    const { started, completed, withdrawn } = await readImport(this.store, importId);
    const [file] = completed?.files ?? [];
    return {
      importId,
      when: started === undefined ? '' : instantInWords(started.recordedAt),
      register: registerNamed(started?.of?.register)?.title ?? 'Reference data',
      rows: inThousands(started?.of?.rows ?? 0),
      recorded: file === undefined ? 'No data' : inThousands(file.recorded + (file.corrected ?? 0)),
      status:
        withdrawn !== undefined ? 'Withdrawn' : completed !== undefined ? 'Completed' : 'Cut off',
    };
  }
}
