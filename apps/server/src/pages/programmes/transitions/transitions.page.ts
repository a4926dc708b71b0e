import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { StageTransitionsOf, type TransitionsAnswer } from '#read-models';
import { dayInWords } from '#vocabulary';
import { Requires } from '../../../api/who/requires.decorator.js';
import { dataLinks, explainHref } from '../../data-links.js';
import { inThousands } from '../../numbers-in-words.js';
import { capital } from '../../stages-in-words.js';
import { ProgrammeFrame, type ProgrammeOpened } from '../frame/programme-frame.js';
import { removableOf, trustsChosen, wrongIn } from '../frame/trust-filters.js';
import { aheadView } from './ahead-view.js';
import { stageShort, staysView } from './stays-view.js';

/** How often trusts moved between stages, and how long they stayed. */
@ApiExcludeController()
@Controller('programmes/:programme/transitions')
export class ProgrammeTransitionsPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly frame: ProgrammeFrame,
  ) {}

  @Get()
  @Requires('read-stages-and-gaps')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const page = {
      here: 'transitions',
      title: 'Moves between stages',
      template: 'programmes/transitions/transitions.njk',
      compares: false,
    } as const;
    await this.frame.show(request, response, page, (opened) => this.content(opened));
  }

  private async content(opened: ProgrammeOpened) {
    const chosen = await trustsChosen(this.queries, opened);
    const answer = await this.queries.execute(new StageTransitionsOf(opened.now, chosen.filter));
    return {
      selects: chosen.selects,
      errors: wrongIn(chosen.selects),
      removable: removableOf(chosen.selects, opened.request.query),
      moves: movesInWords(answer),
      quarters: quartersInWords(answer),
      columns: answer.stages.map(({ stage }) => capital(stageShort(stage))),
      rows: answer.stages.map(({ stage, observed, counts, chances }) => ({
        stage: capital(stageShort(stage)),
        observed,
        counts,
        chances: chances?.map((chance) => `${(100 * chance).toFixed(0)}%`),
      })),
      chancesKnown: answer.stages.some(({ chances }) => chances !== null),
      fewestMoves: answer.fewestMoves,
      ahead: aheadView(answer),
      aheadData: dataLinks('transitions/ahead', opened.query, chosen.parameters),
      stays: staysView(answer),
      model: answer.model,
      targetsHref: `/programmes/${opened.profile.programme}/targets${opened.query}`,
      data: dataLinks('transitions', opened.query, chosen.parameters),
      explained: explainHref('transitions/explain', opened.query, chosen.parameters),
    };
  }
}

const quartersInWords = ({ from, to }: TransitionsAnswer): string | undefined =>
  from === null || to === null ? undefined : `${dayInWords(from)} to ${dayInWords(to)}`;

function movesInWords({ numerator, denominator, regressions }: TransitionsAnswer): string {
  if (denominator === 0) return 'No trust had a stage at the ends of two quarters in a row.';
  const cases = `In ${inThousands(denominator)} ${denominator === 1 ? 'case' : 'cases'} a trust had a stage at the ends of two quarters in a row.`;
  return numerator === 0
    ? `${cases} Its stage never changed.`
    : `${cases} In ${inThousands(numerator)} of them it changed stage: ${inThousands(numerator - regressions)} up, ${inThousands(regressions)} down.`;
}
