import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { EVENT_STORE, type EventStore, type StoredEvent } from '#event-sourcing';
import { differencesBetween, factsAt, fieldsOf, type FactBasis } from '#facts';
import { EntryRead, type EntryListed } from '#read-models';
import { notFound } from '../../api/http/problem.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { instantInWords, whenInWords } from '../dates-in-words.js';
import { eventInWords } from '../events-in-words.js';
import { inThousands } from '../numbers-in-words.js';
import { uncapital } from '../stages-in-words.js';
import { factInWords } from '../trust/fact-in-words.js';
import { Views } from '../views.js';
import { byWhom } from '../who-in-words.js';
import { eventHref, streamHref, streamsOf } from './audit-links.js';
import { AuditNames, recordInWords, type Told } from './audit-names.js';
import { named, namedBeside } from './field-words.js';
import { folded } from './folded-fields.js';
import { read } from './stored-history.js';

/** One entry field by field, as its bytes stand in the store, with what led to it and what came of it. */
@ApiExcludeController()
@Controller('audit/events/:entry')
export class EventPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly names: AuditNames,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-the-log')
  async show(@Res() response: Response, @Param('entry') typed: string): Promise<void> {
    const number = /^\d{1,15}$/.test(typed) ? Number(typed) : undefined;
    const answer =
      number === undefined ? undefined : await this.queries.execute(new EntryRead(number));
    if (answer === undefined) throw noSuchEntry(typed);
    const { listed, says, together, firstStated, mendings } = answer;
    const event = await this.store.at(BigInt(listed.position));
    if (event?.id !== listed.eventId) throw noSuchEntry(typed);
    const { revision, metadata } = event;
    const data: unknown = JSON.parse(event.data);
    const named = [
      listed,
      ...together,
      ...mendings,
      ...(firstStated === null ? [] : [firstStated]),
    ];
    const told = await this.names.told(
      { entry: answer.entry },
      { streams: streamsOf(named), owners: says.map(({ owner }) => owner) },
    );
    const title = `Entry ${inThousands(listed.entry)}: ${uncapital(eventInWords(listed.type))}`;
    this.views.send(response, 'audit/event.njk', {
      title,
      listed,
      recorded: instantInWords(listed.recordedAt),
      by: byWhom(listed, told.names),
      step: revision + 1,
      record: recordInWords(listed.stream, told),
      streamHref: streamHref(listed.stream, revision),
      when: effectiveIn(data),
      says: says
        .slice(0, MOST_SAID)
        .map((fact) => factInWords(fact, told.owners.namesFor(fact.owner))),
      saysMore: Math.max(0, says.length - MOST_SAID),
      about: aboutOf(says, told),
      tookBack: listed.type === 'FactRetracted',
      standing: standingOf(event, listed),
      fields: folded(fieldsOf(data)),
      metadata: namedBeside(fieldsOf(JSON.parse(metadata))),
      changed: await this.changedBy(event),
      firstStated: firstStated === null ? undefined : linkTo(firstStated, told),
      mended: mendings.map((each) => linkTo(each, told)),
      together: together.map((each) => ({
        ...linkTo(each, told),
        ...besideOf(listed, each, told),
      })),
      togetherHref: `/audit/events?correlation=${encodeURIComponent(listed.correlation)}`,
      previous: listed.entry > 1 ? eventHref(listed.entry - 1) : undefined,
      next: answer.entry > listed.entry ? eventHref(listed.entry + 1) : undefined,
    });
  }

  /** Of a correction: the fields that it changed. */
  private async changedBy({ type, stream, revision }: StoredEvent) {
    if (type !== 'FactCorrected') return undefined;
    const history = (await this.store.readStream(stream)).map(read);
    const now = factsAt(history, revision).find((fact) => fact.revision === revision);
    const before = factsAt(history, revision - 1).find((fact) => fact.factId === now?.factId);
    return before === undefined ? undefined : named(differencesBetween(before.data, now?.data));
  }
}

/** An entry about every site of a trust says a great deal; its fields are all there. */
const MOST_SAID = 20;

/** The benefit, evidence or programme that an entry is about, by its page. */
function aboutOf(says: readonly Readonly<{ owner: string }>[], { owners }: Told) {
  return [...new Set(says.map(({ owner }) => owner))].flatMap((owner) => {
    const href = owners.href(owner);
    return href === undefined ? [] : [{ href, text: owners.title(owner) }];
  });
}

/** What names an entry, now and in any copy of the log. */
const standingOf = (
  { id, type, position, recordedAt, revision }: StoredEvent,
  listed: EntryListed,
) =>
  namedBeside(
    fieldsOf({
      type,
      eventId: id,
      entry: listed.entry,
      position: String(position),
      stream: listed.stream,
      revision,
      recordedAt,
    }),
  );

/** When what it states was so; of a correction, what it states now. */
function effectiveIn(data: unknown): string | undefined {
  const { effective, fact } = data as Partial<FactBasis & { fact: { data: Partial<FactBasis> } }>;
  const day = effective ?? fact?.data.effective;
  return day && whenInWords(day);
}

const linkTo = (listed: EntryListed, told: Told) => ({
  href: eventHref(listed.entry),
  text: `Entry ${inThousands(listed.entry)}: ${eventInWords(listed.type)}, ${recordInWords(listed.stream, told)}`,
  detail: `${instantInWords(listed.recordedAt)}, by ${byWhom(listed, told.names)}${listed.reason === null ? '' : `: ${listed.reason}`}`,
});

/** Of what was recorded together with an entry, only what is not the same of both. */
const besideOf = (listed: EntryListed, other: EntryListed, told: Told) => ({
  text:
    other.stream === listed.stream
      ? `Entry ${inThousands(other.entry)}: ${eventInWords(other.type)}`
      : linkTo(other, told).text,
  detail: other.recordedAt === listed.recordedAt ? undefined : instantInWords(other.recordedAt),
});

const noSuchEntry = (typed: string) =>
  notFound(`There is no entry ${typed.slice(0, 20)} in the log.`, 'entry-not-found', {
    href: '/audit/events',
    text: 'See all entries',
  });
