import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { EVENT_STORE, type EventStore, type StoredEvent } from '#event-sourcing';
import { differencesBetween, factsAt, fieldsOf, type FactBasis, type StatedFact } from '#facts';
import { notFound } from '../../api/http/problem.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { effectiveInWords, instantInWords } from '../dates-in-words.js';
import { Views } from '../views.js';
import { eventInWords } from '../events-in-words.js';
import { uncapital } from '../stages-in-words.js';
import { streamHref } from './audit-links.js';
import { AuditNames, recordInWords } from './audit-names.js';
import { named } from './field-words.js';
import { folded } from './folded-fields.js';
import { read } from './stored-history.js';

/** Facts shown with all their fields; a page is to be read. */
const FACTS_SHOWN = 50;
const STEPS_SHOWN = 100;

/** A record as it stood after any of its events: step by step, with what each one changed. */
@ApiExcludeController()
@Controller('audit/streams/:stream')
export class StreamPage {
  constructor(
    private readonly views: Views,
    private readonly names: AuditNames,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-the-log')
  async show(
    @Res() response: Response,
    @Param('stream') stream: string,
    @Query('revision') typed: unknown,
  ): Promise<void> {
    const stored = await this.store.readStream(stream);
    const last = stored.length - 1;
    const event = stored[revisionIn(typed) ?? last];
    if (event === undefined) throw noSuchRecord(stream);
    const { revision } = event;
    const history = stored.map(read);
    const facts = factsAt(history, revision);
    const touched = facts.find((fact) => fact.revision === revision);
    const before = factsAt(history, revision - 1).find(({ factId }) => factId === touched?.factId);
    const told = await this.names.told(undefined, { streams: [stream] });
    this.views.send(response, 'audit/stream.njk', {
      title: recordInWords(stream, told),
      stream,
      step: revision + 1,
      steps: stored.length,
      recorded: instantInWords(event.recordedAt),
      type: uncapital(eventInWords(event.type)),
      ...stepsFrom(stored, revision),
      previous: revision > 0 ? streamHref(stream, revision - 1) : undefined,
      next: revision < last ? streamHref(stream, revision + 1) : undefined,
      changed: touched && {
        retracted: touched.retracted,
        fields:
          before === undefined ? undefined : named(differencesBetween(before.data, touched.data)),
      },
      facts: facts
        .toSorted((one, other) => other.revision - one.revision)
        .slice(0, FACTS_SHOWN)
        .map(factRow),
      left: Math.max(0, facts.length - FACTS_SHOWN),
      entriesHref: `/audit/events?stream=${encodeURIComponent(stream)}`,
    });
  }
}

function factRow({ factId, type, data, retracted, firstRevision, revision }: StatedFact) {
  const { effective } = data as Partial<FactBasis>;
  return {
    factId,
    type: eventInWords(type),
    day: effective && effectiveInWords(effective),
    state:
      retracted !== undefined
        ? 'withdrawn'
        : revision > firstRevision
          ? 'corrected'
          : 'as recorded',
    retracted,
    fields: folded(fieldsOf(data)),
  };
}

/** The steps around the one that is shown. */
function stepsFrom(stored: readonly StoredEvent[], revision: number) {
  const from = Math.max(0, Math.min(revision - STEPS_SHOWN / 2, stored.length - STEPS_SHOWN));
  const stepsShown = stored.slice(from, from + STEPS_SHOWN).map((event) => ({
    href: streamHref(event.stream, event.revision),
    step: event.revision + 1,
    type: eventInWords(event.type),
    recorded: instantInWords(event.recordedAt),
    isShown: event.revision === revision,
  }));
  return { stepsShown, stepsLeft: stored.length - stepsShown.length };
}

const revisionIn = (typed: unknown): number | undefined =>
  typeof typed === 'string' && /^\d{1,9}$/.test(typed) ? Number(typed) : undefined;

const noSuchRecord = (stream: string) =>
  notFound(`There is no record ${stream.slice(0, 80)}, or not so long a one.`, 'record-not-found');
