import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { PackSignOffs, Publications } from '#read-models';
import { packSections, periodInWords } from '#vocabulary';
import { Requires } from '../../../api/who/requires.decorator.js';
import { PACK_FORMULAS } from '../../../packs/packs.js';
import { reportInWords } from '../../audit/programme-named.js';
import { dataLinks } from '../../data-links.js';
import { inThousands } from '../../numbers-in-words.js';
import { cell, unknown, words, type Cell, type Table } from '../../table-view.js';
import { ProgrammeFrame, type ProgrammeOpened } from '../frame/programme-frame.js';
import { programmeHref } from '../frame/programme-pages.js';
import { packHref } from './pack-view.js';
import { reportHref } from '../reports/report-view.js';
import { signedPacksTable } from './sign-off-view.js';

const list = {
  here: 'board-packs',
  title: 'Board packs',
  template: 'programmes/packs/packs.njk',
  compares: false,
} as const;

/** Packs for the meetings of a board: those signed off, and one of each period that was closed. */
@ApiExcludeController()
@Controller('programmes/:programme/board-packs')
export class PacksPage {
  constructor(
    private readonly frame: ProgrammeFrame,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Requires('read-stages-and-gaps')
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.frame.show(request, response, list, (opened) => this.packsOf(opened));
  }

  private async packsOf(opened: ProgrammeOpened) {
    const { profile, now, query, pageQuery } = opened;
    const { programme } = profile;
    const [publications, answer] = await Promise.all([
      this.queries.execute(new Publications(programme, now)),
      this.queries.execute(new PackSignOffs(programme, now)),
    ]);
    return {
      make: `${programmeHref(programme, 'board-packs/new')}${pageQuery}`,
      signed: signedPacksTable(opened, answer?.signOffs ?? []),
      data: dataLinks(`programmes/${programme}/sign-offs`, query),
      closed: periodsTable(opened, publications?.reports ?? []),
    };
  }
}

/** Every closed period with the pack of all its sections, and what was published of it. */
function periodsTable(
  { profile, pageQuery }: ProgrammeOpened,
  reports: readonly Readonly<{ report: string; period: string }>[],
): Table | undefined {
  const { periods, programme } = profile;
  if (periods.length === 0) return undefined;
  return {
    caption: 'Closed periods',
    columns: [words('Pack'), words('Includes'), words('Published figures')],
    rows: periods.toReversed().map(({ period, from, to, lastEntry }) => {
      const pack = { day: to, entry: lastEntry, formulas: PACK_FORMULAS, sections: packSections };
      const own = reports.filter((each) => each.period === period);
      return [
        { text: periodInWords({ from, to }), href: packHref(programme, pack) },
        cell(`Everything up to entry ${inThousands(lastEntry)}`),
        publishedCell(own, { profile, pageQuery }),
      ];
    }),
  };
}

/** One report by its name; of several, their list. */
function publishedCell(
  [only, ...more]: readonly Readonly<{ report: string }>[],
  { profile: { programme }, pageQuery }: Pick<ProgrammeOpened, 'profile' | 'pageQuery'>,
): Cell {
  if (only === undefined) return unknown('None');
  return more.length === 0
    ? { text: reportInWords(only.report), href: reportHref(programme, only.report) + pageQuery }
    : {
        text: `${String(more.length + 1)} published reports`,
        href: programmeHref(programme, 'reports') + pageQuery,
      };
}
