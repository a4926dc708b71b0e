import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { formulaUsed } from '#figures';
import {
  AttentionList,
  DataQuality,
  FactsSince,
  GapRollUp,
  MoneyGap,
  MoneyOverTime,
  PackSignOffs,
  ProgrammeProfile,
  StageDistribution,
  usualEarlierDay,
  type AttentionAnswer,
  type DataQualityAnswer,
  type FactsSinceAnswer,
  type GapRollUpAnswer,
  type Moment,
  type MoneyGapAnswer,
  type MoneyOverTimeAnswer,
  type PackSignOff,
  type ProgrammeProfileAnswer,
  type StageDistributionAnswer,
} from '#read-models';
import type { IsoDate, PackAsked, ProgrammeId } from '#vocabulary';
import { readTargets, type TargetsRead } from './targets-read.js';

/** On the day of a pack, and on the one it is compared with. */
type OnBoth<Answer> = Readonly<{ now: Answer; before: Answer }>;

/** Everything a pack says, and nothing that a later entry or another reader could change. */
export type PackFigures = Readonly<{
  asked: PackAsked;
  profile: ProgrammeProfileAnswer;
  before: IsoDate;
  stages?: OnBoth<StageDistributionAnswer>;
  gap?: GapRollUpAnswer;
  benefits?: OnBoth<MoneyGapAnswer> & Readonly<{ overTime: MoneyOverTimeAnswer }>;
  targets?: TargetsRead['forecasts'];
  /** What came of those whose deadline is over. */
  outcomes?: TargetsRead['outcomes'];
  /** How many, and of what; which trusts is for those who read their entries. */
  attention?: Omit<AttentionAnswer, 'items'>;
  quality?: Omit<DataQualityAnswer, 'trusts'>;
}>;

/** The version of the formulas that packs are made by. */
export const PACK_FORMULAS = Number(formulaUsed('board-pack').version);

/**
 * Board packs: figures of a programme on a day, as known at an entry. Who may read stages and gaps reads
 * all of a pack, so that everybody reads the same; what is for fewer is in no pack.
 */
@Injectable()
export class Packs {
  constructor(private readonly queries: QueryBus) {}

  /** Undefined where no such programme was known of at that entry on that day. */
  async read(programme: ProgrammeId, asked: PackAsked): Promise<PackFigures | undefined> {
    const { day, entry, sections } = asked;
    const now = { asOf: day, knownAt: { entry } };
    const profile = await this.queries.execute(new ProgrammeProfile(programme, now));
    if (profile === undefined) return undefined;
    // By the rule of the pages, and by the periods that its entry includes: those closed later change nothing.
    const before = { ...now, asOf: usualEarlierDay(profile.periods, day) };
    const filter = { demonstration: profile.demonstration };
    const has = (section: PackAsked['sections'][number]) => sections.includes(section);
    const onBoth = async <Answer>(at: (moment: Moment) => Promise<Answer>) => ({
      now: await at(now),
      before: await at(before),
    });
    return {
      asked,
      profile,
      before: before.asOf,
      ...(has('stages') && {
        stages: await onBoth((moment) =>
          this.queries.execute(new StageDistribution(moment, 'nation', filter)),
        ),
      }),
      ...(has('gap') && { gap: await this.queries.execute(new GapRollUp(now, 'region', filter)) }),
      ...(has('benefits') && {
        benefits: {
          ...(await onBoth((moment) =>
            this.queries.execute(new MoneyGap(moment, 'nation', filter)),
          )),
          overTime: await this.queries.execute(new MoneyOverTime(now, filter)),
        },
      }),
      ...(has('targets') && (await this.targets(profile, now))),
      ...(has('attention') && {
        attention: await this.queries.execute(new AttentionList(now, filter)),
      }),
      ...(has('data-quality') && (await this.quality(programme, now))),
    };
  }

  /** Undefined too where its day or its entry has not come yet, or other formulas made it. */
  async readIfThere(
    programme: ProgrammeId,
    asked: PackAsked,
    { today, lastEntry }: Readonly<{ today: IsoDate; lastEntry: number }>,
  ): Promise<PackFigures | undefined> {
    const isThere =
      asked.day <= today && asked.entry <= lastEntry && asked.formulas === PACK_FORMULAS;
    return isThere ? this.read(programme, asked) : undefined;
  }

  /** What was recorded since of the time that a pack is about; undefined for no programme. */
  since(
    programme: ProgrammeId,
    { day, entry }: PackAsked,
    today: IsoDate,
  ): Promise<FactsSinceAnswer | undefined> {
    return this.queries.execute(new FactsSince(programme, entry, day, { asOf: today }));
  }

  /** Which sign-offs of packs there are by a day, as far as is known now. */
  async signOffs(programme: ProgrammeId, asOf: IsoDate): Promise<readonly PackSignOff[]> {
    const answer = await this.queries.execute(new PackSignOffs(programme, { asOf }));
    return answer?.signOffs ?? [];
  }

  private async quality(
    programme: ProgrammeId,
    now: Moment,
  ): Promise<Pick<PackFigures, 'quality'>> {
    const quality = await this.queries.execute(new DataQuality(programme, now));
    return quality === undefined ? {} : { quality };
  }

  private async targets(profile: ProgrammeProfileAnswer, now: Moment) {
    const { forecasts: targets, outcomes } = await readTargets(this.queries, profile, now);
    return { targets, outcomes };
  }
}
