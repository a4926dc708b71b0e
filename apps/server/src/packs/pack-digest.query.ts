import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { packName, type PackAsked, type ProgrammeId } from '#vocabulary';
import { Entries } from '../api/http/entries.js';
import { Problem } from '../api/http/problem.js';
import { manifestDigest } from './pack-files.js';
import { Packs } from './packs.js';

/** The SHA-256 of the manifest of a pack, in hexadecimal; undefined where there is no such pack yet. */
export class PackDigest extends Query<string | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly pack: PackAsked,
  ) {
    super();
  }
}

/** How many digests are kept: one for each pack that people sign off about the same time, and more. */
const KEPT = 50;

/** Makes a pack for its digest once, as it never changes: the pages of a sign-off and its rules ask each time. */
@QueryHandler(PackDigest)
export class PackDigestHandler implements IQueryHandler<PackDigest> {
  private readonly kept = new Map<string, string>();

  constructor(
    private readonly packs: Packs,
    private readonly entries: Entries,
  ) {}

  async execute({ programme, pack }: PackDigest): Promise<string | undefined> {
    const name = `${programme} ${packName(pack)}`;
    const known = this.kept.get(name);
    if (known !== undefined) return known;
    const figures = await this.packs.readIfThere(programme, pack, await this.entries.present());
    if (figures === undefined) return undefined;
    // Read models that are behind answer by what they have read: other figures, under the name of this pack.
    if (figures.profile.entry !== pack.entry) throw stillReading();
    const digest = manifestDigest(figures);
    this.keep(name, digest);
    return digest;
  }

  /** What was kept the longest is given up first: a pack that is asked about again is made once more. */
  private keep(name: string, digest: string): void {
    this.kept.set(name, digest);
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size > KEPT) this.kept.delete(oldest);
  }
}

const stillReading = () =>
  new Problem(
    503,
    'not-read-yet',
    'The newest entries of this pack are still being read. Nothing was recorded. Try again in a moment.',
  );
