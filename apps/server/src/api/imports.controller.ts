import {
  applyDecorators,
  Body,
  Controller,
  Get,
  HttpStatus,
  Inject,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import {
  csvTemplate,
  exportCsv,
  problemsCsv,
  registerNamed,
  registers,
  xlsxTemplate,
  type ImportReport,
  type Register,
} from '#imports';
import { RetractionDto } from '#organisations';
import { text } from '#organisations';
import { ImportDesk, type ImportStanding } from '../imports/import-desk.js';
import { refusedFile } from '../imports/refused-file.js';
import { contentTypeOf, formatFor } from './http/formats.js';
import { notFound, Problem, wrong } from './http/problem.js';
import { AnswersFile, AnswersReport, AnswersWithdrawal } from './questions/answers/imports.js';
import { organisationIn } from './questions/question-desk.js';
import { Requires } from './who/requires.decorator.js';
import { askingAs } from './who/asking-as.js';
import { CSV, XLSX } from './http/body.js';

/** Files longer than this are recorded while the caller does something else. */
const AT_ONCE_BYTES = 100_000;

const names = registers.map(({ name }) => name);
const OfTrust = () => ApiParam({ name: 'ods', description: 'ODS code', example: 'RCF' });
const OfRegister = () => ApiParam({ name: 'register', enum: names });
const Files = () =>
  applyDecorators(
    ApiConsumes(CSV, XLSX),
    ApiBody({ schema: { type: 'string', format: 'binary' } }),
    ApiQuery({ name: 'register', enum: names, description: 'Which list the file is' }),
    ApiQuery({
      name: 'dryRun',
      required: false,
      description: 'true: checks only, and answers every problem',
      schema: { type: 'boolean', default: false },
    }),
    ApiQuery({
      name: 'partial',
      required: false,
      description: 'true: records the rows that are right although others are not',
      schema: { type: 'boolean', default: false },
    }),
  );

/** Spreadsheets of a trust: checked, recorded, reported on, withdrawn. The same bytes are the same import, so no Idempotency-Key is asked. */
@ApiTags('Imports')
@Controller('api/v1/organisations/:ods')
export class ImportsController {
  constructor(
    @Inject(ImportDesk) private readonly desk: ImportDesk,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Post('imports')
  @Requires('record-own-facts')
  @OfTrust()
  @Files()
  @AnswersReport()
  @ApiOperation({
    summary:
      'Import a file: all of its rows or none; 202 where it is long, with the address of its report',
  })
  async take(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const organisation = organisationIn(request);
    const register = registerIn(request.query['register'], '?register');
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const file = { organisation, register, asker: askingAs(request), bytes };
    if (isTrue(request, 'dryRun')) {
      response.status(HttpStatus.OK);
      return this.desk.check(file);
    }
    const partial = isTrue(request, 'partial');
    if (bytes.length <= AT_ONCE_BYTES) {
      const checked = await this.desk.check(file);
      if (checked.file.length > 0) throw refusedFile(checked);
    }
    const importId = await this.desk.begin(file, partial);
    response.setHeader('Location', `/api/v1/organisations/${organisation}/imports/${importId}`);
    if (bytes.length <= AT_ONCE_BYTES) await this.desk.settled(importId);
    const standing = await this.desk.standing(organisation, importId);
    if (standing?.running !== undefined) {
      response.status(HttpStatus.ACCEPTED);
      return inProgress(standing);
    }
    if (standing?.stopped !== undefined) throw new Problem(500, 'import-stopped', STOPPED.message);
    const report = reportIn(standing);
    if (report.stage === 'refused') throw refusedFile(report);
    response.status(report.repeated ? HttpStatus.OK : HttpStatus.CREATED);
    if (report.position !== undefined) response.setHeader('Log-Position', report.position);
    return report;
  }

  @Get('imports/:importId')
  @Requires('read-entries')
  @OfTrust()
  @ApiOperation({
    summary: 'How an import stands, and every problem of its rows; JSON, or its problems as CSV',
  })
  @AnswersReport()
  async report(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const standing = await this.standingOf(request);
    const format = formatFor(request, ['json', 'csv']);
    if (standing.running !== undefined) return inProgress(standing);
    if (standing.stopped !== undefined) return { ...begunBy(standing), ...STOPPED };
    const report = reportIn(standing);
    if (format === 'json') return report;
    asFile(response, `${report.register}-problems.csv`, contentTypeOf.csv);
    return problemsCsv(report);
  }

  @Get('imports/:importId/rejected')
  @Requires('read-entries')
  @OfTrust()
  @AnswersFile(CSV)
  @ApiOperation({ summary: 'The rows that were not accepted, as CSV in the same template' })
  async rejected(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const { importId, register } = await this.standingOf(request);
    const rejected = await this.desk.rejected(organisationIn(request), importId);
    if (rejected === undefined) throw notFound('No rows of this import are kept.');
    asFile(response, `${register}-rejected.csv`, contentTypeOf.csv);
    return rejected;
  }

  @Post('imports/:importId/withdrawals')
  @Requires('record-own-facts')
  @OfTrust()
  @AnswersWithdrawal()
  @ApiOperation({ summary: 'Withdraw an import: its entries, and its corrections of others' })
  async withdraw(@Req() request: Request, @Body() { reason }: RetractionDto): Promise<object> {
    const withdrawn = await this.desk.withdraw(
      organisationIn(request),
      String(request.params['importId']),
      { reason: text(reason), asker: askingAs(request) },
    );
    if (withdrawn === undefined) throw noImport();
    return withdrawn;
  }

  @Get('registers/:register/template')
  @Requires('use-the-front-door')
  @OfTrust()
  @OfRegister()
  @ApiQuery({
    name: 'format',
    required: false,
    enum: ['csv', 'xlsx'],
    description: 'csv where it is left out',
  })
  @AnswersFile(CSV, XLSX)
  @ApiOperation({ summary: 'The template of a register, CSV or XLSX: headings and an example row' })
  template(@Req() request: Request, @Res() response: Response): void {
    const register = registerIn(request.params['register']);
    const isXlsx = request.query['format'] === 'xlsx';
    asFile(
      response,
      `${register.name}.${isXlsx ? 'xlsx' : 'csv'}`,
      isXlsx ? XLSX : contentTypeOf.csv,
    );
    response.send(isXlsx ? xlsxTemplate(register) : csvTemplate(register));
  }

  @Get('registers/:register/export')
  @Requires('read-entries')
  @OfTrust()
  @OfRegister()
  @AnswersFile(CSV)
  @ApiOperation({ summary: 'What the trust has said in a register, as CSV in its template' })
  async export(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const register = registerIn(request.params['register']);
    const csv = await exportCsv(this.store, register, organisationIn(request));
    asFile(response, `${register.name}.csv`, contentTypeOf.csv);
    return csv;
  }

  private async standingOf(request: Request): Promise<ImportStanding> {
    const importId = String(request.params['importId']);
    const standing = await this.desk.standing(organisationIn(request), importId);
    if (standing === undefined) throw noImport();
    return standing;
  }
}

function registerIn(named: unknown, pointer?: string): Register {
  const register = registerNamed(named);
  if (register !== undefined) return register;
  throw pointer === undefined
    ? notFound()
    : wrong(pointer, 'not-a-choice', `Enter one of: ${names.join(', ')}`);
}

function isTrue({ query }: Request, name: string): boolean {
  const { [name]: value = 'false' } = query;
  if (value === 'true' || value === 'false') return value === 'true';
  throw wrong(`?${name}`, 'not-a-choice', 'Enter true or false');
}

const begunBy = ({ importId, register }: ImportStanding) => ({ importId, register });

const inProgress = (standing: ImportStanding): object => ({
  ...begunBy(standing),
  stage: 'running',
  progress: standing.running,
});

/** Nothing is lost by it: the same file goes on where it stopped. */
const STOPPED = {
  stage: 'stopped',
  message:
    'Something went wrong here, and the import stopped. What it recorded stays. Import the same file again: it goes on where it stopped.',
};

function reportIn(standing: ImportStanding | undefined): ImportReport {
  if (standing?.report === undefined) throw noImport();
  return standing.report;
}

/** Generated names only; nothing of what was handed in. */
function asFile(response: Response, name: string, type: string): void {
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
}

const noImport = (): Problem =>
  notFound('There is no import with this reference.', 'import-not-found');
