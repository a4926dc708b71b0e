import { Body, Controller, Get, HttpStatus, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Request, Response } from 'express';
import { registerNamed, type ImportReport } from '#imports';
import { RetractionDto, text } from '#organisations';
import type { OdsCode } from '#vocabulary';
import { notFound } from '../../api/http/problem.js';
import { organisationIn } from '../../api/questions/question-desk.js';
import { askingAs } from '../../api/who/asking-as.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { fromElsewhere } from '../../api/who/who.guard.js';
import { ImportDesk, type ImportStanding } from '../../imports/import-desk.js';
import { FormTokens } from '../sign-in/form-tokens.js';
import { Views } from '../views.js';
import { headingOf, leadOf, totalRows } from './import-in-words.js';

type Typed = Readonly<Record<string, unknown>>;
type FieldError = Readonly<{ text: string; href: string }>;

/** The most problems on the page; the file of them has a thousand. */
const SHOWN = 100;

/** One import: its check, its progress, its receipt; confirmed and withdrawn here. */
@ApiExcludeController()
@Controller('organisations/:ods/imports/:importId')
export class ImportPage {
  constructor(
    private readonly views: Views,
    private readonly tokens: FormTokens,
    @Inject(ImportDesk) private readonly desk: ImportDesk,
  ) {}

  @Get()
  @Requires('read-entries')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.answer(request, response);
  }

  /** Asked twice, it is begun once: the file is the import. */
  @Post('run')
  @Requires('record-own-facts')
  async run(
    @Req() request: Request,
    @Res() response: Response,
    @Body() typed: Typed,
  ): Promise<void> {
    if (!this.tokens.holds(request, typed['token'])) throw fromElsewhere();
    const { organisation, importId, path } = placeOf(request);
    const partial = typed['partial'] === 'yes';
    if (!(await this.desk.run(organisation, importId, askingAs(request), partial))) {
      throw notFound('The file of this import is not kept any more. Select it again.');
    }
    response.redirect(HttpStatus.SEE_OTHER, path);
  }

  @Post('withdraw')
  @Requires('record-own-facts')
  async withdraw(
    @Req() request: Request,
    @Res() response: Response,
    @Body() typed: Typed,
  ): Promise<void> {
    if (!this.tokens.holds(request, typed['token'])) throw fromElsewhere();
    const { organisation, importId, path } = placeOf(request);
    const retraction = plainToInstance(RetractionDto, { reason: typed['reason'] });
    const [wrong] = validateSync(retraction);
    if (wrong !== undefined) {
      const message = Object.values(wrong.constraints ?? {}).at(-1) ?? '';
      const errors = [{ text: message, href: '#reason' }];
      const reason = typed['reason'];
      await this.answer(request, response.status(HttpStatus.BAD_REQUEST), { errors, reason });
      return;
    }
    const reason = text(retraction.reason);
    const asker = askingAs(request);
    if ((await this.desk.withdraw(organisation, importId, { reason, asker })) === undefined) {
      throw notFound('There is no import with this reference.');
    }
    response.redirect(HttpStatus.SEE_OTHER, path);
  }

  private async answer(
    request: Request,
    response: Response,
    { errors = [], reason }: Readonly<{ errors?: readonly FieldError[]; reason?: unknown }> = {},
  ): Promise<void> {
    const { organisation, importId, path } = placeOf(request);
    const standing = await this.desk.standing(organisation, importId);
    if (standing === undefined) throw notFound('There is no import with this reference.');
    this.views.send(response, 'imports/import.njk', {
      ...viewOf(standing),
      ...{ errors, reason, path, code: organisation },
      organisation: await this.desk.nameOf(organisation),
      reasonError: errors[0]?.text,
      data: `/api/v1${path}`,
    });
  }
}

function placeOf(request: Request): Readonly<{
  organisation: OdsCode;
  importId: string;
  path: string;
}> {
  const organisation = organisationIn(request);
  const importId = String(request.params['importId']);
  const path = `/organisations/${organisation}/imports/${encodeURIComponent(importId)}`;
  return { organisation, importId, path };
}

function viewOf(standing: ImportStanding) {
  const { report, running, stopped, hasRejected, importId, register } = standing;
  const problems = report?.problems.slice(0, SHOWN) ?? [];
  return {
    title: `${registerNamed(register)?.title ?? 'Import'}: ${headingOf(standing)}`,
    lead: leadOf(standing),
    ...{ importId, problems, isRunning: running !== undefined },
    totals: report && totalRows(report.totals),
    problemsFound: report?.problemsFound.toLocaleString('en-GB'),
    isCut: (report?.problemsFound ?? 0) > problems.length,
    hasRejected,
    stopped,
    position: report?.position,
    ...(running === undefined && stopped === undefined && report !== undefined
      ? choicesOf(report)
      : {}),
  };
}

/** What can be done with an import as it stands. */
function choicesOf({ stage, totals }: ImportReport) {
  const right = totals.new + totals.changed;
  const isWaiting = (stage === 'checked' || stage === 'refused') && right > 0;
  const isRight = totals.conflict + totals.invalid === 0;
  return {
    right: right.toLocaleString('en-GB'),
    canRun: isWaiting && isRight,
    canRunInPart: isWaiting && !isRight,
    canWithdraw: stage === 'completed',
  };
}
