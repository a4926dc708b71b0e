import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { FactsSinceAnswer } from '#read-models';
import { dayInWords, parseProgrammeId, type ProgrammeId } from '#vocabulary';
import { Entries } from '../../../api/http/entries.js';
import { notFound } from '../../../api/http/problem.js';
import { Requires } from '../../../api/who/requires.decorator.js';
import { PackDoor } from '../../../packs/pack-door.js';
import { Packs, type PackFigures } from '../../../packs/packs.js';
import { Views } from '../../views.js';
import { differenceTable } from './pack-headlines.js';
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
    this.views.send(response, 'programmes/packs/pack.njk', {
      title: `Board pack for ${dayInWords(figures.asked.day)}`,
      pageInTitle: ` – ${figures.profile.name}`,
      ...packView(figures),
      superseded: await this.superseded(programme, figures),
    });
  }

  /** What was mended since of the time of a pack, and which of its figures that changed. */
  private async superseded(programme: ProgrammeId, figures: PackFigures) {
    const { asked } = figures;
    const { today } = await this.entries.present();
    const since = await this.packs.since(programme, asked, today);
    const mended = since && mendedInWords(since);
    if (since === undefined || mended === undefined) return undefined;
    const newer = { ...asked, entry: since.entry };
    const now = await this.packs.read(programme, newer);
    return {
      says: mended,
      href: packHref(programme, newer),
      differs: now && differenceTable(figures, now),
    };
  }
}

/** Undefined where nothing of the time of a pack was mended since. */
function mendedInWords({ adjustments }: FactsSinceAnswer): string | undefined {
  const { added, restated, withdrawn } = adjustments;
  if (added + restated + withdrawn === 0) return undefined;
  const parts = [
    { count: added, words: 'recorded late' },
    { count: restated, words: 'corrected' },
    { count: withdrawn, words: 'withdrawn' },
  ].filter(({ count }) => count > 0);
  return `Since this pack was frozen, facts of its time were mended: ${parts.map(({ count, words: what }) => `${count.toLocaleString('en-GB')} ${what}`).join(', ')}. What it says stays as it was told.`;
}
