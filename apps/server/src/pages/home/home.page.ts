import { Controller, Get, HttpStatus, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { EprCoverage, GapRollUp, Progression, type Moment } from '#read-models';
import { Entries } from '../../api/http/entries.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { Configuration } from '../../configuration.js';
import { stageBars } from '../charts/stage-bars.js';
import { dayInWords } from '../dates-in-words.js';
import { freshnessOf } from '../freshness.js';
import { gapView } from '../gap-view.js';
import { momentAsked } from '../moment-typed.js';
import {
  countsOf,
  movementInWords,
  movementTitle,
  quartersInWords,
  stageWords,
} from '../stages-in-words.js';
import { Views } from '../views.js';

const QUARTERS_SHOWN = 12;

@ApiExcludeController()
@Controller()
export class HomePage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly configuration: Configuration,
    private readonly entries: Entries,
  ) {}

  @Get()
  @Requires('use-the-front-door')
  async show(
    @Res() response: Response,
    @Query('asOf') asOfTyped?: unknown,
    @Query('knownAt') knownAtTyped?: unknown,
  ): Promise<void> {
    const asked = momentAsked(asOfTyped, knownAtTyped, await this.entries.present());
    const isWrong = asked.errors.length > 0;
    if (isWrong) response.status(HttpStatus.BAD_REQUEST);
    this.views.send(response, 'home/home.njk', {
      ...asked,
      title: 'Is the patient record used well?',
      stageWords,
      ...(isWrong ? {} : await this.content(asked.moment)),
    });
  }

  /** All from one entry: that of the coverage, which the page names. */
  private async content(moment: Moment) {
    const coverage = await this.queries.execute(new EprCoverage(moment));
    const at = { asOf: moment.asOf, knownAt: { entry: coverage.entry } };
    return {
      demonstration: this.configuration.opensDemonstration ? await this.demonstration(at) : null,
      freshness: freshnessOf(coverage),
      coverage: coverage.coverage.flatMap(({ on, source, inSource, ofOpenTrusts }) => [
        { asAt: dayInWords(on), source, counted: 'Trusts the source lists', ...shareOf(inSource) },
        { asAt: dayInWords(on), source, counted: 'Trusts open that day', ...shareOf(ofOpenTrusts) },
      ]),
    };
  }

  private async demonstration(moment: Moment) {
    const filter = { demonstration: true };
    const { quarters, model } = await this.queries.execute(new Progression(moment, filter));
    const { total } = await this.queries.execute(new GapRollUp(moment, 'nation', filter));
    const shown = quarters.slice(-QUARTERS_SHOWN);
    const [first, last] = [shown[0], shown.at(-1)];
    if (first === undefined || last === undefined || total.gap === null) return null;
    const periods = shown.map(countsOf);
    const description = movementInWords(first, last);
    const title = movementTitle(first, last);
    return {
      trusts: total.denominator,
      model,
      stages: {
        title,
        description,
        span: quartersInWords(first.on, last.on),
        names: periods[0]?.counts.map(({ name }) => name) ?? [],
        periods,
        svg: stageBars({ id: 'stages', title, description }, periods),
      },
      gap: { ...gapView(total.gap), reported: total.numerator },
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
