import { Body, Controller, Get, HttpStatus, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Request, Response } from 'express';
import { cellsOfProblem, registerNamed, type ImportReport } from '#imports';
import { RetractionDto, text } from '#organisations';
import type { OdsCode } from '#vocabulary';
import { notFound } from '../../api/http/problem.js';
import { organisationIn } from '../../api/questions/question-desk.js';
import { askingAs } from '../../api/who/asking-as.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { fromElsewhere } from '../../api/who/who.guard.js';
import { ImportDesk, type ImportStanding } from '../../imports/import-desk.js';
import { instantInWords } from '../dates-in-words.js';
import { FormDoor } from '../forms/form-door.js';
import { inThousands } from '../numbers-in-words.js';
import { FormTokens } from '../sign-in/form-tokens.js';
import { Views } from '../views.js';
import { roleInWords } from '../who-in-words.js';
import { changesShown } from './changes-shown.js';
import { ImportEntries } from './import-entries.js';
import { headingOf, leadOf, recordedRows, rightIn, totalRows } from './import-in-words.js';

type Typed = Readonly<Record<string, unknown>>;
type FieldError = Readonly<{ text: string; href: string }>;

/** The most problems on the page; the file of them has a thousand. */
const SHOWN = 100;
const RELOADED_AFTER_SECONDS = 5;

/** One import: its check, its progress, its receipt; confirmed and withdrawn here. */
@ApiExcludeController()
@Controller('organisations/:ods/imports/:importId')
export class ImportPage {
  constructor(
    private readonly views: Views,
    private readonly tokens: FormTokens,
    private readonly entries: ImportEntries,
    private readonly door: FormDoor,
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

  /** Asked for on a page of its own: it takes back everything that the import recorded. */
  @Get('withdraw')
  @Requires('record-own-facts')
  async askToWithdraw(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.withdrawal(request, response);
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
      // What is withdrawn here is an import; the sentence is that of an entry.
      const message = (Object.values(wrong.constraints ?? {}).at(-1) ?? '').replace(
        'this entry',
        'this import',
      );
      const errors = [{ text: message, href: '#reason' }];
      const reason = typed['reason'];
      await this.withdrawal(request, response.status(HttpStatus.BAD_REQUEST), { errors, reason });
      return;
    }
    const reason = text(retraction.reason);
    const asker = askingAs(request);
    if ((await this.desk.withdraw(organisation, importId, { reason, asker })) === undefined) {
      throw unknownImport(organisation);
    }
    response.redirect(HttpStatus.SEE_OTHER, path);
  }

  private async answer(request: Request, response: Response): Promise<void> {
    const { organisation, path } = placeOf(request);
    const standing = await this.standingOf(request);
    const position = standing.report?.position;
    const reloads = standing.running !== undefined && request.query['reload'] !== 'off';
    if (reloads) response.setHeader('Refresh', RELOADED_AFTER_SECONDS);
    this.views.send(response, 'imports/import.njk', {
      ...viewOf(standing, organisation),
      ...{ path, code: organisation },
      ...(reloads && { reloadsAfter: RELOADED_AFTER_SECONDS }),
      recorded: await this.entries.recordedBy(organisation, standing),
      ...(standing.report &&
        standing.running === undefined &&
        changesShown(standing.report, (at) => this.entries.pageAt(organisation, at))),
      entry: position === undefined ? undefined : this.entries.inLog(position),
      organisation: await this.desk.nameOf(organisation),
      mayImport: await this.door.mayOpen('record-own-facts', request),
      data: `/api/v1${path}`,
    });
  }

  private async withdrawal(
    request: Request,
    response: Response,
    { errors = [], reason }: Readonly<{ errors?: readonly FieldError[]; reason?: unknown }> = {},
  ): Promise<void> {
    const { organisation, path } = placeOf(request);
    const { report, register } = await this.standingOf(request);
    if (report?.stage !== 'completed') {
      response.redirect(HttpStatus.SEE_OTHER, path);
      return;
    }
    const name = registerNamed(register)?.title ?? 'Import';
    this.views.send(response, 'imports/withdraw.njk', {
      title: `${name}: withdraw this import?`,
      ...{ errors, reason, path, code: organisation },
      totals: recordedRows(report.totals),
      organisation: await this.desk.nameOf(organisation),
      reasonError: errors[0]?.text,
    });
  }

  private async standingOf(request: Request): Promise<ImportStanding> {
    const { organisation, importId } = placeOf(request);
    const standing = await this.desk.standing(organisation, importId);
    if (standing === undefined) throw unknownImport(organisation);
    return standing;
  }
}

const unknownImport = (organisation: OdsCode) =>
  notFound('There is no import with this reference.', undefined, {
    href: `/organisations/${organisation}/imports`,
    text: 'See the imports of this trust',
  });

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

function viewOf(standing: ImportStanding, organisation: OdsCode) {
  const { report, running, stopped, hasRejected, importId, register, withdrawn } = standing;
  const problems = (report?.problems.slice(0, SHOWN) ?? []).map((problem) => ({
    ...problem,
    cells: cellsOfProblem(problem),
  }));
  const formToSelect = `/organisations/${organisation}/imports/new?register=${register}`;
  return {
    title: `${registerNamed(register)?.title ?? 'Import'}: ${headingOf(standing)}`,
    lead: leadOf(standing),
    ...{ importId, problems, isRunning: running !== undefined },
    totals: report && totalRows(report.totals),
    problemsFound: report && inThousands(report.problemsFound),
    isCut: (report?.problemsFound ?? 0) > problems.length,
    hasRejected,
    stopped,
    withdrawn: withdrawn && {
      when: `${instantInWords(withdrawn.recordedAt)}, by ${roleInWords(withdrawn.role)}`,
      reason: withdrawn.reason,
    },
    ...(running === undefined && stopped === undefined && report !== undefined
      ? choicesOf(report, formToSelect)
      : {}),
  };
}

/** What can be done with an import as it stands. */
function choicesOf({ stage, totals }: ImportReport, formToSelect: string) {
  const right = rightIn(totals);
  const isWaiting = (stage === 'checked' || stage === 'refused') && right > 0;
  const isRight = totals.conflict + totals.invalid === 0;
  return {
    right: inThousands(right),
    canRun: isWaiting && isRight,
    canRunInPart: isWaiting && !isRight,
    selectAgain:
      isRight || stage === 'completed' || stage === 'withdrawn' ? undefined : formToSelect,
    canWithdraw: stage === 'completed',
  };
}
