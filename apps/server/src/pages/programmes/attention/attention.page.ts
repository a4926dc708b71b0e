import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AttentionList, OwnersNamed, type AttentionAnswer, type AttentionItem } from '#read-models';
import { dayInWords } from '#vocabulary';
import { Requires } from '../../../api/who/requires.decorator.js';
import { dataLinks, explainHref } from '../../data-links.js';
import { poundsInWords } from '../../money-in-words.js';
import { capital } from '../../stages-in-words.js';
import { cell, numbers, unknown, words, type Cell, type Table } from '../../table-view.js';
import { attentionText } from '../../explain/explained-texts.js';
import { ProgrammeFrame, type ProgrammeOpened } from '../frame/programme-frame.js';
import { attentionHeadline, kindTitles, type Kind } from './attention-kinds.js';

/** What a board should ask its trusts about: overdue, slid right, silent, not validated. */
@ApiExcludeController()
@Controller('programmes/:programme/attention')
export class AttentionPage {
  constructor(
    private readonly frame: ProgrammeFrame,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Requires('read-entries')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const page = {
      here: 'attention',
      title: 'What needs attention',
      template: 'programmes/attention/attention.njk',
      compares: false,
    } as const;
    await this.frame.show(request, response, page, async (opened) => {
      const { now, filter, query, cohort } = opened;
      const answer = await this.queries.execute(new AttentionList(now, filter));
      return {
        ...attentionView(answer, opened, await this.titles(answer, opened)),
        worked: attentionText,
        explained: explainHref('attention/explain', query, cohort),
        data: [{ text: 'What needs attention', data: dataLinks('attention', query, cohort) }],
      };
    });
  }

  private async titles({ items }: AttentionAnswer, { now }: ProgrammeOpened): Promise<Titles> {
    const benefits = items.filter(({ kind }) => kind !== 'silent' && kind !== 'go-live-overdue');
    const named = await this.queries.execute(
      new OwnersNamed(
        now,
        benefits.map(({ subject }) => subject),
      ),
    );
    return new Map(named.map(({ owner, title }) => [owner, title]));
  }
}

/** What each benefit is called, by its reference. */
type Titles = ReadonlyMap<string, string>;

function attentionView(answer: AttentionAnswer, opened: ProgrammeOpened, titles: Titles) {
  const { items } = answer;
  const own = (kind: Kind) => items.filter((each) => each.kind === kind);
  return {
    headline: attentionHeadline(answer),
    sentences: kindTitles
      .filter(({ kind }) => own(kind).length > 0)
      .map(({ kind, title }) => `${title}: ${String(own(kind).length)}`),
    none: `On ${opened.asOf} nothing was overdue, delayed or waiting for validation, and every trust had recorded something in the last 30 days.`,
    tables: kindTitles.flatMap((of) => {
      const those = own(of.kind);
      return those.length === 0 ? [] : [tableOf(of, those, { ...opened, titles })];
    }),
  };
}

function tableOf(
  { title, since: sinceTitle, kind }: (typeof kindTitles)[number],
  items: readonly AttentionItem[],
  { query, trustHref, titles }: ProgrammeOpened & Readonly<{ titles: Titles }>,
): Table {
  // That value slid is all there is to say of it: the caption says so.
  const saysMore = kind !== 'slipped';
  const inMoney = items.some(({ pence }) => pence !== null);
  return {
    caption: title,
    columns: [
      words('Trust'),
      ...(kind === 'silent' ? [] : [words('What')]),
      ...(saysMore ? [words('Why')] : []),
      words(sinceTitle),
      ...(inMoney ? [numbers('Amount')] : []),
    ],
    rows: items.map(({ code, name, subject, says, since, pence }): readonly Cell[] => [
      { text: `${name} (${code})`, href: trustHref(code) },
      ...(kind === 'silent' ? [] : [subjectCell(kind, { code, subject, query, titles })]),
      ...(saysMore ? [cell(withoutTitle(says, titles.get(subject)))] : []),
      since === null ? unknown() : cell(dayInWords(since)),
      ...(inMoney ? [pence === null ? unknown('Not in money') : cell(poundsInWords(pence))] : []),
    ]),
  };
}

/** What it says of the benefit that is named in the cell before: "It was last measured …". */
function withoutTitle(says: string, title: string | undefined): string {
  const named = `“${title ?? ''}”`;
  if (!says.startsWith(named)) return says;
  const said = says.slice(named.length);
  return said.startsWith(': ') ? capital(said.slice(2)) : `It${said}`;
}

/** A benefit leads to its profile. */
const subjectCell = (
  kind: Kind,
  {
    code,
    subject,
    query,
    titles,
  }: Readonly<{ code: string; subject: string; query: string; titles: Titles }>,
): Cell =>
  kind === 'go-live-overdue'
    ? cell(subject)
    : {
        text: titles.get(subject) ?? subject,
        href: `/organisations/${code}/benefits/${subject}${query}`,
      };
