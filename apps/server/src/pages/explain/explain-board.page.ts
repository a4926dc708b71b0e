import { Controller, Get, HttpStatus, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ExplainBoard, ProgrammeProfile, type BoardQuestion } from '#read-models';
import { parseProgrammeId, type IsoDate } from '#vocabulary';
import { partsShown } from '../../api/questions/explained-parts.js';
import { can } from '../../api/who/policy.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { Resources } from '../../api/who/resources.js';
import { actorOf } from '../../api/who/who.guard.js';
import { Moments } from '../moments.js';
import { readNames } from '../names.js';
import { textOf } from '../typed-text.js';
import { Views } from '../views.js';
import { attentionRow, attentionResult, qualityResult, qualityRow } from './board-rows.js';
import { cohortIn, cohortInWords } from './cohort-asked.js';
import { explainedView } from './explained-view.js';
import { attentionText, qualityText } from './explained-texts.js';
import { noSuchProgramme } from '../not-there.js';
import { numbers, words } from '../table-view.js';

type Asked = Readonly<Record<string, unknown>>;

const TRUSTS_SHOWN = 10;

/** How attention and data quality are worked out: formula, what was found of each trust, and its events. */
@ApiExcludeController()
@Controller()
export class ExplainBoardPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly resources: Resources,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get('attention/explain')
  @Requires('read-stages-and-gaps')
  async attention(
    @Req() request: Request,
    @Res() response: Response,
    @Query() query: Asked,
  ): Promise<void> {
    const question = { figure: 'attention', filter: cohortIn(query) } as const;
    await this.show(request, response, { path: 'attention', question, query });
  }

  @Get('programmes/:programme/data-quality/explain')
  @Requires('read-stages-and-gaps')
  async quality(
    @Req() request: Request,
    @Res() response: Response,
    @Query() query: Asked,
  ): Promise<void> {
    const programme = parseProgrammeId(String(request.params['programme']));
    if (programme === undefined) throw noSuchProgramme();
    const { demonstration: _, ...place } = cohortIn(query);
    await this.show(request, response, {
      path: `programmes/${programme}/data-quality`,
      question: { figure: 'data-quality', programme, place },
      query,
    });
  }

  private async show(
    request: Request,
    response: Response,
    { path, question, query }: Readonly<{ path: string; question: BoardQuestion; query: Asked }>,
  ): Promise<void> {
    const asked = await this.moments.asked(query['asOf'], query['knownAt']);
    const part = { limit: TRUSTS_SHOWN, after: textOf(query['after']) };
    const explained = await this.queries.execute(new ExplainBoard(question, asked.moment, part));
    if (explained === undefined) throw noSuchProgramme();
    const shown = { trusts: explained.trusts, ofOthers: 'nothing' } as const;
    const trusts = await partsShown(this.resources, request, shown);
    const isAttention = question.figure === 'attention';
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    const text = isAttention ? attentionText : qualityText;
    const view = explainedView(path, { asked, query, text, explained });
    const mayReadLog = can(actorOf(request), 'read-the-log') === 'allowed';
    const [row, result] = isAttention
      ? [attentionRow, attentionResult]
      : [qualityRow, qualityResult];
    this.views.send(response, 'explain/cohort.njk', {
      ...view,
      ...(await this.about(question, { at: asked.moment.asOf, entry: explained.entry })),
      ...(asked.errors.length === 0 && {
        result: result(explained),
        head: [
          words('Trust'),
          words('Included'),
          words('What was found'),
          words('Newest entry (last 30 days)'),
          numbers('Number of entries'),
        ],
        rows: trusts.map((trust) => row(trust, { eventsOf: view.eventsOf, mayReadLog })),
      }),
    });
  }

  /** Which trusts it is about, in words, and the pages between that of all programmes and this one. */
  private async about(
    question: BoardQuestion,
    { at, entry }: Readonly<{ at: IsoDate; entry: number }>,
  ) {
    const moment = { asOf: at, knownAt: { entry } };
    if (question.figure === 'data-quality') {
      const { programme } = question;
      const profile = await this.queries.execute(new ProgrammeProfile(programme, moment));
      const name = profile?.name ?? programme;
      const href = `/programmes/${programme}`;
      return {
        about: name,
        trail: [
          { href, text: name },
          { href: `${href}/data-quality`, text: 'Data quality' },
        ],
      };
    }
    const { organisation } = await readNames(this.queries, this.store, moment);
    return { about: cohortInWords(question.filter, { lens: 'as-was', organisation }) };
  }
}
