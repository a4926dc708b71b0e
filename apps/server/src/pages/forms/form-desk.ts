import { randomUUID } from 'node:crypto';
import { HttpStatus, Injectable } from '@nestjs/common';
import { Problem } from '../../api/http/problem.js';
import { clientOf } from '../../api/who/actor.js';
import { actorOf } from '../../api/who/who.guard.js';
import { changesNothing, saidIn } from './answers-in-words.js';
import { Drafts, type Draft } from './drafts.js';
import {
  asTheyStand,
  firstInputOf,
  inputIn,
  readStep,
  typedFrom,
  type WrongField,
} from './fields-typed.js';
import { READ_TO, readToIn, wrongInShape } from './form-entry.js';
import { FormHand } from './form-hand.js';
import { saysInstead } from './in-the-way.js';
import { entryHrefOf, FormViews, type Opened, type Refusal, type Visit } from './form-views.js';
import { fieldAt, firstOpen, placeOf, stepsAsked } from './form-walk.js';
import { withMoreRows } from './rows-shown.js';
import { suggestedAgain, withSuggested } from './suggested.js';
import type { About, Answers, Step, Typed } from './form.js';

/** What a person saw and confirmed all the same, among the answers. */
const SEEN = '@seen';
const OUT_OF_DATE = 'This page had been open for too long. Send it again';

/** Leads somebody through a form, question by question, and hands in what they answered. */
@Injectable()
export class FormDesk {
  constructor(
    private readonly drafts: Drafts,
    private readonly views: FormViews,
    private readonly hand: FormHand,
  ) {}

  /** The first question, under the id of a draft that is kept as soon as it is answered. */
  begin<Known>(opened: Opened<Known>): void {
    const first = firstOpen(opened.form, { ...opened, answers: opened.start });
    const suggested = suggestedAgain(opened.form, opened.request.query);
    toPage({ ...opened, draft: randomUUID() }, first?.name ?? 'check', suggested);
  }

  /** Begins with answers that came in another way than by a question: files, for example. */
  async beginWith<Known>(opened: Opened<Known>, answers: Answers): Promise<void> {
    const draft = randomUUID();
    await this.drafts.save(this.keyOf(opened, draft), answers);
    const first = firstOpen(opened.form, { ...opened, answers });
    toPage({ ...opened, draft }, first?.name ?? 'check');
  }

  async show<Known>(opened: Opened<Known>, page: string): Promise<void> {
    const found = this.visit(opened, page);
    if (found === undefined) return;
    const { visit, unread } = found;
    if (page === 'check') await this.showCheck(visit);
    else if (page === 'look-again') await this.showDoubt(visit);
    else if (page === 'changed') await this.showChanged(visit);
    else this.showStep(visit, page, unread);
  }

  async take<Known>(opened: Opened<Known>, page: string, typed: Typed): Promise<void> {
    const found = this.visit(opened, page);
    if (found === undefined) return;
    const { visit } = found;
    const step = stepsAsked(visit.form, visit.about).find(({ name }) => name === page);
    const holds = this.views.holds(visit.request, typed);
    if (step !== undefined && holds) await this.takeStep(visit, step, typed);
    else if (step !== undefined) this.refuseStep(visit, step, typed);
    else if (holds && page === 'check') await this.confirm(visit);
    else if (holds && page === 'look-again') await this.takeDoubt(visit);
    else if (holds && page === 'changed') await this.goOn(visit, typed);
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

  private showStep<Known>(visit: Visit<Known>, page: string, unread: Draft['unread']): void {
    const step = placeOf(visit.form, visit.about, page);
    if (step?.name !== page) {
      toPage(visit, step?.name ?? 'check');
      return;
    }
    const { about } = visit;
    const shown = { ...about, answers: withSuggested(about.answers) };
    const typed = unread?.step === page ? unread.typed : typedFrom(step, shown);
    this.views.question(visit, step, typed);
  }

  private refuseStep<Known>(visit: Visit<Known>, step: Step<Known>, typed: Typed): void {
    const input = inputIn(step);
    visit.response.status(HttpStatus.FORBIDDEN);
    this.views.question(visit, step, typed, [{ field: '', input, message: OUT_OF_DATE }]);
  }

  private async takeStep<Known>(visit: Visit<Known>, step: Step<Known>, typed: Typed) {
    const { form, about, response } = visit;
    const longer = withRowsAdded(step, typed);
    if (longer !== undefined) {
      this.views.question({ ...visit, response: response.status(HttpStatus.OK) }, step, longer);
      return;
    }
    const read = readStep(step, typed, about);
    const answered = { ...about, answers: { ...about.answers, ...read.answers } };
    const inShape = await wrongInShape(visit, answered, step, read.wrong);
    const eachWrong = [...read.wrong, ...inShape];
    const wrong =
      eachWrong.length > 0
        ? asTheyStand(step, eachWrong)
        : [...amissIn(step, answered), ...(await this.taken({ ...visit, about: answered }, step))];
    if (wrong.length > 0) {
      this.views.question({ ...visit, response: response.status(400) }, step, typed, wrong);
      return;
    }
    await this.keep(visit, read.answers, firstOpen(form, answered)?.name ?? 'check');
  }

  /** That an earlier entry stands where this one would, as soon as that is known, with the way to correct it. */
  private async taken<Known>(
    visit: Visit<Known>,
    { taken }: Step<Known>,
  ): Promise<readonly WrongField[]> {
    const found = taken && (await this.hand.inTheWay(visit));
    if (taken === undefined || found === undefined) return [];
    const { instead: text, ...wrong } = taken(found.stated);
    // Of a benefit that was handed over, it may stand under the trust that had it then.
    const { organisation = visit.code } = found.stated;
    const href = organisation === visit.code ? entryHrefOf(visit, found.number) : undefined;
    return [{ ...wrong, ...(href && { instead: { href: `${href}/correct`, text } }) }];
  }

  private async keep<Known>(visit: Visit<Known>, answers: Answers, next: string): Promise<void> {
    const key = this.keyOf(visit, visit.draft);
    const isKept = await this.drafts.save(key, { ...visit.about.answers, ...answers });
    if (isKept) toPage(visit, next);
    else this.views.gone(visit);
  }

  /** What the rules would say is asked before anybody confirms, and asked again when they do. */
  private async showCheck<Known>(visit: Visit<Known>): Promise<void> {
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

  private async confirm<Known>(visit: Visit<Known>): Promise<void> {
    const { form, about, mending } = visit;
    if (firstOpen(form, about) !== undefined || changesNothing(form, about, mending)) {
      toPage(visit, 'check');
      return;
    }
    await this.unlessRefused(visit, async () => {
      const said = saidIn(form, about, mending);
      const receipt = await this.hand.in(visit, false);
      await this.drafts.finish(this.keyOf(visit, visit.draft), { ...receipt, said });
      toPage(visit, 'done');
    });
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

  private async takeDoubt<Known>(visit: Visit<Known>): Promise<void> {
    const doubt = await this.hand.doubt(visit);
    await this.keep(visit, { [SEEN]: doubt?.message ?? '' }, 'check');
  }

  /** With the same answers, now that what came meanwhile was read, as far as the page told of it. */
  private async goOn<Known>(visit: Visit<Known>, typed: Typed): Promise<void> {
    const readTo = readToIn(typed);
    await this.keep(visit, readTo === undefined ? {} : { [READ_TO]: readTo }, 'check');
  }

  private async showDoubt<Known>(visit: Visit<Known>): Promise<void> {
    const doubt = await this.hand.doubt(visit);
    if (doubt === undefined) toPage(visit, 'check');
    else this.views.doubt(visit, doubt);
  }

  private async showChanged<Known>(visit: Visit<Known>): Promise<void> {
    const { since, readTo } = await this.hand.since(visit);
    if (since.length === 0) toPage(visit, 'check');
    else this.views.changed(visit, since, readTo);
  }

  private keyOf<Known>({ request, address }: Opened<Known>, id: string) {
    return { id, form: address, owner: clientOf(actorOf(request)) };
  }
}

const toPage = <Known>(
  { address, draft, response }: Opened<Known> & Readonly<{ draft: string }>,
  page: string,
  more = '',
): void => response.redirect(HttpStatus.SEE_OTHER, `${address}/${page}?draft=${draft}${more}`);

/** What is wrong with the answers of a step together. */
const amissIn = <Known>(
  { amiss, fields }: Step<Known>,
  about: About<Known>,
): readonly WrongField[] =>
  (amiss?.(about) ?? []).map(({ field: name, input, message }) => {
    const field = fields.find((each) => each.name === name);
    const first = field === undefined ? name : firstInputOf(field);
    return { field: name, input: input ?? first, message };
  });

/** What was typed, with rows more in the field that somebody asked for them in; nothing of it is kept yet. */
function withRowsAdded<Known>(step: Step<Known>, typed: Typed): Typed | undefined {
  const rows = step.fields
    .map((field) => (field.kind === 'rows' ? withMoreRows(field, typed) : undefined))
    .find((each) => each !== undefined);
  return rows && { ...typed, ...rows };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The draft that an address names. */
export const draftIn = ({ draft }: Readonly<Record<string, unknown>>): string | undefined =>
  typeof draft === 'string' && UUID.test(draft) ? draft : undefined;

function refusalsIn<Known>({ form, about }: Visit<Known>, problem: Problem): readonly Refusal[] {
  const errors = problem.more.errors ?? [{ pointer: '', message: problem.detail }];
  return errors.map(({ pointer, message }) => ({
    message,
    name: fieldAt(form, about, pointer)?.field.name,
  }));
}
