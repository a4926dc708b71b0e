import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  EVENT_STORE,
  type AnyMessage,
  type EventStore,
  type ExpectedRevision,
} from '#event-sourcing';
import type { ReceiptBody } from '../../api/http/answer.js';
import { Entries } from '../../api/http/entries.js';
import { SAME_KEY_IN_FLIGHT } from '../../api/http/idempotency.js';
import { Problem } from '../../api/http/problem.js';
import { CommandDesk } from '../../api/records/command-desk.js';
import { addressOf, errandOf } from '../../api/records/collections.js';
import { clientOf } from '../../api/who/actor.js';
import { actorOf } from '../../api/who/who.guard.js';
import { readNames } from '../names.js';
import { recordedSince } from './changed-since.js';
import { entriesOf, placeOfEntry, READ_TO, shaped, standingAt, streamOf } from './form-entry.js';
import { eventInTheWay } from './in-the-way.js';
import type { Visit } from './form-views.js';
import type { Doubt, Entry, Stated } from './form.js';

/** An entry, by its number, and what it states. */
type InTheWay = Readonly<{ number: number; stated: Stated }>;

const TRIES = 50;
const BETWEEN_MS = 100;

/** Hands in what a form has gathered: the command the API would give, through the same shape and desk. */
@Injectable()
export class FormHand {
  constructor(
    private readonly commands: CommandDesk,
    private readonly queries: QueryBus,
    private readonly entries: Entries,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** What to look at again before it is handed in. */
  async doubt<Known>({ form, about }: Visit<Known>): Promise<Doubt | undefined> {
    return form.doubt?.(about, this.queries);
  }

  /** What was recorded since the record was read, by whomever. */
  async since<Known>(visit: Visit<Known>) {
    const names = await readNames(this.queries, this.store, { asOf: visit.today });
    const client = clientOf(actorOf(visit.request));
    return recordedSince(await this.store.readStream(streamOf(visit)), { ...visit, client }, names);
  }

  /** The revision that its record had when it was read; undefined where what came since does no harm. */
  private async revisionRead<Known>(visit: Visit<Known>): Promise<ExpectedRevision | undefined> {
    const readTo = visit.about.answers[READ_TO];
    if (readTo === undefined) return undefined;
    const history = await this.store.readStream(streamOf(visit));
    const read = history.filter(({ position }) => position <= BigInt(readTo));
    return read.at(-1)?.revision ?? 'no-stream';
  }

  /** The entry that stands where this one would, by its number, and what it states, where it is known. */
  async inTheWay<Known>(visit: Visit<Known>): Promise<InTheWay | undefined> {
    const entry = visit.form.entry(visit.about);
    const history = await this.store.readStream(streamOf(visit));
    const found = eventInTheWay(history, { ...visit, entry });
    const number = found && this.entries.at(found.event.position);
    return number === undefined ? undefined : { number, stated: found?.stated ?? {} };
  }

  /**
   * A button pressed twice is answered twice with the one receipt: the second waits for the first. What came
   * meanwhile and is about something else is passed over; of the same thing it answers 412.
   */
  async in<Known>(visit: Visit<Known>, isDryRun: boolean): Promise<ReceiptBody> {
    let readOn = visit;
    for (let tries = 1; ; tries++) {
      try {
        return await this.once(readOn, isDryRun);
      } catch (problem) {
        if (!(problem instanceof Problem) || tries === TRIES) throw problem;
        if (problem.code === SAME_KEY_IN_FLIGHT) await pause(BETWEEN_MS);
        else if (problem.status === 412) readOn = await this.pastOthers(readOn, problem);
        else throw problem;
      }
    }
  }

  private async pastOthers<Known>(visit: Visit<Known>, problem: Problem): Promise<Visit<Known>> {
    const { since, readTo } = await this.since(visit);
    if (since.length > 0) throw problem;
    const { about } = visit;
    return { ...visit, about: { ...about, answers: { ...about.answers, [READ_TO]: readTo } } };
  }

  /** Of several entries each is asked about before the first is recorded, by the check of the answers. */
  private async once<Known>(visit: Visit<Known>, isDryRun: boolean): Promise<ReceiptBody> {
    const [first, ...more] = entriesOf(visit.form, visit.about);
    const receipt = await this.one(visit, first, { key: `form-${visit.draft}`, isDryRun });
    const events = [...receipt.events];
    for (const [index, entry] of more.entries()) {
      const key = `form-${visit.draft}-${String(index + 2)}`;
      events.push(...(await this.one(visit, entry, { key, isDryRun })).events);
    }
    return { ...receipt, events };
  }

  private async one<Known>(
    visit: Visit<Known>,
    entry: Entry,
    handing: Readonly<{ key: string; isDryRun: boolean }>,
  ): Promise<ReceiptBody> {
    const { code, mending, request, response } = visit;
    const { context, collection, body, act } = entry;
    const { dto, errors } = await shaped(entry);
    if (errors.length > 0) throw new Problem(400, 'wrong-fields', '', { errors });
    const factId = mending?.factId;
    const given = { record: [code], correct: [code, factId], withdraw: [factId] };
    const command = dto.toCommand(...given[act]);
    const place = placeOfEntry(
      { ...entry, subject: entry.subject ?? subjectOf(entry, command) },
      code,
    );
    const ifRevision = await this.revisionRead(visit);
    try {
      return await this.commands.take({
        request,
        response,
        ...errandOf({ context, collection, place }, { command, ifRevision }, this.queries),
        location: (id) => addressOf(context, collection, place, factId ?? id),
        form: { ...handing, body },
      });
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.more.errors === undefined) throw problem;
      const { status, code: why, detail, more } = problem;
      const errors = standingAt(entry, more.errors ?? []);
      throw new Problem(status, why, detail, { ...more, errors });
    }
  }
}

/** As the API has it, the order itself says in which record it stands. */
const subjectOf = ({ collection }: Entry, { data }: AnyMessage): string | undefined =>
  collection.subject === undefined
    ? undefined
    : (data as Readonly<Record<string, string | undefined>>)[collection.subject];
