import { Controller, Inject, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { ProgrammeId } from '#vocabulary';
import type { Action } from '../../api/who/policy.js';
import { FormDesk } from './form-desk.js';
import { FormDoor } from './form-door.js';
import { FormHandlers, type Asked, type Go } from './form-handlers.js';
import { organisations, programmes, type Owners } from './form-owners.js';
import type { Form } from './form.js';

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
  class FormPage extends FormHandlers {
    constructor(
      @Inject(FormDoor) private readonly door: FormDoor,
      @Inject(FormDesk) desk: FormDesk,
    ) {
      super(desk);
    }

    protected async open(asked: Asked, go: Go): Promise<void> {
      const { params } = asked.request;
      const below = path.replace(/:(\w+)/g, (_, name: string) =>
        encodeURIComponent(String(params[name])),
      );
      const address = `${owners.hrefIn(params)}/${below}`;
      const knock = { ...asked, address };
      const opened = await this.door.openOf(owners, { form, action, knock });
      if (opened !== undefined) await go(opened);
    }
  }
  return FormPage;
}
