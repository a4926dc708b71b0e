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
import { fileProblem, registerNamed, registers, type Register } from '#imports';
import { organisationIn } from '../../api/questions/question-desk.js';
import { askingAs } from '../../api/who/asking-as.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { ImportDesk } from '../../imports/import-desk.js';
import { FormTokens } from '../sign-in/form-tokens.js';
import { Views } from '../views.js';
import { AsMuchAsIsTaken } from './as-much-as-is-taken.js';

type Typed = Readonly<Record<string, unknown>>;
type FieldError = Readonly<{ text: string; href: string }>;
type Upload = Readonly<{ buffer: Buffer; originalname: string }>;

const LIMITS = { files: 1, fields: 10, fieldSize: 10_000 };
const OUT_OF_DATE = 'This page had been open for too long. Select the file again';

/**
 * A file is handed in: checked at once, and nothing is recorded yet. Which list it is stands in the
 * address, so that all but the file is kept where somebody was signed out meanwhile.
 */
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
    const { register: name, asked } = request.query;
    const register = registerNamed(name);
    if (register !== undefined) await this.answer(request, response, register);
    else await this.askWhich(request, response, (name ?? asked) === undefined ? [] : [WHICH]);
  }

  @Post('new')
  @Requires('record-own-facts')
  @UseInterceptors(FileInterceptor('file', { limits: LIMITS, storage: new AsMuchAsIsTaken() }))
  async take(
    @Req() request: Request,
    @Res() response: Response,
    @Body() typed: Typed,
    @UploadedFile() file?: Upload,
  ): Promise<void> {
    const organisation = organisationIn(request);
    const register = registerNamed(typed['register']);
    if (register === undefined) {
      await this.askWhich(request, response.status(HttpStatus.BAD_REQUEST), [WHICH]);
      return;
    }
    if (!this.tokens.holds(request, typed['token'])) {
      await this.answer(request, response.status(HttpStatus.FORBIDDEN), register, [OUT_OF_DATE]);
      return;
    }
    if (file === undefined) {
      const { message } = fileProblem('file-missing');
      await this.answer(request, response.status(HttpStatus.BAD_REQUEST), register, [message]);
      return;
    }
    const report = await this.desk.check({
      ...{ organisation, register, asker: askingAs(request) },
      ...{ bytes: file.buffer, name: file.originalname },
    });
    if (report.file.length > 0) {
      const messages = report.file.map(({ message }) => message);
      response.status(HttpStatus.UNPROCESSABLE_ENTITY);
      await this.answer(request, response, register, messages);
      return;
    }
    response.redirect(
      HttpStatus.SEE_OTHER,
      `/organisations/${organisation}/imports/${report.importId}`,
    );
  }

  private async askWhich(
    request: Request,
    response: Response,
    errors: readonly FieldError[],
  ): Promise<void> {
    this.views.send(response, 'imports/which-list.njk', {
      ...(await this.frameOf(request)),
      ...{ title: 'Which list do you want to import?', errors, registerError: errors[0]?.text },
      registers: registers.map(({ name, title }) => ({ value: name, text: title })),
    });
  }

  private async answer(
    request: Request,
    response: Response,
    { name, title, columns }: Register,
    messages: readonly string[] = [],
  ): Promise<void> {
    const code = organisationIn(request);
    this.views.send(response, 'imports/new-import.njk', {
      ...(await this.frameOf(request)),
      title: `Import a list: ${title}`,
      register: name,
      inPence: columns.filter(({ isPence }) => isPence).map((column) => column.name),
      action: `/organisations/${code}/imports/new?register=${name}`,
      template: `/api/v1/organisations/${code}/registers/${name}/template`,
      errors: messages.map((text) => ({ text, href: '#file' })),
      fileError: messages.join('. ') || undefined,
    });
  }

  private async frameOf(request: Request) {
    const code = organisationIn(request);
    return { code, organisation: await this.desk.nameOf(code) };
  }
}

const WHICH: FieldError = { text: 'Select which list the file is', href: '#register' };
