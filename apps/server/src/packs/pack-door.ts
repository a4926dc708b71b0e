import { Injectable } from '@nestjs/common';
import { FIRST_SECTIONS, packIn, sectionsIn, type ProgrammeId } from '#vocabulary';
import { Entries } from '../api/http/entries.js';
import { knownAtIn } from '../api/http/moment.js';
import { notFound } from '../api/http/problem.js';
import { PACK_FORMULAS, Packs, type PackFigures } from './packs.js';

type Asked = Readonly<{ programme: ProgrammeId; pack: string; sections: unknown }>;

/** Finds the pack that an address names, for its page and for its files. */
@Injectable()
export class PackDoor {
  constructor(
    private readonly packs: Packs,
    private readonly entries: Entries,
  ) {}

  /** Throws the problem that says why there is none. */
  async packNamed({ programme, pack, sections }: Asked): Promise<PackFigures> {
    const present = await this.entries.present();
    const frozen = packIn(pack);
    const named = sectionsIn(sections, FIRST_SECTIONS);
    if (frozen === undefined || named === undefined || frozen.day > present.today) throw noPack();
    knownAtIn(String(frozen.entry), present, 'pack');
    if (frozen.formulas !== PACK_FORMULAS) throw otherFormulas(frozen.formulas);
    const figures = await this.packs.read(programme, { ...frozen, sections: named });
    if (figures === undefined) throw noPack();
    return figures;
  }
}

const noPack = () =>
  notFound('There is no such board pack. Choose a period, and a pack is made of it.');

const otherFormulas = (formulas: number) =>
  notFound(
    `This pack cannot be shown: it was made with version ${String(formulas)} of the formulas, and this service uses version ${String(PACK_FORMULAS)}.`,
    'pack-of-other-formulas',
  );
