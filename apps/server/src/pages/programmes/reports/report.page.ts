import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ModelTitles, Publications, ReportRead, type ReportReadAnswer } from '#read-models';
import { dayInWords, packSections, parsePartId, type PartId } from '#vocabulary';
import { notFound } from '../../../api/http/problem.js';
import { can } from '../../../api/who/policy.js';
import { Requires } from '../../../api/who/requires.decorator.js';
import { actorOf } from '../../../api/who/who.guard.js';
import { PACK_FORMULAS } from '../../../packs/packs.js';
import { figureNames, periodInWords, reportInWords } from '../../audit/programme-named.js';
import { versionsInWords } from '../../audit/versions-in-words.js';
import { dataLinks } from '../../data-links.js';
import { readNames } from '../../names.js';
import { inThousands } from '../../numbers-in-words.js';
import { ProgrammeFrame, type ProgrammeOpened } from '../frame/programme-frame.js';
import { programmeHref } from '../frame/programme-pages.js';
import { packHref } from '../packs/pack-view.js';
import { figuresTable, reportsTable, becameInWords } from './report-view.js';

/** What a programme has published: its reports, each as it was published, and what each of its figures is by what is known now. */
@ApiExcludeController()
@Controller('programmes/:programme/reports')
export class ReportPage {
  constructor(
    private readonly frame: ProgrammeFrame,
    private readonly queries: QueryBus,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-stages-and-gaps')
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    const page = {
      here: 'reports',
      title: 'Published reports',
      template: 'programmes/reports/reports.njk',
      compares: false,
    } as const;
    await this.frame.show(request, response, page, async (opened) => {
      const { profile, now } = opened;
      const published = await this.queries.execute(new Publications(profile.programme, now));
      return {
        reports: reportsTable(opened, published?.reports ?? []),
        packs: `${programmeHref(profile.programme, 'board-packs')}${opened.pageQuery}`,
      };
    });
  }

  @Get(':report')
  @Requires('read-stages-and-gaps')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('report') named: string,
  ): Promise<void> {
    const report = parsePartId(named);
    if (report === undefined) throw noSuchReport(request);
    const page = {
      here: 'reports',
      under: report,
      title: reportInWords(report),
      template: 'programmes/reports/report.njk',
      compares: false,
    } as const;
    await this.frame.show(request, response, page, (opened) => this.report(opened, report));
  }

  private async report(opened: ProgrammeOpened, named: PartId) {
    const { profile, now, query, request } = opened;
    const { programme } = profile;
    const report = await this.queries.execute(new ReportRead(programme, named, now));
    if (report === undefined) throw noSuchReport(request);
    const names = figureNames(profile, await readNames(this.queries, this.store, now));
    const titles = await this.queries.execute(new ModelTitles(report.includes));
    const own = `programmes/${programme}/reports/${named}`;
    return {
      publishedOn: dayInWords(report.on),
      period: periodInWords(profile, report.period),
      figuresOn: dayInWords(report.figuresAsOf),
      includes: inThousands(report.includes),
      stands: becameInWords(report.figures),
      figures: figuresTable(report, { programme, cohort: opened.cohort, names }),
      versions: versionsInWords(report, names, titles),
      pack: packOf(opened, report),
      // Only those who may read the log work a report out again.
      again:
        can(actorOf(request), 'read-the-log') === 'allowed'
          ? `/audit/replay/${programme}/${named}`
          : undefined,
      data: [
        { text: 'The figures of this report, and what they are now', data: dataLinks(own, query) },
        { text: 'Its figures worked out again', data: dataLinks(`${own}/re-performance`, query) },
      ],
    };
  }
}

/** The board pack of the same period, which has more than a report; none of a period that is not known. */
function packOf(
  { profile }: Pick<ProgrammeOpened, 'profile'>,
  { period }: ReportReadAnswer,
): string | undefined {
  const closed = profile.periods.find((each) => each.period === period);
  return (
    closed &&
    packHref(profile.programme, {
      ...{ day: closed.to, entry: closed.lastEntry },
      ...{ formulas: PACK_FORMULAS, sections: packSections },
    })
  );
}

const noSuchReport = ({ params }: Request) =>
  notFound('This programme has published no report of this name, or had not by then.', undefined, {
    href: programmeHref(String(params['programme']), 'reports'),
    text: 'See its published reports',
  });
