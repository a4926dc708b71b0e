import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Progression, StageMoves, type TrustMoved } from '#read-models';
import { stages } from '#vocabulary';
import { Requires } from '../../../api/who/requires.decorator.js';
import { dataLinks, explainHref } from '../../data-links.js';
import { stagesView } from '../../home/stages-view.js';
import { rowsShown } from '../../layout/parts-shown.js';
import { stageInWords, trustsInWords } from '../../stages-in-words.js';
import { textOf } from '../../typed-text.js';
import { ProgrammeFrame, type ProgrammeOpened } from '../frame/programme-frame.js';
import { chosenIn, removableOf, selectOf, trustsChosen, wrongIn } from '../frame/trust-filters.js';
import { codesLike, highlighted } from './highlighted.js';
import { movesInWords, stageRow } from './stage-rows.js';
import { stepsView } from './steps-view.js';

const QUARTERS_SHOWN = 12;
/** Of those that moved, the table has the rest. */
const MOVERS_SHOWN = 10;

/** How the trusts of a programme went from stage to stage, and which of them moved. */
@ApiExcludeController()
@Controller('programmes/:programme/stages')
export class ProgrammeStagesPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly frame: ProgrammeFrame,
  ) {}

  @Get()
  @Requires('read-stages-and-gaps')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const page = {
      here: 'stages',
      title: 'Stages',
      template: 'programmes/stages/stages.njk',
    } as const;
    await this.frame.show(request, response, page, (opened) => this.content(opened));
  }

  private async content(opened: ProgrammeOpened) {
    const { now, before, since, query, trustHref, asked, request } = opened;
    const chosen = await trustsChosen(this.queries, opened);
    const stage = selectOf({ name: 'stage', label: 'Stage by evidence', query: request.query }, [
      ...choices,
    ]);
    const selects = [...chosen.selects, stage];
    const progression = await this.queries.execute(new Progression(now, chosen.filter));
    const moves = await this.queries.execute(new StageMoves(now, before.asOf, chosen.filter));
    const open = new Set(moves.trusts.map(({ code }) => code));
    const among = progression.trusts.filter(({ code }) => open.has(code));
    const marked = highlighted(textOf(request.query['highlight']), among);
    const trusts = moves.trusts
      .filter((trust) => isAt(trust, chosenIn(stage)))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'));
    const { rows, pages } = rowsShown(trusts, request.query, { anchor: 'rows' });
    const data = (path: string) => dataLinks(path, query, chosen.parameters);
    const explained = (path: string) => explainHref(path, query, chosen.parameters);
    const withDay = { ...chosen.parameters, since: before.asOf };
    return {
      selects,
      removable: removableOf(selects, request.query),
      highlight: marked.value,
      codesLike: codesLike(among),
      highlightError: marked.error,
      errors: [
        ...wrongIn(selects),
        ...(marked.error === undefined ? [] : [{ text: marked.error, href: '#highlight' }]),
      ],
      moved: movesInWords(moves, since),
      movers: moves.trusts
        .filter(({ movement }) => movement === 'up' || movement === 'down')
        .slice(0, MOVERS_SHOWN)
        .map((trust) => stageRow(trust, trustHref)),
      quarters: stagesView(progression.quarters.slice(-QUARTERS_SHOWN), asked.knownOn),
      steps: stepsView(marked.trusts, now.asOf),
      rows: rows.map((trust) => stageRow(trust, trustHref)),
      shown: trustsInWords(trusts.length),
      all: trustsInWords(moves.denominator),
      model: moves.model,
      pages,
      data: {
        quarters: data('progression'),
        moves: dataLinks('stage-moves', query, withDay),
        explained: explained('progression/explain'),
        stagesExplained: explained('stages/explain'),
      },
    };
  }
}

const choices = [
  { value: 'not-reported', text: 'Not reported' },
  { value: '0', text: 'Below stage 1, or not known' },
  ...stages.map((stage) => ({ value: String(stage), text: stageInWords(stage) })),
];

const isAt = ({ evidenced }: TrustMoved, stage: string | undefined): boolean =>
  stage === undefined || stage === (evidenced === null ? 'not-reported' : String(evidenced.low));
