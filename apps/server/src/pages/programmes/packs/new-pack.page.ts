import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { packSections, periodInWords, sectionsIn, type PackAsked } from '#vocabulary';
import { Requires } from '../../../api/who/requires.decorator.js';
import { PACK_FORMULAS, Packs } from '../../../packs/packs.js';
import { inThousands } from '../../numbers-in-words.js';
import { textOf } from '../../typed-text.js';
import { ProgrammeFrame, type ProgrammeOpened } from '../frame/programme-frame.js';
import { packHref, packView, sectionTitles } from './pack-view.js';

const page = {
  here: 'board-packs',
  under: 'new',
  title: 'Make a board pack',
  template: 'programmes/packs/new-pack.njk',
  compares: false,
} as const;

/** A pack before it is frozen: its period, its sections, and all that it will say. */
@ApiExcludeController()
@Controller('programmes/:programme/board-packs/new')
export class NewPackPage {
  constructor(
    private readonly frame: ProgrammeFrame,
    private readonly packs: Packs,
  ) {}

  @Get()
  @Requires('read-stages-and-gaps')
  async choose(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.frame.show(request, response, page, (opened) => this.chosen(opened));
  }

  private async chosen(opened: ProgrammeOpened) {
    const { period, sections } = opened.request.query;
    if (period === undefined) return { ...choices(opened, packSections) };
    const named = sectionsIn(sections, packSections);
    const time = timeOf(opened, textOf(period));
    const content = { ...choices(opened, named ?? packSections), chosen: { period } };
    if (named === undefined || time === undefined) return { ...content, ...wrongIn(time, named) };
    const pack = { ...time, sections: named, formulas: PACK_FORMULAS };
    const figures = await this.packs.read(opened.profile.programme, pack);
    return figures === undefined
      ? { ...content, ...wrongIn(undefined, named) }
      : { ...content, ...previewOf(opened, pack, packView(figures)) };
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

/** What can be chosen; the day and the moment of the page go along. */
function choices(
  { profile, asOf, request }: ProgrammeOpened,
  chosen: readonly (typeof packSections)[number][],
) {
  return {
    moment: (['asOf', 'knownAt'] as const)
      .map((name) => ({ name, value: textOf(request.query[name]) }))
      .filter(({ value }) => value !== ''),
    periods: [
      { value: 'today', text: `Up to ${asOf}` },
      ...profile.periods.toReversed().map(({ period, from, to }) => ({
        value: period,
        text: `${periodInWords({ from, to })}, closed`,
      })),
    ],
    sections: packSections.map((section) => ({
      value: section,
      text: sectionTitles[section],
      checked: chosen.includes(section),
    })),
  };
}

/** The figures of the pack, and the address that freezes them as they are shown. */
const previewOf = (
  { profile }: ProgrammeOpened,
  pack: PackAsked,
  {
    worked,
    stages,
    gap,
    benefits,
    targets,
    attention,
    quality,
    asOf,
    since,
    whySince,
    files,
  }: ReturnType<typeof packView>,
) => ({
  ...{ worked, stages, gap, benefits, targets, attention, quality },
  preview: {
    ...{ asOf, since, whySince },
    entry: inThousands(pack.entry),
    href: packHref(profile.programme, pack),
    files,
  },
});

function wrongIn(time: unknown, sections: unknown) {
  const period = time === undefined ? { text: 'Select a period from the list' } : undefined;
  const unknown = sections === undefined ? { text: 'Select sections from the list' } : undefined;
  return {
    wrong: { period, sections: unknown },
    errors: [
      ...(period ? [{ ...period, href: '#period' }] : []),
      ...(unknown ? [{ ...unknown, href: '#sections' }] : []),
    ],
  };
}
