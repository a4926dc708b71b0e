import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { BenefitProfile, TrustTimeline, type Moment } from '#read-models';
import { londonDay, parseBenefitId, parsePoolTag, type BenefitId, type OdsCode } from '#vocabulary';
import { noSuchEntry } from '../../api/records/recorded-fact.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { amountInWords } from '../benefits/benefit-words.js';
import { FormDesk } from '../forms/form-desk.js';
import { FormDoor } from '../forms/form-door.js';
import type { Opened } from '../forms/form-views.js';
import type { Answers, Form, Typed } from '../forms/form.js';
import { readNames } from '../names.js';
import { timelineRow } from '../trust/timeline-rows.js';
import { Views } from '../views.js';
import { findEntry, type EntryFound } from './entry-found.js';
import { whereMendable } from './mendable.js';
import { beginning, withdrawing } from './mending.form.js';

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
    if (found === undefined) throw noSuchEntry();
    const { code, fact } = found;
    const { row, organisation, benefit } = await this.said(found);
    const address = addressIn(request);
    const mayMend = !fact.retracted && (await this.door.mayOpen(found.collection.action, request));
    const isMendable = whereMendable(found, () => true) === true;
    this.views.send(response, 'entries/entry.njk', {
      title: `Entry ${String(request.params['entry'])}`,
      code,
      organisation,
      row,
      event: fact.factId,
      benefit: benefit && { href: `/organisations/${code}/benefits/${benefit}`, text: benefit },
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
    const found = await this.find(request);
    // Whether there is such an entry is for those who may see it.
    if (found === undefined) await this.door.insist('read-entries', request);
    if (found === undefined || (act !== 'correct' && act !== 'withdraw')) throw noSuchEntry();
    const address = `${addressIn(request)}/${act}`;
    const open = async <Known>(
      form: Form<Known>,
      answered: (known: Known) => Answers,
    ): Promise<void> => {
      const knock = { request, response, address, ...sent };
      const opened = await this.door.open(form, found.collection.action, knock);
      if (opened === undefined) return;
      const before = answered(opened.known);
      const mending = { factId: found.fact.factId, before, ...(await this.takenBack(act, found)) };
      await go({ ...opened, start: beginning(before, found), mending });
    };
    const opening =
      act === 'withdraw' ? open(withdrawing(found), () => ({})) : whereMendable(found, open);
    if (opening === undefined) throw noSuchEntry();
    await opening;
  }

  private async takenBack(act: 'correct' | 'withdraw', found: EntryFound) {
    if (act === 'correct') return {};
    const { row } = await this.said(found);
    return { stands: row === undefined ? found.fact.type : `${row.what}, ${row.when}` };
  }

  /** What the entry says, as on the timeline of its trust, its benefit or what that claims of a pool. */
  private async said({ code, fact, collection, subject = '' }: EntryFound) {
    const moment = { asOf: londonDay(await this.store.now()) };
    const benefit = 'benefit' in fact.data ? parseBenefitId(String(fact.data.benefit)) : undefined;
    const pool = collection.subject === 'pool' ? parsePoolTag(subject) : undefined;
    const timeline = await this.queries.execute(
      new TrustTimeline(code, moment, { ...(benefit && { benefit }), ...(pool && { pool }) }),
    );
    const stated = timeline?.facts.find(({ factId }) => factId === fact.factId);
    const names = {
      ...(await readNames(this.queries, this.store, moment)),
      ...(benefit && (await this.amountsOf(code, benefit, moment))),
    };
    const row = stated === undefined ? undefined : timelineRow(stated, names);
    return { row, benefit, organisation: names.organisation(code) };
  }

  /** Whether its amounts are money, its profile says. */
  private async amountsOf(code: OdsCode, benefit: BenefitId, moment: Moment) {
    const answer = await this.queries.execute(new BenefitProfile(code, benefit, moment));
    const unit = answer?.benefit.unit;
    return unit === undefined ? {} : { amount: (value: number) => amountInWords(value, unit) };
  }

  private find({ params }: Request): Promise<EntryFound | undefined> {
    const { queries, store } = this;
    return findEntry({ queries, store }, String(params['ods']), String(params['entry']));
  }
}

const addressIn = ({ params }: Request): string =>
  `/organisations/${String(params['ods']).toUpperCase()}/entries/${String(params['entry'])}`;
