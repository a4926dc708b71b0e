import { Controller, Get, HttpStatus, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  EntriesPage,
  PeriodAdjustments,
  PeriodRead,
  ProgrammeProfile,
  ProgrammesOn,
  type EntryListed,
  type FigureStanding,
  type Moment,
  type PeriodReadAnswer,
} from '#read-models';
import { dayInWords, parsePartId, parseProgrammeId, type PartId } from '#vocabulary';
import { notFound } from '../../api/http/problem.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { dataLinks } from '../data-links.js';
import { freshnessOf } from '../freshness.js';
import { partAsked, partsAround, ROWS_SHOWN } from '../layout/parts-shown.js';
import type { MomentAsked } from '../moment-typed.js';
import { Moments } from '../moments.js';
import { inThousands } from '../numbers-in-words.js';
import { Views } from '../views.js';
import { adjustmentRow, countsInWords, isLate } from './adjustment-rows.js';
import { entryRow, eventHref, streamsOf } from './audit-links.js';
import { AuditNames, type Told } from './audit-names.js';
import {
  figureInWords,
  numbersInWords,
  nowInWords,
  restatedInWords,
  type FigureNames,
} from './figures-in-words.js';
import { figureNames, reportInWords } from './programme-named.js';

const NEWEST = 15;

type Asked = Readonly<Record<string, unknown>>;

/** What was put right after it had been believed, and what that did to published figures. */
@ApiExcludeController()
@Controller('audit/corrections')
export class CorrectionsPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly names: AuditNames,
  ) {}

  @Get()
  @Requires('read-the-log')
  async all(@Res() response: Response): Promise<void> {
    const { moment } = await this.moments.asked(undefined, undefined);
    const corrected = await this.newest('FactCorrected');
    const knownAt = { entry: corrected.entry };
    const at: Moment = { asOf: moment.asOf, knownAt };
    const withdrawn = await this.newest('FactRetracted', knownAt);
    const mended = [...corrected.entries, ...withdrawn.entries]
      .toSorted((one, other) => other.entry - one.entry)
      .slice(0, NEWEST);
    const told = await this.names.told(knownAt, { streams: streamsOf(mended) });
    this.views.send(response, 'audit/corrections.njk', {
      title: 'Corrections and their effect',
      freshness: freshnessOf(corrected),
      programmes: await this.periods(at),
      rows: mended.map((each) => mendedRow(each, told)),
    });
  }

  @Get(':programme/:period')
  @Requires('read-the-log')
  async period(
    @Res() response: Response,
    @Param('programme') programmeNamed: string,
    @Param('period') periodNamed: string,
    @Query() { asOf, knownAt, page }: Asked,
  ): Promise<void> {
    const [programme, period] = [parseProgrammeId(programmeNamed), parsePartId(periodNamed)];
    const asked = await this.moments.asked(asOf, knownAt);
    const closed =
      programme && period
        ? await this.queries.execute(new PeriodRead(programme, period, asked.moment))
        : undefined;
    if (programme === undefined || period === undefined || closed === undefined) {
      throw notFound('There is no such closed period, or none was known by then.', undefined, {
        href: '/audit/corrections',
        text: 'See the closed periods',
      });
    }
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    const at: Moment = { asOf: asked.moment.asOf, knownAt: { entry: closed.entry } };
    const profile = await this.queries.execute(new ProgrammeProfile(programme, at));
    const { names } = await this.names.told(at.knownAt);
    const called = figureNames(profile, names);
    const span = `${dayInWords(closed.from)} to ${dayInWords(closed.to)}`;
    const path = `programmes/${programme}/periods/${period}`;
    this.views.send(response, 'audit/period.njk', {
      ...asked,
      title: `${profile?.name ?? programme}, ${span}: what was recorded after it was closed`,
      address: `/audit/corrections/${programme}/${period}`,
      freshness: freshnessOf(closed),
      lastEntry: { entry: inThousands(closed.lastEntry), href: eventHref(closed.lastEntry) },
      counts: countsInWords(closed.adjustments),
      lateOfAll: inThousands(closed.adjustments.added),
      mendedOfAll: inThousands(mendedIn(closed.adjustments)),
      restated: restatedInWords(closed.figures),
      figures: closed.figures.map((figure) => publishedRow(programme, figure, called)),
      ...(await this.adjustments(asked, { ...closed, period }, page)),
      data: dataLinks(`${path}/adjustments`, asked.query),
      figuresData: dataLinks(path, asked.query),
    });
  }

  /** A part of the facts that changed, from the entry that the page names. */
  private async adjustments(
    { moment: { asOf } }: MomentAsked,
    {
      programme,
      period,
      entry,
      adjustments: counted,
    }: PeriodReadAnswer & Readonly<{ period: PartId }>,
    number: unknown,
  ) {
    const at: Moment = { asOf, knownAt: { entry } };
    const part = partAsked(number, counted.added + mendedIn(counted));
    const page = { offset: part.offset, limit: ROWS_SHOWN };
    const answer = await this.queries.execute(new PeriodAdjustments(programme, period, at, page));
    if (answer === undefined) return {};
    const { adjustments } = answer;
    const told = await this.names.told(at.knownAt, {
      owners: adjustments.map(({ owner }) => owner),
    });
    const row = (each: (typeof adjustments)[number]) => adjustmentRow(each, told);
    return {
      late: adjustments.filter(isLate).map(row),
      mended: adjustments.filter((each) => !isLate(each)).map(row),
      pages: partsAround(part, { asOf, knownAt: String(entry) }),
    };
  }

  private newest(type: string, knownAt?: Readonly<{ entry: number }>) {
    const page = { limit: NEWEST, ...(knownAt === undefined ? {} : { knownAt }) };
    return this.queries.execute(new EntriesPage(page, { type }));
  }

  /** The closed periods of every programme that has any, the newest first. */
  private async periods(at: Moment) {
    const real = await this.queries.execute(new ProgrammesOn(at));
    const fictional = await this.queries.execute(new ProgrammesOn(at, true));
    const all = await Promise.all(
      [...real.programmes, ...fictional.programmes].map(async ({ programme, name }) => {
        const profile = await this.queries.execute(new ProgrammeProfile(programme, at));
        const periods = (profile?.periods ?? []).toReversed().map(({ period, from, to }) => ({
          text: `${dayInWords(from)} to ${dayInWords(to)}`,
          href: `/audit/corrections/${programme}/${period}`,
        }));
        return { name, periods };
      }),
    );
    return all.filter(({ periods }) => periods.length > 0);
  }
}

const mendedIn = ({ restated, withdrawn, passed }: PeriodReadAnswer['adjustments']): number =>
  restated + withdrawn + passed;

const publishedRow = (programme: string, figure: FigureStanding, names: FigureNames) => ({
  figure: figureInWords(figure, names),
  report: reportInWords(figure.report),
  href: `/audit/replay/${programme}/${figure.report}`,
  published: numbersInWords(figure, figure.unit),
  now: nowInWords(figure),
  restated: figure.standing === 'restated',
});

const mendedRow = (listed: EntryListed, told: Told) => ({
  ...entryRow(listed, told),
  what: listed.type === 'FactCorrected' ? 'Corrected' : 'Withdrawn',
  why: listed.reason ?? 'No reason was given',
});
