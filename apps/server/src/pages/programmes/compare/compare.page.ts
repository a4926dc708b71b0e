import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ProgrammeComparison, type ComparisonAnswer, type FigureMoved } from '#read-models';
import { Entries } from '../../../api/http/entries.js';
import { notFound } from '../../../api/http/problem.js';
import { can } from '../../../api/who/policy.js';
import { actorOf } from '../../../api/who/who.guard.js';
import { Requires } from '../../../api/who/requires.decorator.js';
import { dataLinks } from '../../data-links.js';
import { rowsShown, TALL_ROWS_SHOWN } from '../../layout/parts-shown.js';
import { knownAtAsked, written } from '../../moment-typed.js';
import { readNames } from '../../names.js';
import { textOf } from '../../typed-text.js';
import { programmeHref } from '../frame/programme-pages.js';
import { ProgrammeFrame, type ProgrammeOpened } from '../frame/programme-frame.js';
import { eprTargets } from './epr-counted.js';
import { movedTable, movedInWords } from './moved-rows.js';
import { standingsView } from './standings-view.js';

const page = {
  here: 'compare',
  title: 'Compare two dates',
  template: 'programmes/compare/compare.njk',
  isAboutDays: true,
} as const;

/** Two days of a programme side by side: what moved, apart from what was only recorded later. */
@ApiExcludeController()
@Controller('programmes/:programme/compare')
export class ComparePage {
  constructor(
    private readonly queries: QueryBus,
    private readonly frame: ProgrammeFrame,
    private readonly entries: Entries,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-stages-and-gaps')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.frame.show(request, response, page, (opened) => this.content(opened));
  }

  private async content(opened: ProgrammeOpened) {
    const { request, profile, now, before } = opened;
    const typed = textOf(request.query['withKnownAt']);
    const { knownAt, text, error } = knownAtAsked(typed, await this.entries.present());
    if (error !== undefined) return this.refused(opened, error);
    const earlier = { asOf: before.asOf, knownAt };
    const answer = await this.queries.execute(
      new ProgrammeComparison(profile.programme, now, earlier),
    );
    if (answer === undefined) throw notFound();
    if (answer === 'known-later') return this.refused(opened, LATER);
    return {
      ...this.control(opened),
      ...standingsView(answer, { ...opened, withTold: text !== '' }),
      eprTargets: eprTargets(profile, opened.pageQuery),
      thenHref: text === '' ? this.thenHref(opened) : undefined,
      rows: await this.rows(answer, opened, text),
    };
  }

  /** What the earlier day is told by, as typed; the days themselves are in the frame. */
  private control({ request, since }: ProgrammeOpened, error?: string) {
    return {
      moreFields: [
        {
          name: 'withKnownAt',
          label: `Show ${since} as it was known on`,
          hint: 'A day, like 1 September 2025, or the number of an entry. Leave empty for the end of that day.',
          value: written(textOf(request.query['withKnownAt'])),
          error,
        },
      ],
    };
  }

  private refused(opened: ProgrammeOpened, error: string) {
    return { ...this.control(opened, error), errors: [{ text: error, href: '#withKnownAt' }] };
  }

  /** The same page with what was known on the earlier day itself beside it. */
  private thenHref({ profile, now, before, pageQuery }: ProgrammeOpened): string {
    const query = new URLSearchParams(pageQuery);
    query.set('asOf', now.asOf);
    query.set('with', before.asOf);
    query.set('withKnownAt', before.asOf);
    return `${programmeHref(profile.programme, page.here)}?${query.toString()}`;
  }

  private async rows(answer: ComparisonAnswer, opened: ProgrammeOpened, withKnownAt: string) {
    const { request, profile, before, query, reader } = opened;
    const mayReadLog = can(actorOf(request), 'read-the-log') === 'allowed';
    const seen = ({ aspect, code }: FigureMoved) => aspect === 'target' || reader.mayRead(code);
    const lists = {
      happened: answer.happened.filter(seen),
      learned: answer.learned.filter(seen),
    };
    const names = await readNames(this.queries, this.store, opened.now);
    const view = (how: keyof typeof lists) => {
      const list = { parameter: how, anchor: how, shown: TALL_ROWS_SHOWN };
      const { rows, pages } = rowsShown(lists[how], request.query, list);
      return {
        says: movedInWords(lists[how]),
        table:
          rows.length === 0
            ? undefined
            : movedTable(how, rows, { answer, opened, mayReadLog, names }),
        pages,
      };
    };
    const asked = { with: before.asOf, ...(withKnownAt === '' ? {} : { withKnownAt }) };
    const path = `programmes/${profile.programme}/comparison`;
    return {
      happened: view('happened'),
      learned: view('learned'),
      ofRemit: !reader.readsAll,
      data: reader.readsAll ? [{ text: 'All changes', data: dataLinks(path, query, asked) }] : [],
    };
  }
}

const LATER = 'What is compared with cannot be known later than “Include entries recorded up to”';
