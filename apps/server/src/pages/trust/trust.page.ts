import { Controller, Get, HttpStatus, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { OrganisationProfile, type Moment, type ProfileAnswer } from '#read-models';
import { parseOdsCode } from '#vocabulary';
import { actorOf } from '../../api/who/who.guard.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { FormDoor } from '../forms/form-door.js';
import { freshnessOf } from '../freshness.js';
import type { MomentAsked } from '../moment-typed.js';
import { Moments } from '../moments.js';
import { readNames } from '../names.js';
import { standingOf, validationsGiven } from '../stages/validations-given.js';
import { Views } from '../views.js';
import { readEprRows } from './epr-record.js';
import { nothingThen } from './nothing-then.js';
import { profileRows } from './profile-rows.js';
import { recordingForms } from './recording-forms.js';
import { staffHome } from './staff-home.js';
import { timelineShown } from './timeline-shown.js';
import { readGap, readMembers, readStage } from './trust-figures.js';
import { unfinishedRows } from './unfinished.js';

@ApiExcludeController()
@Controller('organisations/:ods')
export class TrustPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly door: FormDoor,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-public-facts')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('ods') ods: string,
    @Query() { asOf, knownAt, page }: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const code = parseOdsCode(ods);
    const asked = await this.moments.asked(asOf, knownAt);
    const profile =
      code && (await this.queries.execute(new OrganisationProfile(code, asked.moment)));
    if (profile === undefined) {
      const nothing = await nothingThen(this.queries, ods, asked);
      this.views.send(response.status(HttpStatus.NOT_FOUND), 'problem/problem.njk', nothing);
      return;
    }
    const { organisation } = profile;
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    this.views.send(response, 'trust/trust.njk', {
      ...asked,
      title: organisation.name,
      code: organisation.code,
      kind: organisation.kind,
      demonstration: organisation.demonstration,
      freshness: freshnessOf(profile),
      ...(asked.errors.length > 0 ? {} : await this.content(request, profile, asked, page)),
    });
  }

  /** All from one entry: the profile's, which the page names. */
  private async content(
    request: Request,
    profile: ProfileAnswer,
    { moment, query }: MomentAsked,
    page: unknown,
  ) {
    const at: Moment = { asOf: moment.asOf, knownAt: { entry: profile.entry } };
    const { organisation } = profile;
    const { code } = organisation;
    const names = await readNames(this.queries, this.store, at);
    const mayReadFigures = await this.door.mayOpen('read-stages-and-gaps', request);
    const mayReadAll = await this.door.mayOpen('read-entries', request);
    const isTrust = organisation.kind === 'trust';
    const mayRecord = isTrust && (await this.door.mayOpen('record-own-facts', request));
    const mayApprove = isTrust && (await this.door.mayOpen('approve-own-facts', request));
    const isStaff = mayRecord || mayApprove;
    const mayValidate = isTrust && (await this.door.mayOpen('validate-stage', request));
    const stage = isTrust
      ? await readStage(this.queries, { code, at, mayReadFigures, names })
      : undefined;
    return {
      forms: mayRecord ? recordingForms(code) : [],
      unfinished: isStaff
        ? unfinishedRows(await this.door.unfinished(request, `/organisations/${code}`))
        : [],
      profile: [
        ...profileRows(profile, names, query),
        ...(isTrust ? await readEprRows(this.queries, profile, { at, names, mayReadAll }) : []),
      ],
      mayValidate,
      hasValidated:
        mayValidate &&
        standingOf(await validationsGiven(this.queries, code, at, actorOf(request))).length > 0,
      members: isTrust ? [] : await readMembers(this.queries, organisation, at),
      ...stage?.shown,
      ...(isStaff && {
        staff: await staffHome(
          this.queries,
          { ...{ code, at, query, names }, may: { record: mayRecord, approve: mayApprove } },
          stage?.figure,
        ),
      }),
      mayReadEntries: isTrust && mayReadAll,
      ...(isTrust &&
        (await readGap(this.queries, { code, at, mayReadFigures, mayReadAll, query }))),
      mayReadAll,
      ...(await timelineShown(this.queries, {
        ...{ code, at, mayReadAll, names, query },
        number: page,
      })),
    };
  }
}
