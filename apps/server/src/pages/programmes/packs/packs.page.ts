import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Publications } from '#read-models';
import { dayInWords, packSections, sectionsIn, type PackAsked } from '#vocabulary';
import { Requires } from '../../../api/who/requires.decorator.js';
import { PACK_FORMULAS } from '../../../packs/packs.js';
import { cell, words, type Table } from '../../table-view.js';
import { textOf } from '../../typed-text.js';
import { ProgrammeFrame, type ProgrammeOpened } from '../frame/programme-frame.js';
import { programmeHref } from '../frame/programme-pages.js';
import { packHref, sectionTitles } from './pack-view.js';

const chooser = {
  here: 'board-packs',
  title: 'Board packs',
  template: 'programmes/packs/packs.njk',
} as const;

/** Packs for the meetings of a board: chosen, frozen, and the same for ever at their address. */
@ApiExcludeController()
@Controller('programmes/:programme/board-packs')
export class PacksPage {
  constructor(
    private readonly frame: ProgrammeFrame,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Requires('read-stages-and-gaps')
  async choose(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.frame.show(request, response, chooser, (opened) => this.choices(opened));
  }

  /** Leads to the pack of a period, pinned to the entry that it includes. */
  @Get('frozen')
  @Requires('read-stages-and-gaps')
  async freeze(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { period, sections } = request.query;
    await this.frame.show(request, response, chooser, async (opened) => {
      const named = sectionsIn(sections, packSections);
      const time = timeOf(opened, textOf(period));
      if (named !== undefined && time !== undefined) {
        const pack = { ...time, sections: named, formulas: PACK_FORMULAS };
        return { redirect: packHref(opened.profile.programme, pack) };
      }
      return {
        ...(await this.choices(opened)),
        errors: [
          ...(time === undefined ? [{ text: 'Select a period', href: '#period' }] : []),
          ...(named === undefined
            ? [{ text: 'Select sections of the list', href: '#sections' }]
            : []),
        ],
      };
    });
  }

  private async choices(opened: ProgrammeOpened) {
    const { profile, now } = opened;
    const publications = await this.queries.execute(new Publications(profile.programme, now));
    return {
      freeze: programmeHref(profile.programme, 'board-packs/frozen'),
      periods: [
        { value: 'today', text: `Up to ${opened.asOf}, as it is known now` },
        ...profile.periods.toReversed().map(({ period, from, to }) => ({
          value: period,
          text: `${period}: ${dayInWords(from)} to ${dayInWords(to)}, as it was closed`,
        })),
      ],
      sections: packSections.map((section) => ({
        value: section,
        text: sectionTitles[section],
        checked: true,
      })),
      closed: periodsTable(opened, publications?.reports ?? []),
    };
  }
}

/** The day of a period, and the last entry that it includes; undefined for a period that is none. */
function timeOf(
  { profile, now }: ProgrammeOpened,
  named: string,
): Pick<PackAsked, 'day' | 'entry'> | undefined {
  if (named === 'today') return { day: now.asOf, entry: profile.entry };
  const closed = profile.periods.find(({ period }) => period === named);
  return closed && { day: closed.to, entry: closed.lastEntry };
}

/** Every closed period with the pack of all its sections, and what was published of it. */
function periodsTable(
  { profile, query }: ProgrammeOpened,
  reports: readonly Readonly<{ report: string; period: string }>[],
): Table | undefined {
  const { periods, programme } = profile;
  if (periods.length === 0) return undefined;
  return {
    caption: 'Periods that were closed',
    columns: [words('Pack'), words('Days'), words('Includes'), words('Published figures')],
    rows: periods.toReversed().map(({ period, from, to, lastEntry }) => {
      const pack = { day: to, entry: lastEntry, formulas: PACK_FORMULAS, sections: packSections };
      const own = reports.filter((each) => each.period === period);
      return [
        { text: period, href: packHref(programme, pack) },
        cell(`${dayInWords(from)} to ${dayInWords(to)}`),
        cell(`Everything up to entry ${lastEntry.toLocaleString('en-GB')}`),
        own.length === 0
          ? { text: 'None', isUnknown: true }
          : {
              text: own.map(({ report }) => report).join(', '),
              href: `/api/v1/programmes/${programme}/periods/${period}${query}`,
            },
      ];
    }),
  };
}
