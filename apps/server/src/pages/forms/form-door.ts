import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { londonDay } from '#vocabulary';
import { can, type Action, type Verdict } from '../../api/who/policy.js';
import { Resources } from '../../api/who/resources.js';
import { refusalOf } from '../../api/who/refusals.js';
import { clientOf } from '../../api/who/actor.js';
import { actorOf, cameFromElsewhere, fromElsewhere } from '../../api/who/who.guard.js';
import { Drafts, type Draft, type Unfinished } from './drafts.js';
import { inputsOf } from './fields-typed.js';
import { draftIn } from './form-address.js';
import { READ_TO, readToIn } from './form-entry.js';
import { organisations, type Owners } from './form-owners.js';
import { FormSources } from './form-sources.js';
import { FormViews, type Opened } from './form-views.js';
import { suggestedIn } from './suggested.js';
import type { Answers, Form, Questions, Typed } from './form.js';

export type Knock = Readonly<{
  request: Request;
  response: Response;
  /** The address of the form, without its page. */
  address: string;
  /** The page of the form, and what was typed there: what is kept where nobody is signed in any more. */
  page?: string;
  typed?: Typed;
  /** What `begun` said, where something of the record was read before the form is opened. */
  begun?: Begun;
}>;

/** What is kept of a form, and how far the record can be read where nothing is kept of that. */
type Begun = Readonly<{ kept: Draft | undefined; start: Answers }>;

/** Lets somebody in who may record what a form records; keeps what others typed who just were. */
@Injectable()
export class FormDoor {
  constructor(
    private readonly resources: Resources,
    private readonly drafts: Drafts,
    private readonly views: FormViews,
    private readonly sources: FormSources,
  ) {}

  /** The opened form of a trust; undefined where the visitor was answered already. */
  open<Known>(form: Form<Known>, action: Action, knock: Knock): Promise<Opened<Known> | undefined> {
    return this.openOf(organisations, { form, action, knock });
  }

  /** The opened form of whoever has records; undefined where the visitor was answered already. */
  async openOf<Known, Code extends string>(
    owners: Owners<Code>,
    { form, action, knock }: Readonly<{ form: Form<Known, Code>; action: Action; knock: Knock }>,
  ): Promise<Opened<Known> | undefined> {
    if (!(await this.lets(form, action, knock))) return undefined;
    const { request, response, address } = knock;
    const { queries, store } = this.sources;
    const owner = await owners.find(store, request.params);
    if (owner === undefined) throw owners.unknown(request.params);
    const { code, name } = owner;
    const today = londonDay(await store.now());
    const actor = actorOf(request);
    const params = request.params as Readonly<Record<string, string>>;
    const { kept, start } = knock.begun ?? (await this.begunOf(knock, form.changes !== undefined));
    const known = await form.knows({ queries, store, code, today, actor, params });
    const whyNot =
      isQuestion(form, params['page']) && !kept?.receipt && form.whyNot?.({ code, known });
    if (whyNot) throw whyNot;
    const home = owners.hrefIn(request.params);
    const readsEntries = await this.mayOpen('read-entries', request);
    const opened = { form, address, code, name, home, known, today, kept };
    const suggested = suggestedIn(form, request.query);
    return { ...opened, start: { ...suggested, ...start }, readsEntries, request, response };
  }

  /**
   * Of a form that changes what stands, before any of that is read, so that nothing passes for read that came after.
   * Who may not see the record does not wait for it to be read: they are refused anyway.
   */
  async begun(knock: Knock): Promise<Begun> {
    const { request } = knock;
    const sees =
      (await this.mayOpen('read-entries', request)) ||
      (await this.mayOpen('record-public-statement', request));
    return this.begunOf(knock, sees);
  }

  /** How far was read is of the time when the first question was shown, which its page brings along. */
  private async begunOf(knock: Knock, keepsReadTo: boolean): Promise<Begun> {
    const { request, address, typed = {} } = knock;
    const id = draftIn(request.query);
    if (id === undefined) return { kept: undefined, start: {} };
    const kept = await this.drafts.read({ id, form: address, owner: clientOf(actorOf(request)) });
    if (!keepsReadTo || kept?.answers[READ_TO] !== undefined) return { kept, start: {} };
    const brought = readToIn(typed) ?? readToIn(kept?.unread?.typed ?? {});
    return { kept, start: { [READ_TO]: brought ?? String(await this.sources.readTo()) } };
  }

  /** The forms under an address that whoever asks has begun and not handed in. */
  unfinished(request: Request, under: string): Promise<readonly Unfinished[]> {
    return this.drafts.unfinished(clientOf(actorOf(request)), under);
  }

  /** The trust that an address names, for pages before its form. */
  async trustIn({ params }: Request): Promise<Readonly<{ code: string; name: string }>> {
    const found = await organisations.find(this.sources.store, params);
    if (found === undefined) throw organisations.unknown(params);
    return found;
  }

  /** Whether somebody may record what a form records. */
  async mayOpen(action: Action, request: Request): Promise<boolean> {
    return (await this.verdictOn(action, request)) === 'allowed';
  }

  /** Lets nobody on who may not; throws the problem that says why. */
  async insist(action: Action, request: Request): Promise<void> {
    const verdict = await this.verdictOn(action, request);
    if (verdict !== 'allowed') throw refusalOf(verdict, actorOf(request), action);
  }

  private async verdictOn(action: Action, request: Request): Promise<Verdict> {
    const actor = actorOf(request);
    return can(actor, action, await this.resources.resourceOf(request, actor, action));
  }

  private async lets<Known>(
    form: Questions<Known>,
    action: Action,
    knock: Knock,
  ): Promise<boolean> {
    const { request } = knock;
    if (cameFromElsewhere(request)) throw fromElsewhere();
    const verdict = await this.verdictOn(action, request);
    if (verdict === 'allowed') return true;
    if (verdict === 'sign-in' && (await this.kept(form, knock))) {
      this.views.signedOut(knock);
      return false;
    }
    throw refusalOf(verdict, actorOf(request), action);
  }

  /** Only of a page of ours, which the browser itself was given. */
  private async kept<Known>(
    form: Questions<Known>,
    { request, address, page, typed }: Knock,
  ): Promise<boolean> {
    const id = draftIn(request.query);
    const step = form.steps.find(({ name }) => name === page);
    if (typed === undefined || id === undefined) return false;
    if (!this.views.holds(request, typed)) return false;
    if (step === undefined) return true;
    const readTo = readToIn(typed);
    const unread = {
      step: step.name,
      typed: { ...inputsOf(step, typed), ...(readTo !== undefined && { readTo }) },
    };
    return this.drafts.keepUnread({ id, form: address, owner: undefined }, unread);
  }
}

/** Its beginning or one of its questions; what comes after them the rules themselves judge. */
const isQuestion = <Known>({ steps }: Pick<Questions<Known>, 'steps'>, page: string | undefined) =>
  page === undefined || steps.some(({ name }) => name === page);
