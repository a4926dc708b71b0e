import { Controller, Get, HttpStatus, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import type { FactKind } from '#facts';
import { TrustTimeline, type TimelineFact } from '#read-models';
import { parseOdsCode } from '#vocabulary';
import { milestoneKinds } from '../../api/milestone-kinds.js';
import { noSuchOrganisation } from '../../api/questions/question-desk.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { FormDoor } from '../forms/form-door.js';
import { freshnessOf } from '../freshness.js';
import { rowsShown } from '../layout/parts-shown.js';
import { Moments } from '../moments.js';
import { readNames } from '../names.js';
import { inThousands } from '../numbers-in-words.js';
import { capital } from '../stages-in-words.js';
import { withoutReasons } from '../trust/without-reasons.js';
import { Views } from '../views.js';
import { milestoneFormsFor } from './milestone-form-pages.js';
import { milestoneRow, statuses, statusOf } from './milestone-rows.js';
import { milestonesByQuarter } from './milestones-by-quarter.js';

/** What is recorded on the way of a trust to its EPR: planned, achieved, corrected, withdrawn. */
@ApiExcludeController()
@Controller('organisations/:ods/milestones')
export class MilestonesPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly door: FormDoor,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-public-facts')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('ods') ods: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const code = parseOdsCode(ods);
    const asked = await this.moments.asked(query['asOf'], query['knownAt']);
    const kinds = milestoneKinds;
    const answer =
      code && (await this.queries.execute(new TrustTimeline(code, asked.moment, { kinds })));
    if (code === undefined || !answer) throw noSuchOrganisation(ods);
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    const chosen = statuses.find((each) => each === query['status']);
    const years = yearsOf(answer.facts);
    const year = years.find((each) => each === query['year']);
    const mayReadAll = await this.door.mayOpen('read-entries', request);
    const names = await readNames(this.queries, this.store, {
      asOf: asked.moment.asOf,
      knownAt: { entry: answer.entry },
    });
    const shown = (fact: TimelineFact) =>
      milestoneRow(mayReadAll ? fact : withoutReasons(fact), names, { code, mayReadAll });
    const facts = answer.facts
      .filter((fact) => !chosen || statusOf(fact) === chosen)
      .filter((fact) => !year || yearOf(fact) === year);
    const { rows, pages } = rowsShown(facts, query, { anchor: 'milestones' });
    this.views.send(response, 'milestones/milestones.njk', {
      ...asked,
      title: 'Milestones and go-lives',
      code,
      organisation: answer.organisation.name,
      freshness: freshnessOf(answer),
      ...(asked.errors.length === 0 && {
        ...{ rows: rows.map(shown), pages },
        quarters: milestonesByQuarter(facts, answer.organisation.name),
      }),
      counted: countedInWords({ found: facts.length, all: answer.facts.length, ...pages }),
      years: [
        { value: '', text: 'All', selected: year === undefined },
        ...years.map((value) => ({
          value,
          text: value === BEFORE ? 'Before our records' : value,
          selected: value === year,
        })),
      ],
      statuses: [
        { value: '', text: 'All', selected: chosen === undefined },
        ...statuses.map((value) => ({
          value,
          text: capital(value),
          selected: value === chosen,
        })),
      ],
      forms: (await this.door.mayOpen('record-public-statement', request))
        ? milestoneFormsFor(kindsStanding(answer.facts))
        : [],
    });
  }
}

/** Of the day it is about; of a plan of the one on which it was made, as in the table. */
const yearOf = ({ effective: { latest, precision } }: TimelineFact): string =>
  precision === BEFORE ? BEFORE : latest.slice(0, 4);

/** What has been so since before our records is of no year. */
const BEFORE = 'before-records';

/** They come newest first, and so do the years. */
const yearsOf = (facts: readonly TimelineFact[]): readonly string[] => [
  ...new Set(facts.map(yearOf)),
];

function countedInWords({
  found,
  all,
  span,
}: Readonly<{ found: number; all: number; span?: string }>): string {
  const inAll = inThousands(all);
  if (span === undefined) return `${String(found)} of ${inAll} shown, newest first.`;
  const ofAll = found === all ? '' : `, of ${inAll} in all`;
  return `${span} shown${ofAll}, newest first.`;
}

const kindsStanding = (facts: readonly TimelineFact[]): ReadonlySet<FactKind> =>
  new Set(
    facts.filter(({ stands }) => stands).flatMap(({ values }) => values.map(({ kind }) => kind)),
  );
