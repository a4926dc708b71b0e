import { Controller, Get, HttpStatus, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { EntriesPage, eventTypes } from '#read-models';
import { parseOdsCode, roles, type IsoDate } from '#vocabulary';
import { DAYS_TURNED } from '../../api/questions/log.questions.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { eventInWords } from '../events-in-words.js';
import { freshnessOf } from '../freshness.js';
import { dayIn, type MomentAsked } from '../moment-typed.js';
import { Moments } from '../moments.js';
import { rolesInWords } from '../sign-in/roles-in-words.js';
import { textOf } from '../typed-text.js';
import { Views } from '../views.js';
import { EntryRows } from './entry-rows.js';
import { questionOf } from './questions.js';

const ROWS_SHOWN = 25;
const UNKNOWN_CODE = 'Enter an ODS code that exists, like RXX';

type Typed = Readonly<Record<string, unknown>>;

/** The log, newest first, for those who read all of it. */
@ApiExcludeController()
@Controller('audit/events')
export class EventsPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly rows: EntryRows,
  ) {}

  @Get()
  @Requires('read-the-log')
  async show(@Res() response: Response, @Query() typed: Typed): Promise<void> {
    const asked = await this.moments.asked(undefined, typed['until']);
    const organisation = textOf(typed['organisation']);
    const code = parseOdsCode(organisation);
    const [from, to] = [dayAbout(typed['effectiveFrom']), dayAbout(typed['effectiveTo'])];
    const wrong = {
      organisation: organisation !== '' && code === undefined ? UNKNOWN_CODE : undefined,
      until: asked.fields.find(({ name }) => name === 'knownAt')?.error,
      effectiveFrom: from.error,
      effectiveTo: to.error ?? (isBefore(to.day, from.day) ? DAYS_TURNED : undefined),
    };
    const errors = Object.entries(wrong).flatMap(([name, text]) =>
      text === undefined ? [] : [{ text, href: `#${name}` }],
    );
    if (errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    const filters = {
      type: chosen(typed, 'type', eventTypes),
      role: chosen(typed, 'role', roles),
      organisation: code ?? '',
      effectiveFrom: from.day ?? '',
      effectiveTo: to.day ?? '',
      stream: textOf(typed['stream']),
      correlation: textOf(typed['correlation']),
    };
    this.views.send(response, 'audit/events.njk', {
      title: 'What was recorded',
      errors,
      wrong,
      filters,
      question: questionOf(textOf(typed['question']), filters.type),
      typed: {
        organisation,
        until: textOf(typed['until']),
        effectiveFrom: textOf(typed['effectiveFrom']),
        effectiveTo: textOf(typed['effectiveTo']),
      },
      types: options(eventTypes.toSorted(), filters.type, eventInWords),
      roles: options(roles, filters.role, (role) => rolesInWords[role].name),
      ...(errors.length > 0 ? {} : await this.list(filters, typed, asked)),
    });
  }

  private async list(
    filters: Readonly<Record<string, string>>,
    typed: Typed,
    { moment: { knownAt }, query }: MomentAsked,
  ) {
    const asked = Number(textOf(typed['before']));
    const before = Number.isSafeInteger(asked) && asked > 0 ? asked : undefined;
    const narrowed = Object.entries(filters).filter(([, value]) => value !== '');
    const answer = await this.queries.execute(
      new EntriesPage(
        {
          limit: ROWS_SHOWN,
          ...(before === undefined ? {} : { before }),
          // The entries known at a moment, the newest first: that is a jump to it.
          ...(knownAt === undefined ? {} : { knownAt }),
        },
        Object.fromEntries(narrowed),
      ),
    );
    const data = {
      ...Object.fromEntries(narrowed),
      ...(knownAt && { knownAt: new URLSearchParams(query).get('knownAt') ?? '' }),
    };
    const rows = await this.rows.of(answer.entries, { entry: answer.entry });
    const here = (changes: Readonly<Record<string, string>>) => addressOf(typed, changes);
    return {
      freshness: freshnessOf(answer),
      rows,
      isNarrowed: narrowed.length > 0 || knownAt !== undefined,
      newestIsAbout: rows[0] && beside(rows[0]),
      // Only the first page of all entries of a kind begins with the newest of them.
      showsNewest:
        before === undefined &&
        knownAt === undefined &&
        narrowed.every(([name]) => name === 'type'),
      newest:
        before === undefined ? undefined : { href: here({ before: '' }), text: 'Newest entries' },
      older:
        answer.next === null
          ? undefined
          : { href: here({ before: String(answer.next) }), text: 'Older entries' },
      removable: (['stream', 'correlation'] as const)
        .filter((name) => filters[name] !== '')
        .map((name) => ({
          name,
          text: removableWords[name],
          value: filters[name],
          href: here({ [name]: '', before: '' }),
        })),
      data: `/api/v1/events?${new URLSearchParams(data).toString()}`,
    };
  }
}

/** What the record of an entry is about, beside what it says: what that begins with is not said twice. */
function beside({ record, says }: Readonly<{ record: string; says: string | undefined }>): string {
  const [first = '', ...more] = record.split(', ');
  return more.length > 0 && says?.startsWith(first) === true ? more.join(', ') : record;
}

/** A day that entries are about, which may lie ahead: plans and promises do. */
function dayAbout(typed: unknown): Readonly<{ day?: IsoDate; error?: string }> {
  const text = textOf(typed);
  if (text === '') return {};
  const day = dayIn(text);
  return day === undefined ? { error: 'Enter a real date, like 31 July 2025' } : { day };
}

const isBefore = (one: IsoDate | undefined, other: IsoDate | undefined): boolean =>
  one !== undefined && other !== undefined && one < other;

const removableWords = { stream: 'record', correlation: 'request or import' } as const;

/** One of these words; anything else asks for all. */
const chosen = (typed: Typed, name: string, words: readonly string[]): string =>
  words.find((word) => word === textOf(typed[name])) ?? '';

const options = <Word extends string>(
  words: readonly Word[],
  selected: string,
  inWords: (word: Word) => string,
) => [
  { value: '', text: 'All', selected: selected === '' },
  ...words.map((value) => ({
    value,
    text: inWords(value),
    selected: value === selected,
  })),
];

/** The same page with some of its questions changed; what is empty is left out. */
function addressOf(typed: Typed, changes: Readonly<Record<string, string>>): string {
  const asked = { ...typed, ...changes };
  const given = Object.keys(asked)
    .map((name) => [name, textOf(asked[name])] as const)
    .filter(([, value]) => value !== '');
  const query = new URLSearchParams(Object.fromEntries(given));
  return `/audit/events?${query.toString()}`;
}
