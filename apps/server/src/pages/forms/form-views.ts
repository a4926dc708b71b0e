import { HttpStatus, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { IsoDate } from '#vocabulary';
import { inThousands } from '../numbers-in-words.js';
import { FormTokens } from '../sign-in/form-tokens.js';
import { Views } from '../views.js';
import { answerRows, changesNothing } from './answers-in-words.js';
import { KEPT_UNTIL, type Draft, type ReceiptKept } from './drafts.js';
import { fieldViews } from './field-views.js';
import { READ_TO } from './form-entry.js';
import { withoutAdvice } from './in-the-way.js';
import type { WrongField } from './fields-typed.js';
import { stepsAsked, questionOf, stepBefore } from './form-walk.js';
import type { About, Answers, Doubt, Mending, Questions, Step, Typed } from './form.js';

/** A form that somebody opened, who may: for whose record, and what it begins with. */
export type Opened<Known> = Readonly<{
  form: Questions<Known>;
  /** Where it stands, without the page: "/organisations/RXX/milestones/new". */
  address: string;
  /** Of the trust, or of the programme, with its name and where its pages are. */
  code: string;
  name: string;
  home: string;
  known: Known;
  today: IsoDate;
  /** The draft that the address names, where any of it is kept. */
  kept: Draft | undefined;
  /** What it begins with. */
  start: Answers;
  mending?: Mending;
  /** Whether they may see its entries: a loader of public sources records without reading them. */
  readsEntries: boolean;
  request: Request;
  response: Response;
}>;

/** An opened form with the answers so far. */
export type Visit<Known> = Opened<Known> & Readonly<{ draft: string; about: About<Known> }>;

/** A refusal of the whole, with the question it is about where it is about one. */
export type Refusal = Readonly<{ message: string; name: string | undefined }>;

/** Something that was recorded while somebody filled in a correction. */
export type Since = Readonly<{
  when: string;
  who: string;
  what: string;
  isOwn: boolean;
  /** It took back the entry that is mended, so that nothing is left to mend. */
  isEnd: boolean;
}>;

const COUNTS = 'It now counts in the figures of this trust.';

/** What the pages of a form show. */
@Injectable()
export class FormViews {
  constructor(
    private readonly views: Views,
    private readonly tokens: FormTokens,
  ) {}

  /** Whether what was sent came from a page that was sent from here to the same browser. */
  holds(request: Request, typed: Typed): boolean {
    return this.tokens.holds(request, typed['token']);
  }

  question<Known>(
    visit: Visit<Known>,
    step: Step<Known>,
    typed: Typed,
    wrong: readonly WrongField[] = [],
  ): void {
    const { form, about, address, draft, kept } = visit;
    const before = stepBefore(form, about, step.name);
    this.send(visit, 'forms/question.njk', {
      title: questionOf(step, about),
      page: step.name,
      readTo: kept?.answers[READ_TO] === undefined ? about.answers[READ_TO] : undefined,
      back: before === undefined ? homeOf(visit).href : `${address}/${before.name}?draft=${draft}`,
      beside: step.beside?.(about),
      decides: before === undefined ? form.decides?.(about) : undefined,
      fields: fieldViews(step, about, typed, wrong),
      errors: wrong.flatMap(({ input, message, instead }) => [
        { text: message, href: `#${input}` },
        ...(instead === undefined ? [] : [instead]),
      ]),
    });
  }

  /** Where the rules say no, with the entry to correct instead where there is one. */
  check<Known>(visit: Visit<Known>, refusals: readonly Refusal[] = [], inTheWay?: number): void {
    const { form, about, address, draft, mending } = visit;
    const instead = insteadOf(visit, inTheWay);
    // The link says it.
    const said = instead === undefined ? refusals : refusals.map(withoutAdvice);
    const last = stepsAsked(form, about).at(-1)?.name ?? '';
    const rows = answerRows(form, about, mending?.before);
    this.send(visit, 'forms/check.njk', {
      title: form.last?.title ?? 'Check your answers',
      last: form.last,
      changesNothing: changesNothing(form, about, mending),
      page: 'check',
      back: `${address}/${last}?draft=${draft}`,
      sideBySide: mending !== undefined && mending.stands === undefined,
      stands: mending?.stands,
      decides: form.decides?.(about),
      worksOut: form.worksOut?.(about) ?? [],
      rows: rows.map((row) => ({
        ...row,
        href: `${address}/${row.step}?draft=${draft}`,
        error: said.find(({ name }) => name === row.name)?.message,
        instead,
      })),
      errors: [
        ...said.map(({ message, name }) => ({
          text: message,
          href: `#${name === undefined ? 'answers' : `change-${name}`}`,
        })),
        ...(instead === undefined ? [] : [instead]),
      ],
    });
  }

  doubt<Known>(visit: Visit<Known>, doubt: Doubt): void {
    const { form, about, address, draft } = visit;
    const last = stepsAsked(form, about).at(-1)?.name ?? '';
    this.send(visit, 'forms/doubt.njk', {
      title: doubt.heading,
      page: 'look-again',
      back: `${address}/${last}?draft=${draft}`,
      check: `${address}/check?draft=${draft}`,
      doubt,
    });
  }

  done<Known>(visit: Visit<Known>, receipt: ReceiptKept): void {
    const { form, about, mending } = visit;
    const [event] = receipt.events;
    const isMendable = form.shownAt === undefined && mending?.stands === undefined;
    const page = entryHrefOf(visit, receipt.entry);
    const changed = receipt.said.filter(({ before }) => before !== undefined);
    this.send(visit, 'forms/done.njk', {
      title: event === undefined ? 'Nothing new was recorded' : form.done,
      afterwards: form.afterwards ?? COUNTS,
      mend: isMendable ? page : undefined,
      changed,
      figures: mending === undefined || page === undefined ? undefined : `${page}#figures`,
      receipt: {
        said: receipt.said.filter(({ before }) => before === undefined),
        events: receipt.events.map(({ id }) => id),
        entry: receipt.entry === undefined ? undefined : inThousands(receipt.entry),
        entryHref: form.shownAt?.(about) ?? page,
        position: receipt.position,
        warnings: receipt.warnings ?? [],
      },
    });
  }

  /** Others recorded something since the entry was read, or whoever fills this in did so elsewhere. */
  changed<Known>(visit: Visit<Known>, since: readonly Since[], readTo: string): void {
    const what = visit.mending === undefined ? 'record' : 'entry';
    const end = since.find(({ isEnd }) => isEnd);
    const did = end === undefined ? 'changed' : 'withdrew';
    this.send(visit, 'forms/changed.njk', {
      title: (end === undefined ? since : [end]).every(({ isOwn }) => isOwn)
        ? `You ${did} this ${what} yourself after this form had read it`
        : `Someone else ${did} this ${what} while you were working`,
      page: 'changed',
      isEnd: end !== undefined,
      since,
      readTo,
    });
  }

  signedOut<Known>(opened: Pick<Opened<Known>, 'response'>): void {
    this.views.send(opened.response.status(HttpStatus.UNAUTHORIZED), 'problem/problem.njk', {
      title: 'You were signed out',
      sentence: `Your answers are saved until ${KEPT_UNTIL}. Sign in again as the same person to go on where you were.`,
      status: HttpStatus.UNAUTHORIZED,
    });
  }

  gone<Known>({ address, response }: Pick<Opened<Known>, 'address' | 'response'>): void {
    this.views.send(response.status(HttpStatus.NOT_FOUND), 'problem/problem.njk', {
      title: 'These answers are not kept any more',
      sentence:
        'Answers are kept until 5pm on the day after the last one was given, for the person who gave them. Nothing was recorded.',
      wayOut: { href: address, text: 'Start again' },
    });
  }

  private send<Known>(
    visit: Visit<Known>,
    template: string,
    model: Readonly<Record<string, unknown> & { title: string; page?: string }>,
  ): void {
    const { form, request, response, address, draft, name, home, code } = visit;
    const page = model.page ?? '';
    const about = form.names?.(visit.about);
    this.views.send(response, template, {
      ...model,
      caption: `${form.title}: ${about === undefined ? '' : `${about}, `}${name}`,
      about: about ?? name,
      action: `${address}/${page}?draft=${draft}`,
      token: this.tokens.issue(request, response),
      owner: { name, href: home },
      home: homeOf(visit),
      again: form.isOnce ? undefined : address,
      code,
    });
  }
}

/** The page of an entry, for whoever may see it. */
export const entryHrefOf = <Known>(
  { home, readsEntries }: Opened<Known>,
  entry: number | undefined,
) => (entry === undefined || !readsEntries ? undefined : `${home}/entries/${String(entry)}`);

/** The way to correct an earlier entry: to its form where nobody but its own recorders can have stated it. */
function insteadOf<Known>(visit: Visit<Known>, entry: number | undefined) {
  const page = entryHrefOf(visit, entry);
  if (entry === undefined || page === undefined) return undefined;
  const isOwn = visit.form.steps.some(({ taken }) => taken !== undefined);
  return {
    href: isOwn ? `${page}/correct` : page,
    text: `Correct entry ${inThousands(entry)} instead`,
  };
}

/** Where one comes from and goes back to. */
function homeOf<Known>(opened: Opened<Known>): Readonly<{ href: string; text: string }> {
  const { form, name, home } = opened;
  return form.home?.(opened) ?? { href: home, text: name };
}
