import { Injectable } from '@nestjs/common';
import { Problem } from '../../api/http/problem.js';
import { changesNothing, saidIn } from './answers-in-words.js';
import { toPage } from './form-address.js';
import { READ_TO, readToIn } from './form-entry.js';
import { FormHand } from './form-hand.js';
import { FormViews, type Refusal, type Visit } from './form-views.js';
import { fieldAt, firstOpen } from './form-walk.js';
import { saysInstead } from './in-the-way.js';
import { KeptAnswers } from './kept-answers.js';
import type { Typed } from './form.js';

/** What a person saw and confirmed all the same, among the answers. */
const SEEN = '@seen';

/** What comes after the questions of a form: the check of the answers, and what to see before they are recorded. */
@Injectable()
export class FormEnding {
  constructor(
    private readonly views: FormViews,
    private readonly hand: FormHand,
    private readonly answers: KeptAnswers,
  ) {}

  /** What the rules would say is asked before anybody confirms, and asked again when they do. */
  async showCheck<Known>(visit: Visit<Known>): Promise<void> {
    const { form, about } = visit;
    const open = firstOpen(form, about);
    const doubt = open === undefined ? await this.hand.doubt(visit) : undefined;
    if (open !== undefined) toPage(visit, open.name);
    else if (doubt !== undefined && about.answers[SEEN] !== doubt.message) {
      toPage(visit, 'look-again');
    } else {
      await this.unlessRefused(visit, async () => {
        await this.hand.in(visit, true);
        this.views.check(visit);
      });
    }
  }

  async confirm<Known>(visit: Visit<Known>): Promise<void> {
    const { form, about, mending } = visit;
    if (firstOpen(form, about) !== undefined) {
      toPage(visit, 'check');
      return;
    }
    await this.unlessRefused(visit, async () => {
      const said = saidIn(form, about, mending);
      const receipt = await this.hand.in(visit, false);
      // Of a button pressed twice, the second finds the correction made, and is answered with its receipt.
      const isInVain = receipt.events.length === 0 && changesNothing(form, about, mending);
      if (isInVain) toPage(visit, 'check');
      else await this.answers.finish(visit, { ...receipt, said });
    });
  }

  async showDoubt<Known>(visit: Visit<Known>): Promise<void> {
    const doubt = await this.hand.doubt(visit);
    if (doubt === undefined) toPage(visit, 'check');
    else this.views.doubt(visit, doubt);
  }

  async takeDoubt<Known>(visit: Visit<Known>): Promise<void> {
    const doubt = await this.hand.doubt(visit);
    await this.answers.keep(visit, { [SEEN]: doubt?.message ?? '' }, 'check');
  }

  async showChanged<Known>(visit: Visit<Known>): Promise<void> {
    const { since, readTo } = await this.hand.since(visit);
    if (since.length === 0) toPage(visit, 'check');
    else this.views.changed(visit, since, readTo);
  }

  /** With the same answers, now that what came meanwhile was read, as far as the page told of it. */
  async goOn<Known>(visit: Visit<Known>, typed: Typed): Promise<void> {
    const readTo = readToIn(typed);
    await this.answers.keep(visit, readTo === undefined ? {} : { [READ_TO]: readTo }, 'check');
  }

  private async unlessRefused<Known>(visit: Visit<Known>, work: () => Promise<void>) {
    try {
      await work();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.status === 412) toPage(visit, 'changed');
      else if (problem.status !== 422 && problem.status !== 400) throw problem;
      else {
        visit.response.status(problem.status);
        const instead = saysInstead(problem.code) ? await this.hand.inTheWay(visit) : undefined;
        this.views.check(visit, refusalsIn(visit, problem), instead?.number);
      }
    }
  }
}

function refusalsIn<Known>({ form, about }: Visit<Known>, problem: Problem): readonly Refusal[] {
  const errors = problem.more.errors ?? [{ pointer: '', message: problem.detail }];
  return errors.map(({ pointer, message }) => ({
    message,
    name: fieldAt(form, about, pointer)?.field.name,
  }));
}
