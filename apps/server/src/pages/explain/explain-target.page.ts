import { Controller, Get, HttpStatus, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { FactKind } from '#facts';
import { ExplainTarget, ProgrammeProfile, TargetTrusts, type TargetFigure } from '#read-models';
import { parsePartId, parseProgrammeId } from '#vocabulary';
import { partsShown } from '../../api/questions/explained-parts.js';
import { can } from '../../api/who/policy.js';
import { publicKinds } from '../../api/who/public-kinds.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { Resources } from '../../api/who/resources.js';
import { actorOf } from '../../api/who/who.guard.js';
import { Moments } from '../moments.js';
import { noSuchProgramme, noSuchTarget } from '../not-there.js';
import { textOf } from '../typed-text.js';
import { Views } from '../views.js';
import { explainedView } from './explained-view.js';
import { entriesOfAll, targetHead, targetResult, targetRow } from './target-rows.js';
import { targetText } from './target-texts.js';

type Asked = Readonly<Record<string, unknown>>;

const TRUSTS_SHOWN = 10;
const PUBLIC: ReadonlySet<FactKind> = new Set(publicKinds);

/** The last part but one of an address, and the figure of a target that it explains. */
const paths = {
  coverage: 'trusts',
  forecast: 'forecast',
  course: 'course',
} as const satisfies Readonly<Record<TargetFigure, string>>;

/** How the figures of a target are worked out: formula, the part of each trust, and the events. */
@ApiExcludeController()
@Controller('programmes/:programme/targets/:target')
export class ExplainTargetPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly resources: Resources,
  ) {}

  @Get('trusts/explain')
  @Requires('read-stages-and-gaps')
  coverage(
    @Req() request: Request,
    @Res() response: Response,
    @Query() query: Asked,
  ): Promise<void> {
    return this.show(request, response, { figure: 'coverage', query });
  }

  @Get('forecast/explain')
  @Requires('read-stages-and-gaps')
  forecast(
    @Req() request: Request,
    @Res() response: Response,
    @Query() query: Asked,
  ): Promise<void> {
    return this.show(request, response, { figure: 'forecast', query });
  }

  @Get('course/explain')
  @Requires('read-stages-and-gaps')
  course(@Req() request: Request, @Res() response: Response, @Query() query: Asked): Promise<void> {
    return this.show(request, response, { figure: 'course', query });
  }

  private async show(
    request: Request,
    response: Response,
    { figure, query }: Readonly<{ figure: TargetFigure; query: Asked }>,
  ): Promise<void> {
    const { programme, target } = namedIn(request);
    const asked = await this.moments.asked(query['asOf'], query['knownAt']);
    const part = { limit: TRUSTS_SHOWN, after: textOf(query['after']), counted: PUBLIC };
    const named = { programme, target };
    const explained = await this.queries.execute(
      new ExplainTarget(figure, named, asked.moment, part),
    );
    const home = `/programmes/${programme}`;
    if (explained === undefined) throw noSuchTarget(`${home}/targets`);
    const at = { ...asked.moment, knownAt: { entry: explained.entry } };
    const { name, metric } = await this.namesOf(named, at);
    const held =
      figure === 'forecast'
        ? await this.queries.execute(new TargetTrusts(programme, target, at))
        : undefined;
    const shown = { trusts: explained.trusts, ofOthers: 'inputs and public events' } as const;
    const trusts = await partsShown(this.resources, request, shown);
    const isWrong = asked.errors.length > 0;
    if (isWrong) response.status(HttpStatus.BAD_REQUEST);
    const text = targetText(figure, metric);
    const path = `programmes/${programme}/targets/${target}`;
    const view = explainedView(`${path}/${paths[figure]}`, { asked, query: {}, text, explained });
    this.views.send(response, 'explain/cohort.njk', {
      ...view,
      about: name,
      trail: [
        { href: home, text: name },
        { href: `${home}/targets`, text: 'Targets' },
        { href: `/${path}${asked.query}`, text: metric },
      ],
      ...(!isWrong && {
        result: targetResult(explained),
        head: targetHead(figure),
        rows: trusts.map((trust) =>
          targetRow(trust, { figure, eventsOf: view.eventsOf, held: held?.trusts ?? [] }),
        ),
        ofAll: entriesOfAll(explained.events, can(actorOf(request), 'read-the-log') === 'allowed'),
      }),
    });
  }

  /** What the programme and the target were called then. */
  private async namesOf(
    { programme, target }: ReturnType<typeof namedIn>,
    at: ConstructorParameters<typeof ProgrammeProfile>[1],
  ) {
    const profile = await this.queries.execute(new ProgrammeProfile(programme, at));
    const stated = profile?.targets.findLast((each) => each.target === target);
    return { name: profile?.name ?? programme, metric: stated?.metric ?? target };
  }
}

function namedIn({ params }: Request) {
  const programme = parseProgrammeId(String(params['programme']));
  if (programme === undefined) throw noSuchProgramme();
  const target = parsePartId(String(params['target']));
  if (target === undefined) throw noSuchTarget(`/programmes/${programme}/targets`);
  return { programme, target };
}
