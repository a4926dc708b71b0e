import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  DueList,
  GapRollUp,
  MoneyGap,
  OrganisationProfile,
  ProgrammeComparison,
  TargetForecast,
  TargetOutcome,
  TargetTrusts,
  TrustStage,
  TrustSummary,
  type ComparisonAnswer,
  type DueAnswer,
  type FigureMoved,
  type GapRollUpAnswer,
  type Moment,
  type MoneyGapAnswer,
  type ProfileAnswer,
  type ProgrammeProfileAnswer,
  type StageAnswer,
  type SummaryAnswer,
  type TargetForecastAnswer,
  type TrustHeld,
  type TrustOutlook,
} from '#read-models';
import type { IsoDate, OdsCode, PartId } from '#vocabulary';

/** On the day of the page, and on the one it is compared with. */
type OnBoth<Answer> = Readonly<{ now: Answer; before: Answer }>;

/** What one target asks of the trust: whether it reaches it, and its chance to miss it where it does not. */
export type TargetOfTrust = Readonly<{
  forecast: TargetForecastAnswer;
  held: TrustHeld;
  outlook: TrustOutlook | undefined;
  /** How it was on the last day of the deadline; undefined until that is over. */
  atDeadline: TrustHeld | undefined;
}>;

/** Everything that a board reads of one trust. */
export type OnePage = Readonly<{
  programme: ProgrammeProfileAnswer;
  profile: ProfileAnswer;
  before: IsoDate;
  stages: OnBoth<StageAnswer | undefined>;
  summary: SummaryAnswer | undefined;
  /** Of all trusts on the day, and of this one on the day before. */
  gaps: OnBoth<GapRollUpAnswer>;
  money: OnBoth<MoneyGapAnswer>;
  targets: readonly TargetOfTrust[];
  due: DueAnswer | undefined;
  comparison: ComparisonAnswer | undefined;
  /** Of this trust alone. */
  moved: readonly FigureMoved[];
}>;

type Asked = Readonly<{
  programme: ProgrammeProfileAnswer;
  ods: OdsCode;
  asOf: IsoDate;
  before: IsoDate;
}>;

/** One trust as the board of a programme looks at it: the same on the page and by the API. */
@Injectable()
export class OnePages {
  constructor(private readonly queries: QueryBus) {}

  /**
   * Undefined for a trust that the programme does not count: one that nobody registered by the day, that is
   * no trust, or that is fictional where the programme is not.
   */
  async read({ programme, ods, asOf, before }: Asked): Promise<OnePage | undefined> {
    const now = { asOf, knownAt: { entry: programme.entry } };
    const { demonstration } = programme;
    const profile = await this.queries.execute(new OrganisationProfile(ods, now));
    if (profile?.organisation.kind !== 'trust') return undefined;
    if (profile.organisation.demonstration !== demonstration) return undefined;
    const then = { ...now, asOf: before };
    const onBoth = async <Answer>(
      at: (moment: Moment) => Promise<Answer>,
    ): Promise<OnBoth<Answer>> => ({
      now: await at(now),
      before: await at(then),
    });
    const ask = this.queries;
    const own = { demonstration, among: [ods] };
    const comparing = new ProgrammeComparison(programme.programme, now, { asOf: before }, ods);
    const [stages, summary, gapsNow, gapsBefore, money, targets, due, compared] = await Promise.all(
      [
        onBoth((moment) => ask.execute(new TrustStage(ods, moment))),
        ask.execute(new TrustSummary(ods, now)),
        ask.execute(new GapRollUp(now, 'trust', { demonstration })),
        ask.execute(new GapRollUp(then, 'trust', own)),
        onBoth((moment) => ask.execute(new MoneyGap(moment, 'trust', own))),
        this.targets(programme, ods, now),
        ask.execute(new DueList(ods, now)),
        ask.execute(comparing),
      ],
    );
    const comparison = compared === 'known-later' ? undefined : compared;
    const moved = [...(comparison?.happened ?? []), ...(comparison?.learned ?? [])].filter(
      ({ aspect, code }) => aspect !== 'target' && code === ods,
    );
    return {
      ...{ programme, profile, before, stages, summary, money },
      gaps: { now: gapsNow, before: gapsBefore },
      ...{ targets, due, comparison, moved },
    };
  }

  /** Of the targets by their newest terms, those whose cohort lists the trust, be their deadlines over or not. */
  private async targets(
    { programme, targets }: ProgrammeProfileAnswer,
    ods: OdsCode,
    now: Moment,
  ): Promise<readonly TargetOfTrust[]> {
    const found: TargetOfTrust[] = [];
    for (const { target } of targets.filter(({ inForce }) => inForce)) {
      const named = target as PartId;
      const reached = await this.queries.execute(new TargetTrusts(programme, named, now));
      const held = reached?.trusts.find(({ code }) => code === ods);
      if (held === undefined) continue;
      const forecast = await this.queries.execute(new TargetForecast(programme, named, now));
      if (forecast === undefined) continue;
      const outlook = forecast.trusts.find(({ code }) => code === ods);
      const outcome = await this.queries.execute(new TargetOutcome(programme, named, now));
      const atDeadline = outcome?.trusts.find(({ code }) => code === ods);
      found.push({ forecast, held, outlook, atDeadline });
    }
    return found;
  }
}
