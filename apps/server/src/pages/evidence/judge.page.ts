import { Controller, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { readEvidence } from '#evidence';
import { evidenceIn } from '../../api/evidence.controller.js';
import { notFound } from '../../api/http/problem.js';
import { organisationIn } from '../../api/questions/question-desk.js';
import type { Action } from '../../api/who/policy.js';
import { actorOf } from '../../api/who/who.guard.js';
import { FormDesk } from '../forms/form-desk.js';
import { FormDoor } from '../forms/form-door.js';
import { FormHandlers, type Asked, type Go } from '../forms/form-handlers.js';
import type { Form } from '../forms/form.js';
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
export class JudgePage extends FormHandlers {
  constructor(
    private readonly door: FormDoor,
    desk: FormDesk,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {
    super(desk);
  }

  protected async open(asked: Asked, go: Go): Promise<void> {
    const { request } = asked;
    const act = acts[String(request.params['act'])];
    if (act === undefined) throw notFound();
    const code = organisationIn(request);
    const evidenceId = evidenceIn({ owner: code, subject: String(request.params['evidenceId']) });
    const address = `${pageOfEvidence(code, evidenceId)}/${String(request.params['act'])}`;
    const knock = { ...asked, address };
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
