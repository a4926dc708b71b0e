import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { FactsSinceAnswer } from '#read-models';
import { dayInWords, parseProgrammeId } from '#vocabulary';
import { Entries } from '../../../api/http/entries.js';
import { notFound } from '../../../api/http/problem.js';
import { Requires } from '../../../api/who/requires.decorator.js';
import type { PackAsked } from '../../../packs/pack-asked.js';
import { PackDoor } from '../../../packs/pack-door.js';
import { Packs } from '../../../packs/packs.js';
import { Views } from '../../views.js';
import { packHref, packView } from './pack-view.js';

/** One pack, the same for ever, with a notice beside it where facts of its time were mended since. */
@ApiExcludeController()
@Controller('programmes/:programme/board-packs')
export class PackPage {
  constructor(
    private readonly views: Views,
    private readonly packs: Packs,
    private readonly door: PackDoor,
    private readonly entries: Entries,
  ) {}

  @Get(':pack')
  @Requires('read-stages-and-gaps')
  async pack(
    @Req() request: Request,
    @Res() response: Response,
    @Param('pack') pack: string,
  ): Promise<void> {
    const programme = parseProgrammeId(String(request.params['programme']));
    if (programme === undefined) throw notFound();
    const { sections } = request.query;
    const figures = await this.door.packNamed({ programme, pack, sections });
    const { today } = await this.entries.present();
    const since = await this.packs.since(programme, figures.asked, today);
    this.views.send(response, 'programmes/packs/pack.njk', {
      title: `Board pack for ${dayInWords(figures.asked.day)}`,
      pageInTitle: ` – ${figures.profile.name}`,
      ...packView(figures),
      superseded: since && superseded(since, figures.asked),
    });
  }
}

/** What was mended since of the time of a pack, and the pack as it would be now. */
function superseded({ adjustments, entry, programme }: FactsSinceAnswer, asked: PackAsked) {
  const { added, restated, withdrawn } = adjustments;
  if (added + restated + withdrawn === 0) return undefined;
  const parts = [
    { count: added, words: 'recorded late' },
    { count: restated, words: 'corrected' },
    { count: withdrawn, words: 'withdrawn' },
  ].filter(({ count }) => count > 0);
  return {
    says: `Since this pack was frozen, facts of its time were mended: ${parts.map(({ count, words: what }) => `${count.toLocaleString('en-GB')} ${what}`).join(', ')}. What it says stays as it was told.`,
    href: packHref(programme, { ...asked, entry }),
  };
}
