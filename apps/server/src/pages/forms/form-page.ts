import { Body, Controller, Get, Inject, Param, Post, Req, Res, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { ProgrammeId } from '#vocabulary';
import type { Action } from '../../api/who/policy.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { FormDesk } from './form-desk.js';
import { FormDoor, type Knock } from './form-door.js';
import { organisations, programmes, type Owners } from './form-owners.js';
import type { Form, Typed } from './form.js';

/**
 * The pages of a form that records something new, under `/organisations/:ods/<path>`, which may name
 * what it is about (`benefits/:benefit/actuals/new`): its beginning,
 * one page for each question, the check of the answers, and the receipt.
 */
export const formPage = <Known>(path: string, action: Action, form: Form<Known>): Type =>
  formPageOf(organisations, { path, action, form });

/** The same under `/programmes/:programme/<path>`. */
export const programmeFormPage = <Known>(
  path: string,
  action: Action,
  form: Form<Known, ProgrammeId>,
): Type => formPageOf(programmes, { path, action, form });

function formPageOf<Known, Code extends string>(
  owners: Owners<Code>,
  { path, action, form }: Readonly<{ path: string; action: Action; form: Form<Known, Code> }>,
): Type {
  @ApiExcludeController()
  @Controller(`${owners.route}/${path}`)
  class FormPage {
    constructor(
      @Inject(FormDoor) private readonly door: FormDoor,
      @Inject(FormDesk) private readonly desk: FormDesk,
    ) {}

    @Get()
    @Requires('open-a-form')
    async begin(@Req() request: Request, @Res() response: Response): Promise<void> {
      const opened = await this.open({ request, response });
      if (opened !== undefined) this.desk.begin(opened);
    }

    @Get(':page')
    @Requires('open-a-form')
    async show(
      @Req() request: Request,
      @Res() response: Response,
      @Param('page') page: string,
    ): Promise<void> {
      const opened = await this.open({ request, response });
      if (opened !== undefined) await this.desk.show(opened, page);
    }

    @Post(':page')
    @Requires('open-a-form')
    async take(
      @Req() request: Request,
      @Res() response: Response,
      @Param('page') page: string,
      @Body() typed: Typed,
    ): Promise<void> {
      const opened = await this.open({ request, response, page, typed });
      if (opened !== undefined) await this.desk.take(opened, page, typed);
    }

    private open(knock: Omit<Knock, 'address'>) {
      const { params } = knock.request;
      const below = path.replace(/:(\w+)/g, (_, name: string) =>
        encodeURIComponent(String(params[name])),
      );
      const address = `${owners.hrefIn(params)}/${below}`;
      return this.door.openOf(owners, { form, action, knock: { ...knock, address } });
    }
  }
  return FormPage;
}
