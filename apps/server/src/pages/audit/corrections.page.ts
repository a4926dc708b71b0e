import { Controller, Get, HttpStatus, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import {
  EntriesPage,
  PeriodAdjustments,
  PeriodRead,
  ProgrammeProfile,
  ProgrammesOn,
  type EntryListed,
  type FigureStanding,
  type Moment,
} from '#read-models';
import {
  dayInWords,
  parsePartId,
  parseProgrammeId,
  type PartId,
  type ProgrammeId,
} from '#vocabulary';
import { notFound } from '../../api/http/problem.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { dataLinks } from '../data-links.js';
import { freshnessOf } from '../freshness.js';
import type { MomentAsked } from '../moment-typed.js';
import { Moments } from '../moments.js';
import { readNames } from '../names.js';
import { Views } from '../views.js';
import { adjustmentRow, countsInWords } from './adjustment-rows.js';
import { entryRow, eventHref, inThousands } from './audit-links.js';
import { figureInWords, numbersInWords, standingInWords } from './figures-in-words.js';

const NEWEST = 15;
const ROWS_SHOWN = 50;

type Asked = Readonly<Record<string, unknown>>;

/** What was put right after it had been believed, and what that did to published figures. */
@ApiExcludeController()
@Controller('audit/corrections')
export class CorrectionsPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-the-log')
  async all(@Res() response: Response): Promise<void> {
    const { moment } = await this.moments.asked(undefined, undefined);
    const corrected = await this.newest('FactCorrected');
    const knownAt = { entry: corrected.entry };
    const at: Moment = { asOf: moment.asOf, knownAt };
    const withdrawn = await this.newest('FactRetracted', knownAt);
    this.views.send(response, 'audit/corrections.njk', {
      title: 'What was corrected, and its effect',
      freshness: freshnessOf(corrected),
      programmes: await this.periods(at),
      rows: [...corrected.entries, ...withdrawn.entries]
        .toSorted((one, other) => other.entry - one.entry)
        .slice(0, NEWEST)
        .map(mendedRow),
    });
  }

  @Get(':programme/:period')
  @Requires('read-the-log')
  async period(
    @Res() response: Response,
    @Param('programme') programmeNamed: string,
    @Param('period') periodNamed: string,
    @Query() { asOf, knownAt, from }: Asked,
  ): Promise<void> {
    const [programme, period] = [parseProgrammeId(programmeNamed), parsePartId(periodNamed)];
    const asked = await this.moments.asked(asOf, knownAt);
    const closed =
      programme && period
        ? await this.queries.execute(new PeriodRead(programme, period, asked.moment))
        : undefined;
    if (programme === undefined || period === undefined || closed === undefined) {
      throw notFound('There is no such closed period, or none was known at that moment.');
    }
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    const path = `programmes/${programme}/periods/${period}`;
    this.views.send(response, 'audit/period.njk', {
      ...asked,
      title: `What changed in ${period} since it was closed`,
      address: `/audit/corrections/${programme}/${period}`,
      freshness: freshnessOf(closed),
      span: `${dayInWords(closed.from)} to ${dayInWords(closed.to)}`,
      lastEntry: { entry: inThousands(closed.lastEntry), href: eventHref(closed.lastEntry) },
      counts: countsInWords(closed.adjustments),
      figures: closed.figures.map((figure) => publishedRow(programme, figure)),
      ...(await this.adjustments({ programme, period }, asked, { entry: closed.entry, from })),
      data: dataLinks(`${path}/adjustments`, asked.query),
      figuresData: dataLinks(path, asked.query),
    });
  }

  /** A part of the facts that changed, from the entry that the page names. */
  private async adjustments(
    { programme, period }: Readonly<{ programme: ProgrammeId; period: PartId }>,
    { moment: { asOf } }: MomentAsked,
    { entry, from }: Readonly<{ entry: number; from: unknown }>,
  ) {
    const at: Moment = { asOf, knownAt: { entry } };
    const offset = typeof from === 'string' && /^\d{1,6}$/.test(from) ? Number(from) : 0;
    const page = { offset, limit: ROWS_SHOWN };
    const answer = await this.queries.execute(new PeriodAdjustments(programme, period, at, page));
    if (answer === undefined) return {};
    const { numerator, denominator, adjustments } = answer;
    const names = await readNames(this.queries, this.store, at);
    const after = offset + numerator;
    return {
      rows: adjustments.map((each) => adjustmentRow(each, names)),
      all: inThousands(denominator),
      next:
        after < denominator
          ? `?asOf=${asOf}&knownAt=${String(entry)}&from=${String(after)}`
          : undefined,
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
          text: `${period}, ${dayInWords(from)} to ${dayInWords(to)}`,
          href: `/audit/corrections/${programme}/${period}`,
        }));
        return { name, periods };
      }),
    );
    return all.filter(({ periods }) => periods.length > 0);
  }
}

const publishedRow = (programme: string, figure: FigureStanding) => ({
  figure: figureInWords(figure),
  report: figure.report,
  href: `/audit/replay/${programme}/${figure.report}`,
  published: numbersInWords(figure, figure.unit),
  now: standingInWords(figure),
  restated: figure.standing === 'restated',
});

const mendedRow = (listed: EntryListed) => ({
  ...entryRow(listed),
  what: listed.type === 'FactCorrected' ? 'Corrected' : 'Withdrawn',
  why: listed.reason ?? 'No reason was given',
});
