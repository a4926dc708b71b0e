import { Controller, Get, HttpStatus, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ChangesBetween, OrganisationProfile } from '#read-models';
import { addMonths, dayInWords, parseOdsCode, type OdsCode } from '#vocabulary';
import { noSuchOrganisation } from '../../api/questions/question-desk.js';
import { can } from '../../api/who/policy.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { actorOf } from '../../api/who/who.guard.js';
import { freshnessOf } from '../freshness.js';
import { dayTyped, written, type MomentAsked } from '../moment-typed.js';
import { Moments } from '../moments.js';
import { readNames } from '../names.js';
import { readOwners } from '../owners.js';
import { isDemonstration } from '../programme-asked.js';
import { Views } from '../views.js';
import { changeRow, countsInWords, entryHrefsOf } from './change-rows.js';

const FACTS_SHOWN = 25;
/** About the time between two meetings of a board. */
const USUAL_MONTHS = 1;

type Typed = Readonly<Record<string, unknown>>;

/** What is known otherwise than at the last meeting. */
@ApiExcludeController()
@Controller()
export class ChangesPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get('changes')
  @Requires('read-entries')
  async all(
    @Req() request: Request,
    @Res() response: Response,
    @Query() typed: Typed,
  ): Promise<void> {
    const demonstration = isDemonstration(typed['programme']);
    await this.show(response, typed, await this.asked(typed), {
      title: demonstration ? 'What changed in the demonstration programme' : 'What changed',
      address: '/changes',
      data: `/api/v1/changes?programme=${demonstration ? 'demonstration' : 'england'}`,
      crumbs: [],
      mayReadLog: mayReadLog(request),
      demonstration,
      choosesTrusts: can(actorOf(request), 'read-entries') === 'allowed',
      scope: { demonstration },
    });
  }

  @Get('organisations/:ods/changes')
  @Requires('read-entries')
  async ofOrganisation(
    @Req() request: Request,
    @Res() response: Response,
    @Param('ods') ods: string,
    @Query() typed: Typed,
  ): Promise<void> {
    const asked = await this.asked(typed);
    const code = parseOdsCode(ods);
    const profile =
      code && (await this.queries.execute(new OrganisationProfile(code, { asOf: asked.today })));
    if (profile === undefined) throw noSuchOrganisation(ods);
    const { name, code: organisation } = profile.organisation;
    await this.show(response, typed, asked, {
      title: `What changed at ${name}`,
      address: `/organisations/${organisation}/changes`,
      data: `/api/v1/organisations/${organisation}/changes?`,
      crumbs: [
        { href: '/organisations', text: 'Trusts' },
        { href: `/organisations/${organisation}`, text: name },
      ],
      mayReadLog: mayReadLog(request),
      scope: { organisation },
    });
  }

  private asked({ knownAt }: Typed): Promise<MomentAsked> {
    return this.moments.asked(undefined, knownAt);
  }

  private async show(
    response: Response,
    typed: Typed,
    asked: MomentAsked,
    about: About,
  ): Promise<void> {
    const usual = addMonths(asked.knownOn, -USUAL_MONTHS);
    const since = dayTyped(typed['since'], asked.today, usual);
    const order =
      since.error === undefined && asked.errors.length === 0 && since.day > asked.knownOn
        ? '“Compare with” must be before “Include entries recorded up to”'
        : undefined;
    const error = since.error ?? order;
    const errors = [
      ...(error === undefined ? [] : [{ text: error, href: '#since' }]),
      ...asked.errors,
    ];
    if (errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    this.views.send(response, 'changes/changes.njk', {
      ...about,
      errors,
      fields: [
        {
          name: 'since',
          label: 'Compare with what was known at the end of',
          hint: 'For example, 31 July 2025, the day of the last meeting.',
          value: typeof typed['since'] === 'string' ? written(typed['since']) : dayInWords(usual),
          error,
        },
        ...asked.fields.filter(({ name }) => name === 'knownAt'),
      ],
      ...(errors.length > 0 ? {} : await this.list(about, asked, { since: since.day, typed })),
    });
  }

  private async list(
    { scope, data, address, mayReadLog }: About,
    { moment, today }: MomentAsked,
    { since, typed }: Readonly<{ since: MomentAsked['today']; typed: Typed }>,
  ) {
    const before = Number(typed['before'] ?? 0);
    const page: Readonly<{ limit: number; before?: number }> = {
      limit: FACTS_SHOWN,
      ...(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
    };
    const answer = await this.queries.execute(
      new ChangesBetween({ day: since }, { ...moment, asOf: today }, page, scope),
    );
    const names = await readNames(this.queries, this.store, {
      asOf: today,
      knownAt: { entry: answer.entry },
    });
    const owners = await readOwners(
      this.queries,
      names,
      { knownAt: { entry: answer.entry } },
      answer.changes.map(({ owner }) => owner),
    );
    const entryHrefs = entryHrefsOf(answer.changes, { owners, mayReadLog });
    const pinned = { since, knownAt: String(answer.entry) };
    const programme = scope.demonstration === true ? { programme: 'demonstration' } : {};
    const query = (more: Readonly<Record<string, string>>) =>
      new URLSearchParams({ ...pinned, ...more }).toString();
    return {
      freshness: freshnessOf(answer),
      since: dayInWords(since),
      facts: answer.facts,
      counted: countsInWords(answer.counts),
      rows: answer.changes.map((each) =>
        changeRow(each, { owners, entryHrefs, organisation: scope.organisation }),
      ),
      newest:
        page.before === undefined
          ? undefined
          : { href: `${address}?${query(programme)}`, text: 'Newest changes' },
      older:
        answer.next === null
          ? undefined
          : {
              href: `${address}?${query({ ...programme, before: String(answer.next) })}`,
              text: 'Earlier changes',
            },
      dataHref: `${data}${data.endsWith('?') ? '' : '&'}${query({})}`,
    };
  }
}

const mayReadLog = (request: Request): boolean =>
  can(actorOf(request), 'read-the-log') === 'allowed';

type About = Readonly<{
  title: string;
  address: string;
  data: string;
  crumbs: readonly Readonly<{ href: string; text: string }>[];
  mayReadLog: boolean;
  demonstration?: boolean;
  /** Whether those of England are offered too: a visitor may read the demonstration alone. */
  choosesTrusts?: boolean;
  scope: Readonly<{ organisation?: OdsCode; demonstration?: boolean }>;
}>;
