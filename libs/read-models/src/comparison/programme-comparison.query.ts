import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { formulaUsed, type FormulaUsed } from '#figures';
import type { IsoDate, OdsCode, ProgrammeId } from '#vocabulary';
import type { CohortFilter } from '../cohorts/cohort.js';
import type { Moment, Stamp } from '../facts-ledger/asking.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { lastEntryAt, type KnownAt } from '../facts-ledger/known-at.js';
import { Ledger, type Knowledge } from '../facts-ledger/snapshot.js';
import { GapRollUp, GapRollUpHandler } from '../gap/gap-roll-up.query.js';
import { MoneyGap, MoneyGapHandler } from '../money/money-gap.query.js';
import {
  ProgrammeProfile,
  ProgrammeProfileHandler,
} from '../programmes/programme-profile.query.js';
import { StageDistribution, StageDistributionHandler } from '../stages/stage-distribution.query.js';
import { EntriesSaid } from './entries-said.js';
import { happenedBetween, homesOn, learnedSince, type Causes } from './causes.js';
import { differencesOf, type FigureMoved } from './differences.js';
import {
  eprPresence,
  standingOf,
  valuesIn,
  type Answers,
  type Leading,
  type Standing,
} from './standing.js';

export type ComparisonAnswer = Stamp &
  Readonly<{
    formula: FormulaUsed;
    programme: ProgrammeId;
    /** The earlier day as it was known at the earlier moment, and as it is known now. */
    told: Standing;
    earlier: Standing;
    later: Standing;
    /** What moved between the two days, both as known now: targets and stages first, then by trust. */
    happened: readonly FigureMoved[];
    /** What is known of the earlier day now and was not at the earlier moment. */
    learned: readonly FigureMoved[];
  }>;

/** The earlier day, and the moment of knowledge it is compared by: the end of that day if left out. */
export type EarlierMoment = Readonly<{ asOf: IsoDate; knownAt?: KnownAt | undefined }>;

/**
 * What is different about the trusts and targets of a programme between two days: what happened, apart
 * from what was only learned since? Undefined for a programme that is not known; `known-later` where the
 * earlier day is asked by more than the later one is.
 */
export class ProgrammeComparison extends Query<ComparisonAnswer | 'known-later' | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly moment: Moment,
    readonly earlier: EarlierMoment,
    /** Only this trust: what moved of it, and totals of it alone. */
    readonly trust?: OdsCode,
  ) {
    super();
  }
}

/** What a comparison starts from: the entry it includes, and the one that the earlier day is told by. */
type Opened = Knowledge &
  Readonly<{ version: string; asOf: IsoDate; demonstration: boolean; sinceEntry: number }>;

type Traced = Readonly<{ happened: Causes; learned: Causes }>;
type ComparisonBody = Omit<ComparisonAnswer, keyof Stamp>;

@QueryHandler(ProgrammeComparison)
export class ProgrammeComparisonHandler implements IQueryHandler<ProgrammeComparison> {
  /** Worked out once for as long as it includes the same, and never while a connection is held. */
  private readonly kept = new FigureCache<ComparisonBody>(20);
  /** Those of single trusts, which are small, so that many of them never push out one of all. */
  private readonly keptOfTrusts = new FigureCache<ComparisonBody>(200);
  private readonly entries = new EntriesSaid();

  /** The questions of the overview, so that what they keep is shared. */
  constructor(
    private readonly ledger: Ledger,
    private readonly stages: StageDistributionHandler,
    private readonly gaps: GapRollUpHandler,
    private readonly money: MoneyGapHandler,
    private readonly profiles: ProgrammeProfileHandler,
  ) {}

  async execute(asked: ProgrammeComparison): Promise<ComparisonAnswer | 'known-later' | undefined> {
    const opened = await this.open(asked);
    if (opened === undefined) return undefined;
    const { asOf, entry, recordedAt, final, sinceEntry } = opened;
    if (sinceEntry > entry) return 'known-later';
    const { programme, earlier: before, trust } = asked;
    const question = { programme, asOf, before: before.asOf, sinceEntry, trust };
    const kept = trust === undefined ? this.kept : this.keptOfTrusts;
    const body = await kept.at(opened, question, () => this.work(asked, opened));
    const { told, earlier, later, ...moved } = body;
    return {
      ...{ asOf, entry, recordedAt, final },
      ...moved,
      told: { ...told, final: final || told.entry < entry },
      earlier: { ...earlier, final },
      later: { ...later, final },
    };
  }

  /** Undefined where no such programme was registered. The end of the earlier day may come after all. */
  private open({ programme, moment, earlier }: ProgrammeComparison): Promise<Opened | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      const series = { owner: programme, kind: 'programme', subject: '' } as const;
      const registered = ledger.newest(series, asOf)?.value;
      if (registered === undefined) return undefined;
      const { knowledge, version } = ledger;
      const since = await lastEntryAt(ledger.read, earlier.knownAt ?? { day: earlier.asOf });
      const sinceEntry =
        earlier.knownAt === undefined ? Math.min(since.entry, knowledge.entry) : since.entry;
      const { demonstration } = registered;
      return { ...knowledge, version, asOf, demonstration, sinceEntry };
    });
  }

  private async work(
    { programme, earlier: { asOf: before }, trust }: ProgrammeComparison,
    { asOf, entry, demonstration, sinceEntry }: Opened,
  ): Promise<ComparisonBody> {
    const filter = { demonstration, ...(trust && { among: [trust] }) };
    const at = (day: IsoDate, known: number) =>
      this.answersAt(programme, { asOf: day, knownAt: { entry: known } }, filter);
    // One after the other: each asks for connections of its own.
    const told = await at(before, sinceEntry);
    const restated = await at(before, entry);
    const later = await at(asOf, entry);
    const leading = await this.leading({ asOf, knownAt: { entry } }, demonstration);
    const asked = { asOf, before, sinceEntry, trust };
    const { happened, learned } = await this.causes(asked, entry);
    const values = [told, restated, later].map((each) => valuesIn(each, leading));
    const [then = [], between = [], after = []] = values;
    return {
      formula: formulaUsed('comparison'),
      programme,
      told: standingOf(told),
      earlier: standingOf(restated),
      later: standingOf(later),
      happened: differencesOf('happened', [between, after], happened),
      learned: differencesOf('learned', [then, between], learned),
    };
  }

  private async answersAt(
    programme: ProgrammeId,
    moment: Moment,
    filter: CohortFilter,
  ): Promise<Answers> {
    const stages = await this.stages.execute(new StageDistribution(moment, 'nation', filter));
    const epr = await this.ledger.at(moment.knownAt, (ledger) => eprPresence(ledger, stages));
    return {
      stages,
      epr,
      gaps: await this.gaps.execute(new GapRollUp(moment, 'trust', filter)),
      money: await this.money.execute(new MoneyGap(moment, 'trust', filter)),
      profile: await this.profiles.execute(new ProgrammeProfile(programme, moment)),
    };
  }

  /** By which gap trusts are compared: the same for one of them as for all. */
  private async leading(moment: Moment, demonstration: boolean): Promise<Leading> {
    const gaps = await this.gaps.execute(new GapRollUp(moment, 'trust', { demonstration }));
    return gaps.total.gap?.headline ?? 'use';
  }

  private async causes(
    asked: Readonly<{
      asOf: IsoDate;
      before: IsoDate;
      sinceEntry: number;
      trust?: OdsCode | undefined;
    }>,
    entry: number,
  ): Promise<Traced> {
    const told = await this.ledger.at({ entry: asked.sinceEntry }, (ledger) =>
      Promise.resolve(homesOn(ledger, asked.before)),
    );
    return this.ledger.at({ entry }, async (ledger) => {
      const reading = { ledger, entries: this.entries, trust: asked.trust };
      return {
        happened: await happenedBetween(reading, asked),
        learned: await learnedSince(reading, asked, told),
      };
    });
  }
}
