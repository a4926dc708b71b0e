import { Controller, Get, HttpStatus, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { EntriesPage, eventTypes } from '#read-models';
import { parseOdsCode, roles, type IsoDate } from '#vocabulary';
import { Requires } from '../../api/who/requires.decorator.js';
import { eventInWords } from '../events-in-words.js';
import { freshnessOf } from '../freshness.js';
import { dayTyped } from '../moment-typed.js';
import { Moments } from '../moments.js';
import { rolesInWords } from '../sign-in/roles-in-words.js';
import { textOf } from '../typed-text.js';
import { Views } from '../views.js';
import { entryRow, streamsOf } from './audit-links.js';
import { AuditNames } from './audit-names.js';

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
    private readonly names: AuditNames,
  ) {}

  @Get()
  @Requires('read-the-log')
  async show(@Res() response: Response, @Query() typed: Typed): Promise<void> {
    const { today } = await this.moments.asked(undefined, undefined);
    const day = textOf(typed['until']);
    const until = day === '' ? undefined : dayTyped(day, today);
    const organisation = textOf(typed['organisation']);
    const code = parseOdsCode(organisation);
    const wrong = {
      organisation: organisation !== '' && code === undefined ? UNKNOWN_CODE : undefined,
      until: until?.error,
    };
    const errors = Object.entries(wrong).flatMap(([name, text]) =>
      text === undefined ? [] : [{ text, href: `#${name}` }],
    );
    if (errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    const filters = {
      type: chosen(typed, 'type', eventTypes),
      role: chosen(typed, 'role', roles),
      organisation: code ?? '',
      stream: textOf(typed['stream']),
      correlation: textOf(typed['correlation']),
    };
    this.views.send(response, 'audit/events.njk', {
      title: 'What was recorded',
      errors,
      wrong,
      filters,
      typed: { organisation, until: day },
      types: options(eventTypes.toSorted(), filters.type, eventInWords),
      roles: options(roles, filters.role, (role) => rolesInWords[role].name),
      ...(errors.length > 0 ? {} : await this.list(filters, typed, until?.day)),
    });
  }

  private async list(
    filters: Readonly<Record<string, string>>,
    typed: Typed,
    until: IsoDate | undefined,
  ) {
    const before = Number(textOf(typed['before']));
    const narrowed = Object.entries(filters).filter(([, value]) => value !== '');
    const answer = await this.queries.execute(
      new EntriesPage(
        {
          limit: ROWS_SHOWN,
          ...(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
          // The entries known at the end of a day, the newest first: that is a jump to it.
          ...(until === undefined ? {} : { knownAt: { day: until } }),
        },
        Object.fromEntries(narrowed),
      ),
    );
    const told = await this.names.told(
      { entry: answer.entry },
      { streams: streamsOf(answer.entries) },
    );
    const data = { ...Object.fromEntries(narrowed), ...(until && { knownAt: until }) };
    const here = (changes: Readonly<Record<string, string>>) => addressOf(typed, changes);
    return {
      freshness: freshnessOf(answer),
      rows: answer.entries.map((each) => entryRow(each, told)),
      newest: before > 0 ? { href: here({ before: '' }), text: 'Newest entries' } : undefined,
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
