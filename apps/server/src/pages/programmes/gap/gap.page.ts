import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { BoundaryGaps, CohortDrivers, GapRollUp } from '#read-models';
import { Requires } from '../../../api/who/requires.decorator.js';
import { dataLinks, explainHref } from '../../data-links.js';
import { gapView } from '../../gap-view.js';
import { trustsInWords } from '../../stages-in-words.js';
import { mayHaveChanged, movementSince } from '../frame/movement.js';
import { ProgrammeFrame, type ProgrammeOpened } from '../frame/programme-frame.js';
import { gapNames, leadingGap, type Which } from '../frame/ranking.js';
import { removableOf, trustsChosen, wrongIn } from '../frame/trust-filters.js';
import { boundaryView } from './boundary-view.js';
import { driversView } from './drivers-view.js';
import { rankingView } from './ranking-view.js';

/** How large the gap is, where it is, at whom, and why. */
@ApiExcludeController()
@Controller('programmes/:programme/gap')
export class ProgrammeGapPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly frame: ProgrammeFrame,
  ) {}

  @Get()
  @Requires('read-stages-and-gaps')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const page = {
      here: 'gap',
      title: 'Optimisation gap',
      template: 'programmes/gap/gap.njk',
    } as const;
    await this.frame.show(request, response, page, (opened) => this.content(opened));
  }

  private async content(opened: ProgrammeOpened) {
    const { now, before, query, trustHref, since, request } = opened;
    const { filter, selects, parameters } = await trustsChosen(this.queries, opened);
    const answer = await this.queries.execute(new GapRollUp(now, 'trust', filter));
    const then = await this.queries.execute(new GapRollUp(before, 'trust', filter));
    const boundary = await this.queries.execute(new BoundaryGaps(now, 'nation', filter));
    const driven = await this.queries.execute(new CohortDrivers(now, filter));
    const which = leadingGap(answer);
    const ranking = rankingView(answer, { which, address: request.query, trustHref });
    const data = (path: string, more: Readonly<Record<string, string>> = {}) =>
      dataLinks(path, query, { ...parameters, ...more });
    const explained = (path: string) => explainHref(path, query, parameters);
    const { gap, numerator, denominator } = answer.total;
    const earlier = then.total.gap;
    return {
      selects,
      errors: wrongIn(selects),
      removable: removableOf(selects, request.query),
      trusts: trustsInWords(denominator),
      reported: `${String(numerator)} of ${trustsInWords(denominator)} ${numerator === 1 ? 'reports' : 'report'} measurements.`,
      model: answer.model,
      gap: gap && {
        ...gapView(gap),
        data: data('gaps'),
        explained: explained('gaps/explain'),
      },
      moved:
        gap === null || earlier === null
          ? undefined
          : movedInWords(which, {
              then: earlier[which],
              now: gap[which],
              since,
            }),
      ranking,
      pages: ranking.pages,
      rankingData: data('gaps', { by: 'trust' }),
      boundary: boundaryView(boundary),
      boundaryData: data('boundary-gaps/flows'),
      boundaryExplained: explained('boundary-gaps/explain'),
      drivers: driversView(driven, ranking.codes, trustHref),
      driversData: data('drivers'),
      driversExplained: explained('drivers/explain'),
    };
  }
}

function movedInWords(which: Which, both: Parameters<typeof movementSince>[0]): string {
  return mayHaveChanged(both, 1)
    ? `We cannot tell whether the ${gapNames[which]} has changed since ${both.since}.`
    : `The ${gapNames[which]}, in points: ${movementSince(both, 1)}.`;
}
