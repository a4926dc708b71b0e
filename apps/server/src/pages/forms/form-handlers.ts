import { Body, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Requires } from '../../api/who/requires.decorator.js';
import type { FormDesk } from './form-desk.js';
import type { Knock } from './form-door.js';
import type { Opened } from './form-views.js';
import type { Typed } from './form.js';

/** Who asks for which page of a form, and what they sent there. */
export type Asked = Pick<Knock, 'request' | 'response' | 'page' | 'typed'>;
/** What is done with a form once it is opened, whatever it knows. */
export type Go = <Known>(opened: Opened<Known>) => Promise<void> | void;

/** The pages of a form, wherever they stand: its beginning, and what is shown and sent at each of the others. */
export abstract class FormHandlers {
  constructor(protected readonly desk: FormDesk) {}

  /** Opens the form that the address names for whoever may fill it in; everybody else is answered. */
  protected abstract open(asked: Asked, go: Go): Promise<void>;

  @Get()
  @Requires('open-a-form')
  async begin(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.open({ request, response }, (opened) => {
      this.desk.begin(opened);
    });
  }

  @Get(':page')
  @Requires('open-a-form')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('page') page: string,
  ): Promise<void> {
    await this.open({ request, response }, (opened) => this.desk.show(opened, page));
  }

  @Post(':page')
  @Requires('open-a-form')
  async take(
    @Req() request: Request,
    @Res() response: Response,
    @Param('page') page: string,
    @Body() typed: Typed,
  ): Promise<void> {
    const asked = { request, response, page, typed };
    await this.open(asked, (opened) => this.desk.take(opened, page, typed));
  }
}
