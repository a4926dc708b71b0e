import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import {
  ChangesBetween,
  GapRollUp,
  MoneyGap,
  StageDistribution,
  StageMoves,
  type ChangesAnswer,
} from '#read-models';
import { readOutcomes, type TargetsRead } from '../../../packs/targets-read.js';
import { Requires } from '../../../api/who/requires.decorator.js';
import { dataLinks, explainHref } from '../../data-links.js';
import { FormDoor } from '../../forms/form-door.js';
import { inThousands } from '../../numbers-in-words.js';
import { trustsInWords } from '../../stages-in-words.js';
import { ProgrammeFrame, type ProgrammeOpened } from '../frame/programme-frame.js';
import { programmeHref } from '../frame/programme-pages.js';
import { targetsStated } from '../frame/programme-words.js';
import { outcomeInWords } from '../targets/outcome-words.js';
import { targetsExplained } from '../targets/targets-table.js';
import { movesInWords } from '../stages/stage-rows.js';
import { headlines } from './headlines.js';
import { moneyHeadlines } from './money-headlines.js';
import { needingHelp } from './needing-help.js';
import { stageSharesView } from './stage-shares-view.js';

/** Where a board begins: a few figures, how they moved, what changed, and who needs help. */
@ApiExcludeController()
@Controller('programmes/:programme')
export class ProgrammeHomePage {
  constructor(
    private readonly queries: QueryBus,
    private readonly frame: ProgrammeFrame,
    private readonly door: FormDoor,
  ) {}

  @Get()
  @Requires('read-stages-and-gaps')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const page = { here: '', template: 'programmes/home/home.njk' } as const;
    await this.frame.show(request, response, page, (opened) => this.content(opened));
  }

  private async content(opened: ProgrammeOpened) {
    const { now, before, filter, asOf, since, query, cohort } = opened;
    const stagesAt = (moment: typeof now) =>
      this.queries.execute(new StageDistribution(moment, 'nation', filter));
    const gapsAt = (moment: typeof now) =>
      this.queries.execute(new GapRollUp(moment, 'trust', filter));
    // As the page of benefits asks for it, so that both have the same and it is worked out once.
    const moneyAt = (moment: typeof now) =>
      this.queries.execute(new MoneyGap(moment, 'nation', filter));
    const [
      stagesNow,
      stagesBefore,
      gapsNow,
      gapsBefore,
      moves,
      recorded,
      outcomes,
      money,
      moneyBefore,
    ] = await Promise.all([
      stagesAt(now),
      stagesAt(before),
      gapsAt(now),
      gapsAt(before),
      this.queries.execute(new StageMoves(now, before.asOf, filter)),
      this.recorded(opened),
      readOutcomes(this.queries, opened.profile, now),
      moneyAt(now),
      moneyAt(before),
    ]);
    const stages = { now: stagesNow, before: stagesBefore };
    const gaps = { now: gapsNow, before: gapsBefore };
    const data = (path: string) => dataLinks(path, query, cohort);
    const explained = (path: string) => explainHref(path, query, cohort);
    return {
      targets: targetsShown(opened, outcomes),
      trusts: trustsInWords(stages.now.total.denominator),
      headlines: headlines({
        stages,
        gaps,
        since,
        explained: { stages: explained('stages/explain'), gaps: explained('gaps/explain') },
      }),
      explained: { stages: explained('stages/explain'), gaps: explained('gaps/explain') },
      money: moneyHeadlines({
        ...{ now: money, before: moneyBefore, since },
        explained: explained('money-gaps/explain'),
      }),
      stages: stageSharesView({ ...stages, asOf, since }),
      model: stages.now.model,
      help: needingHelp(gaps.now, opened.trustHref),
      moved: movesInWords(moves, since),
      recorded,
      data: [
        { of: 'Stage of each trust', ...data('stages') },
        { of: 'Stages by quarter', ...data('progression') },
        { of: 'Gap of each trust', ...dataLinks('gaps', query, { ...cohort, by: 'trust' }) },
      ],
    };
  }

  /** What was recorded since the day compared with; undefined for those who may not see entries. */
  private async recorded({ request, before, now, filter, asked, cohort, since }: ProgrammeOpened) {
    if (!(await this.door.mayOpen('read-entries', request))) return undefined;
    const says = `Nothing was recorded since the end of ${since}.`;
    // Of a day of which nothing is known yet, nothing can have changed since.
    if (before.asOf > asked.knownOn) return { says };
    const moment = { ...now, asOf: asked.today };
    const { facts, counts, entry } = await this.queries.execute(
      new ChangesBetween({ day: before.asOf }, moment, { limit: 1 }, filter),
    );
    if (facts === 0) return { says };
    const address = { ...cohort, since: before.asOf, knownAt: String(entry) };
    return {
      says: `Entries recorded since the end of ${since}: ${changesInWords(counts)}.`,
      all: `/changes?${new URLSearchParams(address).toString()}`,
    };
  }
}

/** The targets in force, and those whose deadline has passed, each with what came of it. */
function targetsShown({ profile, pageQuery }: ProgrammeOpened, outcomes: TargetsRead['outcomes']) {
  const { inForce, past } = targetsStated(profile);
  const shown = (list: typeof inForce) => ({
    list: list.map((each) => {
      const outcome = outcomes.find(({ target }) => target === each.target);
      return {
        ...each,
        href: `${programmeHref(profile.programme, `targets/${each.target}`)}${pageQuery}`,
        came: outcome && outcomeInWords(outcome),
      };
    }),
    explained: targetsExplained(profile.programme, list, pageQuery),
  });
  return { inForce: shown(inForce), past: shown(past) };
}

/** "1,449 new facts, 16 corrected": what there was of each, and nothing of what there was not. */
const changesInWords = ({ new: added, moved, corrected, withdrawn }: ChangesAnswer['counts']) =>
  (
    [
      [added, 'new'],
      [moved, 'moved'],
      [corrected, 'corrected'],
      [withdrawn, 'withdrawn'],
    ] as const
  )
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${inThousands(count)} ${word}`)
    .join(', ') || 'only what was withdrawn again';
