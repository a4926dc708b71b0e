import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import {
  CohortMembers,
  OrganisationsOn,
  Publications,
  TargetCourse,
  TargetForecast,
  TargetOutcome,
  TargetTrusts,
  type ForecastListed,
  type OrganisationsAnswer,
  type TargetForecastAnswer,
  type TargetOutcomeAnswer,
  type TargetTrustsAnswer,
} from '#read-models';
import { parsePartId, type PartId } from '#vocabulary';
import { readTargets } from '../../../packs/targets-read.js';
import { Requires } from '../../../api/who/requires.decorator.js';
import { dataLinks, explainHref } from '../../data-links.js';
import { noSuchTarget } from '../../not-there.js';
import { trustsInWords } from '../../stages-in-words.js';
import { ProgrammeFrame, type ProgrammeOpened } from '../frame/programme-frame.js';
import { calibrationView } from './calibration-view.js';
import { countedInWords, standInWords, validationInWords } from './counted-words.js';
import { fanView } from './fan-view.js';
import { lineageTable } from './lineage-table.js';
import { heldExplained } from './outcome-words.js';
import { outlookInWords, pastInWords } from './outlook-words.js';
import { lossesInWords, pastTable } from './past-forecasts.js';
import {
  distributionTable,
  onTheWayInWords,
  stillNotTable,
  trustsTable,
  untoldTable,
} from './target-view.js';
import { lastTermsExplained, targetsTables } from './targets-table.js';
import { deadlineInWords, guardRail, valueInWords } from './target-words.js';

type Opened = Omit<ProgrammeOpened, 'request'>;

/** What a programme promised, where each promise stands, and who will miss it. */
@ApiExcludeController()
@Controller('programmes/:programme/targets')
export class TargetsPage {
  constructor(
    private readonly frame: ProgrammeFrame,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Requires('read-stages-and-gaps')
  async all(@Req() request: Request, @Res() response: Response): Promise<void> {
    const page = {
      here: 'targets',
      title: 'Targets',
      template: 'programmes/targets/targets.njk',
      compares: false,
    } as const;
    await this.frame.show(request, response, page, (opened) => this.list(opened));
  }

  @Get(':target')
  @Requires('read-stages-and-gaps')
  async one(
    @Req() request: Request,
    @Res() response: Response,
    @Param('target') named: string,
  ): Promise<void> {
    const target = parsePartId(named);
    if (target === undefined) throw unknownTarget(request);
    const page = {
      here: 'targets',
      under: target,
      title: 'Target',
      template: 'programmes/targets/target.njk',
      compares: false,
    } as const;
    await this.frame.show(request, response, page, (opened) => this.target(opened, target));
  }

  private async list(opened: Opened) {
    const { profile, now, query, pageQuery } = opened;
    const read = await readTargets(this.queries, profile, now);
    return {
      trusts: trustsInWords((await this.openTrusts(opened)).length),
      ahead: read.forecasts.length > read.outcomes.length,
      targets: targetsTables(profile, read, pageQuery),
      explained: lastTermsExplained(profile, pageQuery),
      data: [
        {
          text: 'All terms of the targets',
          data: dataLinks(`programmes/${profile.programme}/targets`, query),
        },
        {
          text: 'What came of past targets',
          data: dataLinks(outcomesOf(profile.programme), query),
        },
      ],
    };
  }

  /** Whom all other pages of the programme count. */
  private async openTrusts({ now, filter }: Opened): Promise<OrganisationsAnswer['organisations']> {
    const asked = { kind: 'trust', open: true, demonstration: filter.demonstration } as const;
    return (await this.queries.execute(new OrganisationsOn(now, asked))).organisations;
  }

  /** Nobody where the list that the terms name comes only later. */
  private async membersOf({ profile, now }: Opened, { cohort, cohortVersion }: TargetTrustsAnswer) {
    const asked = new CohortMembers(profile.programme, cohort, now, cohortVersion);
    return (await this.queries.execute(asked))?.members ?? [];
  }

  private async target(opened: ProgrammeOpened, target: PartId) {
    const { request, profile, now, asOf, query } = opened;
    const { programme } = profile;
    const [forecast, course, trusts, publications, open, outcome] = await Promise.all([
      this.queries.execute(new TargetForecast(programme, target, now)),
      this.queries.execute(new TargetCourse(programme, target, now)),
      this.queries.execute(new TargetTrusts(programme, target, now)),
      this.queries.execute(new Publications(programme, now)),
      this.openTrusts(opened),
      this.queries.execute(new TargetOutcome(programme, target, now)),
    ]);
    if (!forecast || !course || !trusts || !publications) throw unknownTarget(request);
    const published = publications.forecasts.filter((each) => each.target === target);
    const links = { trustHref: opened.trustHref };
    const stands = { forecast, trusts, judgements: published.at(-1)?.judgements ?? [] };
    const definition = definitionOf(profile, trusts);
    const held = outcome && heldExplained(profile, outcome, query);
    const own = `programmes/${programme}/targets/${target}`;
    const data = (path: string) => dataLinks(`${own}/${path}`, query);
    const explained = (path: string) => explainHref(`${own}/${path}/explain`, query);
    return {
      title: `Target: ${forecast.metric}`,
      asks: asksInWords(forecast, trusts.definitionTitle),
      isOver: forecast.deadlineOn <= forecast.asOf,
      counted: trusts.counted,
      whom: countedInWords({
        ...{ open, asOf, version: trusts.cohortVersion },
        members: await this.membersOf(opened, trusts),
      }),
      denominator: forecast.denominator,
      guardRail:
        forecast.kind === 'too-few-observations' && forecast.deadlineOn > forecast.asOf
          ? guardRail(forecast)
          : undefined,
      fan: fanView(course, forecast, { place: `trusts of the ${profile.name}`, asOf }),
      ...(outcome === undefined ? aheadOf(stands, links) : pastOf(outcome, trusts, links)),
      validation: validationInWords(definition, trusts.unknown),
      standIn: outcome === undefined ? standInWords(definition, forecast) : undefined,
      lineage: lineageTable(
        profile.targets.filter((each) => each.target === target),
        profile,
      ),
      past: published.length === 0 ? undefined : pastTable(published, forecast.scores),
      losses: lossesInWords(forecast),
      calibration: calibrationView(forecast),
      rho: forecast.rho,
      version: forecast.version,
      observed: { completed: forecast.completed, censored: forecast.censored },
      held,
      whoCounts: explained('trusts'),
      data: [
        ...(outcome === undefined
          ? []
          : [{ text: 'What came of past targets', data: dataLinks(outcomesOf(programme), query) }]),
        { text: 'Trusts that have not reached it', data: data('forecast') },
        { text: 'All trusts of its cohort', data: data('trusts') },
        { text: 'Quarter by quarter', data: data('course') },
        {
          text: 'The list of trusts that it counts',
          data: dataLinks(`programmes/${programme}/cohorts/${trusts.cohort}/members`, query, {
            version: String(trusts.cohortVersion),
          }),
        },
      ],
      explained: [
        ...(held?.href === undefined ? [] : [{ text: 'what came of it', href: held.href }]),
        { text: 'where it stands', href: explained('trusts') },
        { text: 'each chance', href: explained('forecast') },
        { text: 'each quarter', href: explained('course') },
      ],
    };
  }
}

const definitionOf = (
  { definitions }: Opened['profile'],
  { definition, definitionVersion }: TargetTrustsAnswer,
) =>
  definitions.find((each) => each.definition === definition && each.version === definitionVersion)
    ?.predicate;

const outcomesOf = (programme: string): string => `programmes/${programme}/outcomes`;

type Links = Parameters<typeof stillNotTable>[1];
type Stands = Readonly<{
  forecast: TargetForecastAnswer;
  trusts: TargetTrustsAnswer;
  judgements: ForecastListed['judgements'];
}>;

/** Who may miss it, while its deadline is not over. */
function aheadOf({ forecast, trusts, judgements }: Stands, links: Links) {
  const onTheWay = onTheWayInWords(trusts, forecast);
  const [standing, ...more] = outlookInWords(forecast);
  return {
    outlook: [standing, onTheWay, ...more].filter((sentence) => sentence !== undefined),
    distribution: distributionTable(forecast),
    trusts: forecast.trusts.length === 0 ? undefined : trustsTable(forecast, judgements, links),
    untold: untoldTable(trusts, forecast, links),
  };
}

/** Nobody is on the way to a deadline that is over: either it is known what a trust did, or not. */
const pastOf = (outcome: TargetOutcomeAnswer, trusts: TargetTrustsAnswer, links: Links) => ({
  outlook: pastInWords(outcome),
  trusts: stillNotTable(trusts, links),
  untold: untoldTable(trusts, { trusts: [] }, links),
});

/** "The target is 95% by March 2026: 22 of 23 trusts. A trust counts if it meets “An EPR is in place”." */
function asksInWords(forecast: TargetForecastAnswer, definition: string): string {
  const { needed, denominator, unit } = forecast;
  const counted =
    needed === null || unit !== 'percent'
      ? ''
      : `: ${String(needed)} of ${trustsInWords(denominator)}`;
  return `The target is ${valueInWords(forecast)} by ${deadlineInWords(forecast)}${counted}. A trust counts if it meets “${definition}”.`;
}

const unknownTarget = ({ path }: Request) => noSuchTarget(path.slice(0, path.lastIndexOf('/')));
