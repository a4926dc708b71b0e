import { Controller, Get, HttpStatus, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  ModelTitles,
  ProgrammeProfile,
  ProgrammesOn,
  Publications,
  RePerformance,
  ReportRead,
  type Moment,
  type ProgrammeProfileAnswer,
  type ReportListed,
} from '#read-models';
import { dayInWords, parsePartId, parseProgrammeId } from '#vocabulary';
import { notFound } from '../../api/http/problem.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { dataLinks } from '../data-links.js';
import { freshnessOf } from '../freshness.js';
import { Moments } from '../moments.js';
import { inThousands } from '../numbers-in-words.js';
import { Views } from '../views.js';
import { reportHref } from '../programmes/reports/report-view.js';
import { eventHref } from './audit-links.js';
import { AuditNames } from './audit-names.js';
import { figureInWords, numbersInWords, outcomeOf, nowInWords } from './figures-in-words.js';
import { figureNames, periodInWords, reportInWords } from './programme-named.js';
import { versionsInWords } from './versions-in-words.js';

type Asked = Readonly<Record<string, unknown>>;

/** What was published, to be worked out again as it was: one report, figure by figure. */
@ApiExcludeController()
@Controller('audit/replay')
export class ReplayPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly names: AuditNames,
  ) {}

  @Get()
  @Requires('read-the-log')
  async list(@Res() response: Response): Promise<void> {
    const { moment } = await this.moments.asked(undefined, undefined);
    const real = await this.queries.execute(new ProgrammesOn(moment));
    const at: Moment = { asOf: moment.asOf, knownAt: { entry: real.entry } };
    const fictional = await this.queries.execute(new ProgrammesOn(at, true));
    const programmes = await Promise.all(
      [...real.programmes, ...fictional.programmes].map(async ({ programme, name }) => {
        const published = await this.queries.execute(new Publications(programme, at));
        const profile = await this.queries.execute(new ProgrammeProfile(programme, at));
        const reports = (published?.reports ?? []).toReversed();
        return { name, rows: reports.map((report) => reportRow(report, { programme, profile })) };
      }),
    );
    this.views.send(response, 'audit/replay.njk', {
      title: 'Published figures, worked out again',
      freshness: freshnessOf(real),
      programmes: programmes.filter(({ rows }) => rows.length > 0),
      silent: programmes.filter(({ rows }) => rows.length === 0).map(({ name }) => name),
    });
  }

  @Get(':programme/:report')
  @Requires('read-the-log')
  async report(
    @Res() response: Response,
    @Param('programme') programmeNamed: string,
    @Param('report') reportNamed: string,
    @Query() { asOf, knownAt }: Asked,
  ): Promise<void> {
    const programme = parseProgrammeId(programmeNamed);
    const report = parsePartId(reportNamed);
    const asked = await this.moments.asked(asOf, knownAt);
    const again =
      programme && report
        ? await this.queries.execute(new RePerformance(programme, report, asked.moment))
        : undefined;
    if (programme === undefined || report === undefined || again === undefined) {
      throw notFound('There is no such published report, or none was known by then.', undefined, {
        href: '/audit/replay',
        text: 'See the published reports',
      });
    }
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    const at: Moment = { asOf: asked.moment.asOf, knownAt: { entry: again.entry } };
    const standing = await this.queries.execute(new ReportRead(programme, report, at));
    const profile = await this.queries.execute(new ProgrammeProfile(programme, at));
    const { names } = await this.names.told(at.knownAt);
    const called = figureNames(profile, names);
    const titles = await this.queries.execute(new ModelTitles(again.includes));
    const path = `programmes/${programme}/reports/${report}`;
    this.views.send(response, 'audit/replayed.njk', {
      ...asked,
      title: `${reportInWords(report)}, ${profile?.name ?? programme}: worked out again`,
      address: `/audit/replay/${programme}/${report}`,
      freshness: freshnessOf(again),
      programme,
      period: periodInWords(profile, again.period),
      periodHref: `/audit/corrections/${programme}/${again.period}`,
      figuresOn: dayInWords(again.figuresAsOf),
      publishedOn: dayInWords(again.on),
      includes: { entry: inThousands(again.includes), href: eventHref(again.includes) },
      versions: versionsInWords(again, called, titles),
      result: resultInWords(again),
      rows: again.figures.map((figure, index) => {
        const now = standing?.figures[index];
        return {
          figure: figureInWords(figure, called),
          published: numbersInWords(figure, figure.unit),
          formula: figure.formulaVersion,
          again: numbersInWords(figure.again, figure.unit),
          outcome: outcomeOf(figure),
          now: now === undefined ? 'Not worked out' : nowInWords(now),
        };
      }),
      data: dataLinks(`${path}/re-performance`, asked.query),
      nowData: dataLinks(path, asked.query),
      published: reportHref(programme, report) + asked.query,
    });
  }
}

function resultInWords({
  numerator,
  denominator,
}: Readonly<{ numerator: number; denominator: number }>): string {
  if (denominator === 0) return 'It published no figures.';
  if (numerator === denominator) {
    return denominator === 1
      ? 'Its one figure matches what was published.'
      : `All ${String(denominator)} figures match what was published.`;
  }
  return `${String(numerator)} of ${String(denominator)} figures ${numerator === 1 ? 'matches' : 'match'} what was published.`;
}

const reportRow = (
  listed: ReportListed,
  {
    programme,
    profile,
  }: Readonly<{ programme: string; profile: ProgrammeProfileAnswer | undefined }>,
) => ({
  report: reportInWords(listed.report),
  href: `/audit/replay/${programme}/${listed.report}`,
  period: periodInWords(profile, listed.period),
  asOf: dayInWords(listed.asOf),
  publishedOn: dayInWords(listed.on),
  includes: { entry: inThousands(listed.includes), href: eventHref(listed.includes) },
  figures: listed.figures.length,
});
