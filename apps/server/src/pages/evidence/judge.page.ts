import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { readEvidence } from '#evidence';
import { evidenceIn } from '../../api/evidence.controller.js';
import { notFound } from '../../api/http/problem.js';
import { organisationIn } from '../../api/questions/question-desk.js';
import type { Action } from '../../api/who/policy.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { actorOf } from '../../api/who/who.guard.js';
import { FormDesk } from '../forms/form-desk.js';
import { FormDoor } from '../forms/form-door.js';
import type { Opened } from '../forms/form-views.js';
import type { Form, Typed } from '../forms/form.js';
import { pageOfEvidence } from './evidence-rows.js';
import { gradeForm, withdrawForm, type Judged } from './judge.form.js';

const acts: Readonly<
  Record<string, Readonly<{ action: Action; of: (judged: Judged) => Form<unknown> }>>
> = {
  grade: { action: 'grade-evidence', of: gradeForm },
  withdraw: { action: 'record-own-facts', of: withdrawForm },
};

/** The forms about one piece of evidence: somebody grades it, or its organisation withdraws it. */
@ApiExcludeController()
@Controller('organisations/:ods/evidence/:evidenceId/:act')
export class JudgePage {
  constructor(
    private readonly door: FormDoor,
    private readonly desk: FormDesk,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('open-a-form')
  async begin(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.open(request, response, {}, (opened) => {
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
    await this.open(request, response, {}, (opened) => this.desk.show(opened, page));
  }

  @Post(':page')
  @Requires('open-a-form')
  async take(
    @Req() request: Request,
    @Res() response: Response,
    @Param('page') page: string,
    @Body() typed: Typed,
  ): Promise<void> {
    const sent = { page, typed };
    await this.open(request, response, sent, (opened) => this.desk.take(opened, page, typed));
  }

  private async open(
    request: Request,
    response: Response,
    sent: Readonly<{ page?: string; typed?: Typed }>,
    go: (opened: Opened<unknown>) => Promise<void> | void,
  ): Promise<void> {
    const act = acts[String(request.params['act'])];
    if (act === undefined) throw notFound();
    const code = organisationIn(request);
    const evidenceId = evidenceIn({ owner: code, subject: String(request.params['evidenceId']) });
    const address = `${pageOfEvidence(code, evidenceId)}/${String(request.params['act'])}`;
    const knock = { request, response, address, ...sent };
    const begun = await this.door.begun(knock);
    const evidence = await readEvidence(this.store, evidenceId);
    // Whether there is such evidence is for those who may see it.
    if (evidence === undefined) await this.door.insist('read-entries', request);
    if (evidence === undefined) {
      throw notFound('There is no evidence with this reference.', undefined, {
        href: `/organisations/${code}/evidence`,
        text: 'See the evidence of this trust',
      });
    }
    const actor = actorOf(request);
    const stated = actor.kind === 'known' && evidence.statedBy.includes(actor.id);
    const form = act.of({ evidenceId, title: evidence.title, most: stated ? 1 : 3 });
    const opened = await this.door.open(form, act.action, { ...knock, begun });
    if (opened !== undefined) await go(opened);
  }
}
