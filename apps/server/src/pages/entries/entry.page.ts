import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { BenefitProfile, TrustTimeline } from '#read-models';
import { londonDay, parseBenefitId, parsePoolTag } from '#vocabulary';
import { notFound } from '../../api/http/problem.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { amountInWords } from '../benefits/benefit-words.js';
import { FormDesk } from '../forms/form-desk.js';
import { FormDoor } from '../forms/form-door.js';
import type { Opened } from '../forms/form-views.js';
import type { Answers, Form, Typed } from '../forms/form.js';
import { readNames } from '../names.js';
import { timelineRow } from '../trust/timeline-rows.js';
import { Views } from '../views.js';
import { trustOf } from '../not-there.js';
import type { Stated } from './answers-before.js';
import { entryDetails } from './entry-details.js';
import { findEntry, type EntryFound } from './entry-found.js';
import { whereMendable } from './mendable.js';
import { withdrawing } from './mending.form.js';

/** One entry of a trust, and the forms that correct and withdraw it. */
@ApiExcludeController()
@Controller('organisations/:ods/entries/:entry')
export class EntryPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly door: FormDoor,
    private readonly desk: FormDesk,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-entries')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const found = await this.find(request);
    if (found === undefined) throw noEntry(request);
    const { code, fact } = found;
    const { row, event, organisation, benefit } = await this.said(found);
    const address = addressIn(request);
    const mayMend = !fact.retracted && (await this.door.mayOpen(found.collection.action, request));
    const isMendable = whereMendable(found, () => true) === true;
    this.views.send(response, 'entries/entry.njk', {
      title: row?.what ?? `Entry ${String(found.number)}`,
      number: found.number,
      code,
      organisation,
      row,
      details: entryDetails(fact.data as Stated),
      event,
      firstEvent: fact.factId,
      benefit: benefit && {
        href: `/organisations/${code}/benefits/${benefit.id}`,
        text: benefit.title,
      },
      correct: mayMend && isMendable ? `${address}/correct` : undefined,
      withdraw: mayMend ? `${address}/withdraw` : undefined,
    });
  }

  @Get(':act')
  @Requires('open-a-form')
  async begin(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.mending(request, response, {}, (opened) => {
      this.desk.begin(opened);
    });
  }

  @Get(':act/:page')
  @Requires('open-a-form')
  async page(
    @Req() request: Request,
    @Res() response: Response,
    @Param('page') page: string,
  ): Promise<void> {
    await this.mending(request, response, {}, (opened) => this.desk.show(opened, page));
  }

  @Post(':act/:page')
  @Requires('open-a-form')
  async take(
    @Req() request: Request,
    @Res() response: Response,
    @Param('page') page: string,
    @Body() typed: Typed,
  ): Promise<void> {
    const sent = { page, typed };
    await this.mending(request, response, sent, (opened) => this.desk.take(opened, page, typed));
  }

  /** Opens the form of an entry for whoever may record entries of its kind. */
  private async mending(
    request: Request,
    response: Response,
    sent: Readonly<{ page?: string; typed?: Typed }>,
    go: <Known>(opened: Opened<Known>) => Promise<void> | void,
  ): Promise<void> {
    const { act } = request.params;
    const address = `${addressIn(request)}/${String(act)}`;
    const knock = { request, response, address, ...sent };
    const begun = await this.door.begun(knock);
    const found = await this.find(request);
    // Whether there is such an entry is for those who may see it.
    if (found === undefined) await this.door.insist('read-entries', request);
    if (found === undefined || (act !== 'correct' && act !== 'withdraw')) throw noEntry(request);
    const { row, benefit } = await this.said(found);
    const about = [row?.what, benefit?.title].filter((each) => each !== undefined).join(', ');
    const open = async <Known>(
      form: Form<Known>,
      answered: (known: Known, stated: Stated) => Answers,
    ): Promise<void> => {
      const named = about === '' ? form : { ...form, names: () => about };
      const opened = await this.door.open(named, found.collection.action, { ...knock, begun });
      if (opened === undefined) return;
      const answersTo = (stated: object) => answered(opened.known, stated as Stated);
      const { data, factId, type } = found.fact;
      const before = answersTo(data);
      const stands = act === 'withdraw' && (row === undefined ? type : `${row.what}, ${row.when}`);
      const mending = { factId, before, answersTo, ...(stands && { stands }) };
      await go({ ...opened, start: { ...before, ...opened.start }, mending });
    };
    const opening =
      act === 'withdraw' ? open(withdrawing(found), () => ({})) : whereMendable(found, open);
    if (opening === undefined) throw noEntry(request);
    await opening;
  }

  /** What the entry says, as on the timeline of its trust, its benefit or what that claims of a pool. */
  private async said({ code, fact, collection, subject = '' }: EntryFound) {
    const moment = { asOf: londonDay(await this.store.now()) };
    const id = 'benefit' in fact.data ? parseBenefitId(String(fact.data.benefit)) : undefined;
    const pool = collection.subject === 'pool' ? parsePoolTag(subject) : undefined;
    const timeline = await this.queries.execute(
      new TrustTimeline(code, moment, { ...(id && { benefit: id }), ...(pool && { pool }) }),
    );
    const stated = timeline?.facts.find(({ factId }) => factId === fact.factId);
    const profile = id && (await this.queries.execute(new BenefitProfile(code, id, moment)));
    // Whether its amounts are money, its profile says.
    const unit = profile?.benefit.unit;
    const names = {
      ...(await readNames(this.queries, this.store, moment)),
      ...(unit !== undefined && { amount: (value: number) => amountInWords(value, unit) }),
    };
    return {
      row: stated === undefined ? undefined : timelineRow(stated, names),
      // Of the entry that the row names: a correction has an id of its own.
      event: stated?.history.at(-1)?.eventId,
      benefit: id && { id, title: profile?.profile.title ?? id },
      organisation: names.organisation(code),
    };
  }

  private find({ params }: Request): Promise<EntryFound | undefined> {
    const { queries, store } = this;
    return findEntry({ queries, store }, String(params['ods']), String(params['entry']));
  }
}

const addressIn = ({ params }: Request): string =>
  `/organisations/${String(params['ods']).toUpperCase()}/entries/${String(params['entry'])}`;

const noEntry = ({ params }: Request) =>
  notFound(
    `There is no entry ${String(params['entry']).slice(0, 20)} in the record of this trust.`,
    'entry-not-found',
    trustOf(String(params['ods']).toUpperCase()),
  );
