import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { draftIn, toPage } from './form-address.js';
import { FormEnding } from './form-ending.js';
import { FormQuestions } from './form-questions.js';
import { FormViews, type Opened, type Visit } from './form-views.js';
import { firstOpen, stepsAsked } from './form-walk.js';
import { KeptAnswers } from './kept-answers.js';
import { suggestedAgain } from './suggested.js';
import type { Answers, Typed } from './form.js';

/** Leads somebody through a form, question by question, and hands in what they answered. */
@Injectable()
export class FormDesk {
  constructor(
    private readonly views: FormViews,
    private readonly answers: KeptAnswers,
    private readonly questions: FormQuestions,
    private readonly ending: FormEnding,
  ) {}

  /** The first question, under the id of a draft that is kept as soon as it is answered. */
  begin<Known>(opened: Opened<Known>): void {
    const first = firstOpen(opened.form, { ...opened, answers: opened.start });
    const suggested = suggestedAgain(opened.form, opened.request.query);
    toPage({ ...opened, draft: randomUUID() }, first?.name ?? 'check', suggested);
  }

  /** Begins with answers that came in another way than by a question: files, for example. */
  beginWith<Known>(opened: Opened<Known>, answers: Answers): Promise<void> {
    return this.answers.begin(opened, answers);
  }

  async show<Known>(opened: Opened<Known>, page: string): Promise<void> {
    const found = this.visit(opened, page);
    if (found === undefined) return;
    const { visit, unread } = found;
    if (page === 'check') await this.ending.showCheck(visit);
    else if (page === 'look-again') await this.ending.showDoubt(visit);
    else if (page === 'changed') await this.ending.showChanged(visit);
    else this.questions.show(visit, page, unread);
  }

  async take<Known>(opened: Opened<Known>, page: string, typed: Typed): Promise<void> {
    const found = this.visit(opened, page);
    if (found === undefined) return;
    const { visit } = found;
    const step = stepsAsked(visit.form, visit.about).find(({ name }) => name === page);
    const holds = this.views.holds(visit.request, typed);
    if (step !== undefined && holds) await this.questions.take(visit, step, typed);
    else if (step !== undefined) this.questions.refuse(visit, step, typed);
    else if (holds && page === 'check') await this.ending.confirm(visit);
    else if (holds && page === 'look-again') await this.ending.takeDoubt(visit);
    else if (holds && page === 'changed') await this.ending.goOn(visit, typed);
    else toPage(visit, page);
  }

  /** The draft that the address names; nothing where the visitor was sent elsewhere. */
  private visit<Known>(opened: Opened<Known>, page: string) {
    const { request, form, start, kept } = opened;
    const id = draftIn(request.query);
    if (id === undefined) {
      this.begin(opened);
      return undefined;
    }
    const answers = { ...start, ...kept?.answers };
    const visit: Visit<Known> = { ...opened, draft: id, about: { ...opened, answers } };
    if (kept === undefined && page !== firstOpen(form, visit.about)?.name) {
      this.views.gone(opened);
      return undefined;
    }
    if (kept?.receipt) {
      if (page === 'done') this.views.done(visit, kept.receipt);
      else toPage(visit, 'done');
      return undefined;
    }
    return { visit, unread: kept?.unread ?? null };
  }
}
