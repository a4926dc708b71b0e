import {
  Body,
  Controller,
  Get,
  HttpStatus,
  Inject,
  Post,
  Req,
  Res,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { fileProblem, MOST_BYTES, registerNamed, registers } from '#imports';
import { organisationIn } from '../../api/questions/question-desk.js';
import { askingAs } from '../../api/who/asking-as.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { ImportDesk } from '../../imports/import-desk.js';
import { FormTokens } from '../sign-in/form-tokens.js';
import { Views } from '../views.js';

type Typed = Readonly<Record<string, unknown>>;
type FieldError = Readonly<{ text: string; href: string }>;
type Upload = Readonly<{ buffer: Buffer; originalname: string }>;

/** One byte more than is taken, so that a file that is too big is told so in its own words. */
const LIMITS = { fileSize: MOST_BYTES + 1, files: 1, fields: 10, fieldSize: 10_000 };
const OUT_OF_DATE = 'This page had been open for too long. Select the file again';

/** A file is handed in: checked at once, and nothing is recorded yet. */
@ApiExcludeController()
@Controller('organisations/:ods/imports')
export class NewImportPage {
  constructor(
    private readonly views: Views,
    private readonly tokens: FormTokens,
    @Inject(ImportDesk) private readonly desk: ImportDesk,
  ) {}

  @Get('new')
  @Requires('record-own-facts')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const typed = { register: request.query['register'] };
    await this.answer(request, response, { typed, errors: [] });
  }

  @Post('new')
  @Requires('record-own-facts')
  @UseInterceptors(FileInterceptor('file', { limits: LIMITS }))
  async take(
    @Req() request: Request,
    @Res() response: Response,
    @Body() typed: Typed,
    @UploadedFile() file?: Upload,
  ): Promise<void> {
    const organisation = organisationIn(request);
    const register = registerNamed(typed['register']);
    if (!this.tokens.holds(request, typed['token'])) {
      const errors = [{ text: OUT_OF_DATE, href: '#file' }];
      await this.answer(request, response.status(HttpStatus.FORBIDDEN), { typed, errors });
      return;
    }
    if (register === undefined || file === undefined) {
      const errors = [
        ...(register === undefined
          ? [{ text: 'Select which list the file is', href: '#register' }]
          : []),
        ...(file === undefined
          ? [{ text: fileProblem('file-missing').message, href: '#file' }]
          : []),
      ];
      await this.answer(request, response.status(HttpStatus.BAD_REQUEST), { typed, errors });
      return;
    }
    const report = await this.desk.check({
      ...{ organisation, register, asker: askingAs(request) },
      ...{ bytes: file.buffer, name: file.originalname },
    });
    if (report.file.length > 0) {
      const errors = report.file.map(({ message }) => ({ text: message, href: '#file' }));
      await this.answer(request, response.status(HttpStatus.UNPROCESSABLE_ENTITY), {
        typed,
        errors,
      });
      return;
    }
    response.redirect(
      HttpStatus.SEE_OTHER,
      `/organisations/${organisation}/imports/${report.importId}`,
    );
  }

  private async answer(
    request: Request,
    response: Response,
    { typed, errors }: Readonly<{ typed: Typed; errors: readonly FieldError[] }>,
  ): Promise<void> {
    const errorAt = (href: string) =>
      errors
        .filter((error) => error.href === href)
        .map(({ text }) => text)
        .join('. ') || undefined;
    const chosen = registerNamed(typed['register']);
    const code = organisationIn(request);
    const named = chosen === undefined ? '' : `?register=${chosen.name}`;
    this.views.send(response, 'imports/new-import.njk', {
      title: 'Import a file',
      code,
      organisation: await this.desk.nameOf(code),
      // Whoever was signed out meanwhile comes back to this list.
      action: `/organisations/${code}/imports/new${named}`,
      errors,
      registers: [
        { value: '', text: 'Select a list' },
        ...registers.map(({ name, title }) => ({
          value: name,
          text: title,
          selected: name === chosen?.name,
        })),
      ],
      registerError: errorAt('#register'),
      fileError: errorAt('#file'),
    });
  }
}
