import { Controller, Get, HttpStatus, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ProgrammeProfile, ProgrammesOn, type Moment, type ProgrammeListed } from '#read-models';
import type { Actor } from '../../../api/who/actor.js';
import { can } from '../../../api/who/policy.js';
import { Requires } from '../../../api/who/requires.decorator.js';
import { actorOf } from '../../../api/who/who.guard.js';
import { Configuration } from '../../../configuration.js';
import { dataLinks } from '../../data-links.js';
import { freshnessOf } from '../../freshness.js';
import { Moments } from '../../moments.js';
import { Views } from '../../views.js';
import { programmeHref } from '../frame/programme-pages.js';
import { cohortsInWords, newestStatements, targetsStated } from '../frame/programme-words.js';

const STATEMENTS_SHOWN = 3;

/** The programmes there are: what they promised, to whom, and what was said of them. */
@ApiExcludeController()
@Controller('programmes')
export class ProgrammesPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly configuration: Configuration,
  ) {}

  @Get()
  @Requires('read-public-facts')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Query() { asOf, knownAt }: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const asked = await this.moments.asked(asOf, knownAt);
    const isWrong = asked.errors.length > 0;
    if (isWrong) response.status(HttpStatus.BAD_REQUEST);
    this.views.send(response, 'programmes/home/programmes.njk', {
      ...asked,
      title: 'Programmes',
      ...(isWrong ? {} : await this.list(asked.moment, asked.query, actorOf(request))),
    });
  }

  private async list(moment: Moment, query: string, actor: Actor) {
    const real = await this.queries.execute(new ProgrammesOn(moment));
    const at = { asOf: moment.asOf, knownAt: { entry: real.entry } };
    const fictional = await this.queries.execute(new ProgrammesOn(at, true));
    const listed = [...real.programmes, ...fictional.programmes];
    return {
      freshness: freshnessOf(real),
      programmes: await Promise.all(
        listed.map(async (each) => ({
          ...(await this.summary(each, at, query)),
          mayOpen: this.mayOpen(actor, each),
        })),
      ),
      data: [
        { of: 'Programmes', ...dataLinks('programmes', query) },
        ...(fictional.programmes.length === 0
          ? []
          : [
              {
                of: 'Demonstration programmes',
                ...dataLinks('programmes', query, { programme: 'demonstration' }),
              },
            ]),
      ],
    };
  }

  /** What a programme promised is public; where its trusts stand may not be. */
  private mayOpen(actor: Actor, { demonstration }: ProgrammeListed): boolean {
    const { opensDemonstration: demonstrationOpen } = this.configuration;
    const asked = { demonstration, demonstrationOpen };
    return can(actor, 'read-stages-and-gaps', asked) === 'allowed';
  }

  private async summary({ programme, ...listed }: ProgrammeListed, at: Moment, query: string) {
    const profile = await this.queries.execute(new ProgrammeProfile(programme, at));
    return {
      ...listed,
      href: `${programmeHref(programme, '')}${query}`,
      targetsHref: `${programmeHref(programme, 'targets')}${query}`,
      areas: listed.scopeAreas.join(', '),
      ...(profile && {
        targets: targetsStated(profile),
        counted: cohortsInWords(profile),
        said: newestStatements(profile, STATEMENTS_SHOWN),
        statements: profile.statements.length,
      }),
      data: {
        targets: dataLinks(`programmes/${programme}/targets`, query).csv,
        statements: dataLinks(`programmes/${programme}/statements`, query).csv,
      },
    };
  }
}
