import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { formulaUsed, type FormulaUsed } from '#figures';
import type { IsoDate, ProgrammeId } from '#vocabulary';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import type { Moment, Stamp } from '../facts-ledger/asking.js';
import { lastEntryAt, type KnownAt } from '../facts-ledger/known-at.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { GapRollUp, GapRollUpHandler } from '../gap/gap-roll-up.query.js';
import { MoneyGap, MoneyGapHandler } from '../money/money-gap.query.js';
import {
  ProgrammeProfile,
  ProgrammeProfileHandler,
} from '../programmes/programme-profile.query.js';
import { StageDistribution, StageDistributionHandler } from '../stages/stage-distribution.query.js';
import { happenedBetween, learnedSince, type Causes } from './causes.js';
import { differencesOf, type FigureMoved } from './differences.js';
import {
  eprPresence,
  standingOf,
  valuesIn,
  type Answers,
  type EprPresence,
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
 * from what was only learned since? Undefined for a programme that is not known.
 */
export class ProgrammeComparison extends Query<ComparisonAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly moment: Moment,
    readonly earlier: EarlierMoment,
  ) {
    super();
  }
}

type Known = Readonly<{ entry: number }>;
type Traced = Readonly<{ happened: Causes; learned: Causes }>;

@QueryHandler(ProgrammeComparison)
export class ProgrammeComparisonHandler implements IQueryHandler<ProgrammeComparison> {
  private readonly traced: CohortFigures<Traced>;
  private readonly presence: CohortFigures<Readonly<{ epr: readonly EprPresence[] }>>;

  /** The questions of the overview, so that what they keep is shared. */
  constructor(
    private readonly ledger: Ledger,
    private readonly stages: StageDistributionHandler,
    private readonly gaps: GapRollUpHandler,
    private readonly money: MoneyGapHandler,
    private readonly profiles: ProgrammeProfileHandler,
  ) {
    this.traced = new CohortFigures(ledger, 20);
    this.presence = new CohortFigures(ledger, 100);
  }

  async execute(asked: ProgrammeComparison): Promise<ComparisonAnswer | undefined> {
    const { programme, moment, earlier } = asked;
    const profile = await this.profiles.execute(new ProgrammeProfile(programme, moment));
    if (profile === undefined) return undefined;
    const { demonstration, asOf } = profile;
    const now = { entry: profile.entry };
    const since = await this.knownBefore(now, earlier);
    const at = (day: IsoDate, entry: number) =>
      this.answersAt(programme, { asOf: day, knownAt: { entry } }, demonstration);
    // One after the other: each asks for connections of its own.
    const told = await at(earlier.asOf, since.entry);
    const restated = await at(earlier.asOf, now.entry);
    const later = await at(asOf, now.entry);
    const leading = later.gaps.total.gap?.headline ?? 'use';
    const { happened, learned } = await this.causes({ asOf, knownAt: now }, earlier.asOf, since);
    const values = [told, restated, later].map((each) => valuesIn(each, leading));
    const [then = [], before = [], after = []] = values;
    const { entry, recordedAt, final } = profile;
    return {
      ...{ asOf, entry, recordedAt, final, programme },
      formula: formulaUsed('comparison'),
      told: standingOf(told),
      earlier: standingOf(restated),
      later: standingOf(later),
      happened: differencesOf('happened', [before, after], happened),
      learned: differencesOf('learned', [then, before], learned),
    };
  }

  /** The end of the earlier day may come after what the question includes. */
  private knownBefore(now: Known, { asOf, knownAt }: EarlierMoment): Promise<Known> {
    return this.ledger.at(now, async ({ read }) => {
      const { entry } = await lastEntryAt(read, knownAt ?? { day: asOf });
      return { entry: knownAt === undefined ? Math.min(entry, now.entry) : entry };
    });
  }

  private async answersAt(
    programme: ProgrammeId,
    moment: Moment,
    demonstration: boolean,
  ): Promise<Answers> {
    const filter = { demonstration };
    const stages = await this.stages.execute(new StageDistribution(moment, 'nation', filter));
    const { epr } = await this.presence.at(moment, filter, (ledger) =>
      Promise.resolve({ epr: eprPresence(ledger, stages) }),
    );
    return {
      stages,
      epr,
      gaps: await this.gaps.execute(new GapRollUp(moment, 'trust', filter)),
      money: await this.money.execute(new MoneyGap(moment, 'trust', filter)),
      profile: await this.profiles.execute(new ProgrammeProfile(programme, moment)),
    };
  }

  private causes(moment: Moment, before: IsoDate, { entry }: Known): Promise<Traced> {
    return this.traced.at(moment, { before, sinceEntry: entry }, async (ledger) => {
      const asked = { before, asOf: moment.asOf, sinceEntry: entry };
      return {
        happened: await happenedBetween(ledger, asked),
        learned: await learnedSince(ledger, asked),
      };
    });
  }
}
