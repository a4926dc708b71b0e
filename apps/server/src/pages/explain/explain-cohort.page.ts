import { Controller, Get, HttpStatus, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import {
  ExplainCohort,
  ExplainCoverage,
  type CohortFigure,
  type CohortExplanation,
  type CoverageExplanation,
} from '#read-models';
import { dayInWords } from '#vocabulary';
import { notFound } from '../../api/http/problem.js';
import { isMoney } from '../../api/questions/explain-cohort.questions.js';
import { partsShown } from '../../api/questions/explained-parts.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { Resources } from '../../api/who/resources.js';
import type { MomentAsked } from '../moment-typed.js';
import { Moments } from '../moments.js';
import { readNames } from '../names.js';
import { isDemonstration } from '../programme-asked.js';
import { trustsInWords } from '../stages-in-words.js';
import { textOf } from '../typed-text.js';
import { Views } from '../views.js';
import { cohortIn, cohortInWords } from './cohort-asked.js';
import { cohortHead, cohortResult, trustRow } from './cohort-rows.js';
import { cohortTexts, coverageText, type FigureText } from './explained-texts.js';
import { entriesCell } from './entries-cell.js';
import { explainedView } from './explained-view.js';
import { numbers, words } from '../table-view.js';

type Asked = Readonly<Record<string, unknown>>;

const TRUSTS_SHOWN = 10;

/** How a figure of many trusts is worked out: formula, and the part of each trust in it. */
@ApiExcludeController()
@Controller()
export class ExplainCohortPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly resources: Resources,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get('coverage/epr/explain')
  @Requires('read-public-facts')
  async coverage(@Res() response: Response, @Query() query: Asked): Promise<void> {
    const asked = await this.moments.asked(query['asOf'], query['knownAt']);
    const demonstration = isDemonstration(query['programme']);
    const part = { limit: TRUSTS_SHOWN, after: textOf(query['after']) };
    const explained = await this.queries.execute(
      new ExplainCoverage(asked.moment, demonstration, part),
    );
    this.show(
      response,
      'coverage/epr',
      { asked, query, text: coverageText, explained },
      (eventsOf) => ({
        about: demonstration ? 'Trusts in the demonstration programme' : 'Trusts in England',
        result: explained.answer.map(
          ({ source, on, inSource }) =>
            `${source}, ${dayInWords(on)}: ${String(inSource.numerator)} of ${trustsInWords(inSource.denominator)} that it lists ${inSource.numerator === 1 ? 'has' : 'have'} an EPR.`,
        ),
        head: [words('Trust'), words('What sources say'), numbers('Number of entries')],
        rows: explained.trusts.map((trust) => coverageRow(trust, eventsOf)),
      }),
    );
  }

  @Get('money-gaps/over-time/explain')
  @Requires('read-stages-and-gaps')
  async moneyOverTime(
    @Req() request: Request,
    @Res() response: Response,
    @Query() query: Asked,
  ): Promise<void> {
    await this.ofCohort(request, response, { figure: 'money-over-time', query });
  }

  @Get(':figure/explain')
  @Requires('read-stages-and-gaps')
  async cohort(
    @Req() request: Request,
    @Res() response: Response,
    @Param('figure') named: string,
    @Query() query: Asked,
  ): Promise<void> {
    if (!Object.hasOwn(cohortTexts, named) || named === 'money-over-time') throw notFound();
    await this.ofCohort(request, response, { figure: named as CohortFigure, query });
  }

  private async ofCohort(
    request: Request,
    response: Response,
    { figure, query }: Readonly<{ figure: CohortFigure; query: Asked }>,
  ): Promise<void> {
    const asked = await this.moments.asked(query['asOf'], query['knownAt']);
    const lens = query['lens'] === 'as-is' ? 'as-is' : 'as-was';
    const filter = cohortIn(query);
    const part = { limit: TRUSTS_SHOWN, after: textOf(query['after']), counted: true } as const;
    const explained = await this.queries.execute(
      new ExplainCohort({ figure, filter, lens }, asked.moment, part),
    );
    const names = await readNames(this.queries, this.store, {
      asOf: asked.moment.asOf,
      knownAt: { entry: explained.entry },
    });
    const ofOthers = isMoney(figure) ? 'nothing' : 'inputs';
    const shown = { trusts: explained.trusts, ofOthers } as const;
    const trusts = await partsShown(this.resources, request, shown);
    const text = cohortTexts[figure];
    this.show(
      response,
      figure === 'money-over-time' ? 'money-gaps/over-time' : figure,
      { asked, query, text, explained },
      (eventsOf) => ({
        model: 'model' in explained.answer ? explained.answer.model : undefined,
        about: cohortInWords(filter, { lens, organisation: names.organisation }),
        result: cohortResult(explained),
        head: cohortHead(figure),
        rows: trusts.map((trust) =>
          trustRow(figure, trust, { names, query: asked.query, eventsOf }),
        ),
      }),
    );
  }

  private show(
    response: Response,
    path: string,
    { asked, query, text, explained }: Shown,
    content: (eventsOf: (code: string) => string) => Readonly<Record<string, unknown>>,
  ): void {
    const isWrong = asked.errors.length > 0;
    if (isWrong) response.status(HttpStatus.BAD_REQUEST);
    const view = explainedView(path, { asked, query, text, explained });
    this.views.send(response, 'explain/cohort.njk', {
      ...view,
      ...(isWrong ? {} : content(view.eventsOf)),
    });
  }
}

type Shown = Readonly<{
  asked: MomentAsked;
  query: Asked;
  text: FigureText;
  explained: CohortExplanation | CoverageExplanation;
}>;

const coverageRow = (
  { code, name, statements, events }: CoverageExplanation['trusts'][number],
  eventsOf: (code: string) => string,
) => ({
  name: `${name} (${code})`,
  href: `/organisations/${code}`,
  cells: [
    statements.length === 0
      ? 'Nothing'
      : statements
          .map(
            ({ source, on, hasEpr }) =>
              `${hasEpr ? 'Has an EPR' : 'Has no EPR'}: ${source}, ${dayInWords(on)}`,
          )
          .join('. '),
    entriesCell(String(new Set(events.map(({ entry }) => entry)).size), { code, name, eventsOf }),
  ],
});
