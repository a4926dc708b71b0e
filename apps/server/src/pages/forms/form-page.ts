import { Body, Controller, Get, Inject, Param, Post, Req, Res, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Action } from '../../api/who/policy.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { FormDesk } from './form-desk.js';
import { FormDoor } from './form-door.js';
import type { Form, Typed } from './form.js';

/**
 * The pages of a form that records something new, under `/organisations/:ods/<path>`, which may name
 * what it is about (`benefits/:benefit/actuals/new`): its beginning,
 * one page for each question, the check of the answers, and the receipt.
 */
export function formPage<Known>(path: string, action: Action, form: Form<Known>): Type {
  @ApiExcludeController()
  @Controller(`organisations/:ods/${path}`)
  class FormPage {
    constructor(
      @Inject(FormDoor) private readonly door: FormDoor,
      @Inject(FormDesk) private readonly desk: FormDesk,
    ) {}

    @Get()
    @Requires('open-a-form')
    async begin(@Req() request: Request, @Res() response: Response): Promise<void> {
      const opened = await this.door.open(form, action, { request, response, ...at(request) });
      if (opened !== undefined) this.desk.begin(opened);
    }

    @Get(':page')
    @Requires('open-a-form')
    async show(
      @Req() request: Request,
      @Res() response: Response,
      @Param('page') page: string,
    ): Promise<void> {
      const opened = await this.door.open(form, action, { request, response, ...at(request) });
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
      const knock = { request, response, page, typed, ...at(request) };
      const opened = await this.door.open(form, action, knock);
      if (opened !== undefined) await this.desk.take(opened, page, typed);
    }
  }

  const at = ({ params }: Request) => ({
    address: `/organisations/${String(params['ods']).toUpperCase()}/${path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))}`,
  });
  return FormPage;
}
