import { Controller, Get, HttpStatus, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EprCoverage, GapRollUp, OrganisationsOn, Progression, type Moment } from '#read-models';
import { dayInWords, type IsoDate } from '#vocabulary';
import type { Actor } from '../../api/who/actor.js';
import { can } from '../../api/who/policy.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { actorOf } from '../../api/who/who.guard.js';
import { Configuration } from '../../configuration.js';
import { dataLinks, explainHref } from '../data-links.js';
import { freshnessOf } from '../freshness.js';
import { gapView } from '../gap-view.js';
import type { MomentAsked } from '../moment-typed.js';
import { Moments } from '../moments.js';
import { notYetKnown } from '../not-yet.js';
import { stageWords } from '../stages-in-words.js';
import { Views } from '../views.js';
import { stagesView } from './stages-view.js';

const QUARTERS_SHOWN = 12;

@ApiExcludeController()
@Controller()
export class HomePage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly configuration: Configuration,
  ) {}

  @Get()
  @Requires('use-the-front-door')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Query('asOf') asOfTyped?: unknown,
    @Query('knownAt') knownAtTyped?: unknown,
  ): Promise<void> {
    const asked = await this.moments.asked(asOfTyped, knownAtTyped);
    const isWrong = asked.errors.length > 0;
    if (isWrong) response.status(HttpStatus.BAD_REQUEST);
    const actor = actorOf(request);
    const isShown = can(actor, 'read-public-facts') === 'allowed';
    this.views.send(response, 'home/home.njk', {
      ...asked,
      title: 'How well NHS trusts use their electronic patient records',
      stageWords,
      isShown,
      ...(isWrong || !isShown ? {} : await this.content(asked, actor)),
    });
  }

  /** All from one entry: that of the coverage, which the page names. */
  private async content(asked: MomentAsked, actor: Actor) {
    const { moment, knownOn, query } = asked;
    const coverage = await this.queries.execute(new EprCoverage(moment));
    const { entry } = coverage;
    const at = { asOf: moment.asOf, knownAt: { entry } };
    const opensDemonstration = this.opensDemonstrationTo(actor);
    const demonstration = opensDemonstration ? await this.demonstration(at, knownOn, query) : null;
    return {
      demonstration,
      noDemonstration:
        opensDemonstration && demonstration === null
          ? await this.noDemonstration(asked, entry)
          : undefined,
      freshness: freshnessOf(coverage),
      coverage: coverage.coverage.flatMap(({ on, source, inSource, ofOpenTrusts }) => [
        { asAt: dayInWords(on), source, counted: 'Trusts the source lists', ...shareOf(inSource) },
        { asAt: dayInWords(on), source, counted: 'Trusts open that day', ...shareOf(ofOpenTrusts) },
      ]),
      coverageData: dataLinks('coverage/epr', query),
      coverageExplained: explainHref('coverage/epr/explain', query),
      noCoverage: coverage.coverage.length === 0 ? await this.noCoverage(asked, entry) : undefined,
    };
  }

  private opensDemonstrationTo(actor: Actor): boolean {
    const { opensDemonstration } = this.configuration;
    const asked = { demonstration: true, demonstrationOpen: opensDemonstration };
    return opensDemonstration && can(actor, 'read-stages-and-gaps', asked) === 'allowed';
  }

  /** Whether nothing was loaded, or only nothing that is known and so at the moment asked about. */
  private async noCoverage({ today, asOf }: MomentAsked, entry: number): Promise<string> {
    const notYet = await notYetKnown(this.queries, { demonstration: false, entry });
    if (notYet !== undefined) return notYet;
    const { coverage } = await this.queries.execute(new EprCoverage({ asOf: today }));
    return coverage.length === 0
      ? 'No public facts have been loaded yet.'
      : `None of the public sources included here speaks of a day up to ${asOf}.`;
  }

  private async noDemonstration({ today, asOf }: MomentAsked, entry: number) {
    const notYet = await notYetKnown(this.queries, { demonstration: true, entry });
    if (notYet !== undefined) return notYet;
    const { denominator } = await this.queries.execute(
      new OrganisationsOn({ asOf: today }, { demonstration: true }),
    );
    return denominator === 0
      ? undefined
      : `Nothing included here says at which stage its trusts were by ${asOf}.`;
  }

  private async demonstration(moment: Moment, knownOn: IsoDate, query: string) {
    const data = (path: string) => dataLinks(path, query, { programme: 'demonstration' });
    const explained = (path: string) => explainHref(path, query, { programme: 'demonstration' });
    const filter = { demonstration: true };
    const { quarters, model } = await this.queries.execute(new Progression(moment, filter));
    const { total } = await this.queries.execute(new GapRollUp(moment, 'nation', filter));
    const stages = stagesView(quarters.slice(-QUARTERS_SHOWN), knownOn);
    if (stages === undefined || total.gap === null) return null;
    return {
      trusts: total.denominator,
      model,
      stages: { ...stages, data: data('progression'), explained: explained('progression/explain') },
      gap: {
        ...gapView(total.gap),
        reported: total.numerator,
        data: data('gaps'),
        explained: explained('gaps/explain'),
      },
    };
  }
}

const shareOf = ({
  numerator,
  denominator,
}: Readonly<{ numerator: number; denominator: number }>) => ({
  numerator,
  denominator,
  share: denominator === 0 ? 'No data' : `${((100 * numerator) / denominator).toFixed(1)}%`,
});
