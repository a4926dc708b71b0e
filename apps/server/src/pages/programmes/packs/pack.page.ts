import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { FactsSinceAnswer } from '#read-models';
import { dayInWords, parseProgrammeId, type IsoDate, type ProgrammeId } from '#vocabulary';
import { Entries } from '../../../api/http/entries.js';
import { notFound } from '../../../api/http/problem.js';
import { can } from '../../../api/who/policy.js';
import { Requires } from '../../../api/who/requires.decorator.js';
import { actorOf } from '../../../api/who/who.guard.js';
import { PackDoor } from '../../../packs/pack-door.js';
import { Packs, type PackFigures } from '../../../packs/packs.js';
import { FormDoor } from '../../forms/form-door.js';
import { listInWords } from '../../lists-in-words.js';
import { inThousands } from '../../numbers-in-words.js';
import { Views } from '../../views.js';
import { differenceTable } from './pack-headlines.js';
import { packHref, packView } from './pack-view.js';
import { showTheSame } from './same-pack.js';
import { signOffsOf, signOffView } from './sign-off-view.js';

/** One pack, the same for ever, with a notice beside it where facts of its time were mended since. */
@ApiExcludeController()
@Controller('programmes/:programme/board-packs')
export class PackPage {
  constructor(
    private readonly views: Views,
    private readonly packs: Packs,
    private readonly packDoor: PackDoor,
    private readonly door: FormDoor,
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
    const figures = await this.packDoor.packNamed({ programme, pack, sections });
    this.views.send(response, 'programmes/packs/pack.njk', {
      title: `Board pack for ${dayInWords(figures.asked.day)}`,
      pageInTitle: ` – ${figures.profile.name}`,
      ...packView(figures),
      ...(await this.sinceThen(request, programme, figures)),
    });
  }

  /** What stands beside the pack, by what is known today: its sign-offs, and what was mended since. */
  private async sinceThen(request: Request, programme: ProgrammeId, figures: PackFigures) {
    const { today } = await this.entries.present();
    const actor = actorOf(request);
    const [superseded, all, mayReadEntries] = await Promise.all([
      this.superseded(programme, figures, today),
      this.packs.signOffs(programme, today),
      this.door.mayOpen('read-entries', request),
    ]);
    const reader = {
      mayReadEntries,
      mayReadLog: can(actor, 'read-the-log') === 'allowed',
      maySign: can(actor, 'record-programme') === 'allowed',
    };
    const pack = figures.asked;
    const signOffs = signOffsOf(pack, all);
    const mended = superseded !== undefined;
    return {
      superseded,
      signed: signOffView(programme, { pack, signOffs, today, reader, mended }),
    };
  }

  /** What was recorded since of the time of a pack, and which of its figures that changed, if any. */
  private async superseded(programme: ProgrammeId, figures: PackFigures, today: IsoDate) {
    const { asked } = figures;
    const since = await this.packs.since(programme, asked, today);
    const mended = since && mendedInWords(since);
    if (since === undefined || mended === undefined) return undefined;
    const newer = { ...asked, entry: since.entry };
    const now = await this.packs.read(programme, newer);
    // The programme may be known by now to have begun after the day of the pack.
    if (now === undefined) return { says: mended };
    return {
      says: mended,
      href: packHref(programme, newer),
      isSame: showTheSame(figures, now),
      differs: differenceTable(figures, now),
    };
  }
}

/** Undefined where nothing of the time of a pack was mended since. */
function mendedInWords({ adjustments }: FactsSinceAnswer): string | undefined {
  const { added, restated, withdrawn } = adjustments;
  const parts = [
    { count: added, words: 'recorded' },
    { count: restated, words: 'corrected' },
    { count: withdrawn, words: 'withdrawn' },
  ].filter(({ count }) => count > 0);
  const [first, ...more] = parts;
  if (first === undefined) return undefined;
  const was = (count: number): string => (count === 1 ? 'was' : 'were');
  const told = [
    `${inThousands(first.count)} ${first.count === 1 ? 'entry' : 'entries'} about its time ${was(first.count)} ${first.words}`,
    ...more.map(({ count, words }) => `${inThousands(count)} ${was(count)} ${words}`),
  ];
  return `After this pack was frozen, ${listInWords(told)}.`;
}
