import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { TrustStages } from '#read-models';
import { parseOdsCode, type OdsCode } from '#vocabulary';
import { notFound, type WayOut } from '../../../api/http/problem.js';
import { can } from '../../../api/who/policy.js';
import { Requires } from '../../../api/who/requires.decorator.js';
import { actorOf } from '../../../api/who/who.guard.js';
import { OnePages } from '../../../one-page/one-page.js';
import { dataLinks, explainHref } from '../../data-links.js';
import { readNames } from '../../names.js';
import { movedOfTrust } from '../compare/moved-rows.js';
import { ProgrammeFrame, type ProgrammeOpened } from '../frame/programme-frame.js';
import { programmeHref } from '../frame/programme-pages.js';
import { readEprRows } from '../../trust/epr-record.js';
import { stagesOverTime } from '../../trust/stages-over-time.js';
import { targetsExplained } from '../targets/targets-table.js';
import { onePageView } from './one-page-view.js';

/** Of what moved, the rest is on the page that compares. */
const MOVED_SHOWN = 6;

/** One trust on one page, for the board of a programme. */
@ApiExcludeController()
@Controller('programmes/:programme/organisations')
export class ProgrammeOrganisationPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly frame: ProgrammeFrame,
    private readonly pages: OnePages,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get(':ods')
  @Requires('read-entries')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('ods') named: string,
  ): Promise<void> {
    const ods = parseOdsCode(named);
    if (ods === undefined) throw unknownTrust(named);
    const page = {
      here: 'organisations',
      under: ods,
      title: 'One trust on one page',
      template: 'programmes/organisation/organisation.njk',
    } as const;
    await this.frame.show(request, response, page, (opened) => this.content(opened, ods));
  }

  private async content(opened: ProgrammeOpened, ods: OdsCode) {
    const { request, profile, now, before, query } = opened;
    const [page, names, stages] = await Promise.all([
      this.pages.read({ programme: profile, ods, asOf: now.asOf, before: before.asOf }),
      readNames(this.queries, this.store, now),
      this.queries.execute(new TrustStages(ods, now)),
    ]);
    if (page === undefined) {
      throw unknownTrust(ods, profile.name, {
        href: `${programmeHref(profile.programme, 'stages')}${opened.pageQuery}`,
        text: 'See its trusts',
      });
    }
    const { name } = page.profile.organisation;
    const trust = `organisations/${ods}`;
    const mayReadLog = can(actorOf(request), 'read-the-log') === 'allowed';
    const { comparison, moved } = page;
    return {
      title: `${name} (${ods})`,
      trustHref: `/${trust}${query}`,
      ...onePageView(page, { ...opened, names }),
      record: await readEprRows(this.queries, page.profile, { at: now, names, mayReadAll: true }),
      steps: stages && stagesOverTime(stages.intervals, { asOf: now.asOf, name }),
      moved:
        comparison === undefined || moved.length === 0
          ? undefined
          : movedOfTrust(moved.slice(0, MOVED_SHOWN), {
              ...{ answer: comparison, opened, mayReadLog, names },
            }),
      movedLeft: Math.max(0, moved.length - MOVED_SHOWN),
      explained: {
        stage: explainHref(`${trust}/stage/explain`, query),
        steps: explainHref(`${trust}/progression/explain`, query),
        gap: explainHref(`${trust}/gap/explain`, query),
        allGaps: explainHref('gaps/explain', query, opened.cohort),
        register: `/${trust}/benefits${query}`,
        benefits: explainHref(`${trust}/benefits/explain`, query),
        due: explainHref(`${trust}/due/explain`, query),
        targets: targetsExplained(
          profile.programme,
          page.targets.map(({ forecast }) => forecast),
          query,
        ),
      },
      data: [
        {
          text: 'All of this page',
          data: dataLinks(`programmes/${profile.programme}/${trust}`, query, { with: before.asOf }),
        },
      ],
    };
  }
}

const unknownTrust = (code: string, programme?: string, wayOut?: WayOut) =>
  notFound(
    programme === undefined
      ? `No trust has the code ${code.slice(0, 20)}. ODS codes have 3 to 8 letters and digits, like RCF.`
      : `${code} is not one of the trusts in the ${programme} on this day.`,
    undefined,
    wayOut,
  );
