import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { EVENT_STORE, type AnyMessage, type EventStore } from '#event-sourcing';
import type { ReceiptBody } from '../../api/http/answer.js';
import { Entries } from '../../api/http/entries.js';
import { SAME_KEY_IN_FLIGHT } from '../../api/http/idempotency.js';
import { Problem } from '../../api/http/problem.js';
import { CommandDesk } from '../../api/records/command-desk.js';
import { addressOf, errandOf } from '../../api/records/collections.js';
import { readNames } from '../names.js';
import { recordedSince } from './changed-since.js';
import { entriesOf, placeOfEntry, REVISION, shaped, standingAt, streamOf } from './form-entry.js';
import { eventInTheWay } from './in-the-way.js';
import type { Visit } from './form-views.js';
import type { Doubt, Entry } from './form.js';

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

  /** What others recorded since the record was read. */
  async since<Known>(visit: Visit<Known>) {
    const names = await readNames(this.queries, this.store, { asOf: visit.today });
    return recordedSince(await this.store.readStream(streamOf(visit)), visit, names);
  }

  /** The number of the entry that a refusal says to correct instead, where it is known. */
  async inTheWay<Known>(visit: Visit<Known>, code: string): Promise<number | undefined> {
    const entry = visit.form.entry(visit.about);
    const history = await this.store.readStream(streamOf(visit));
    const found = eventInTheWay(code, history, { ...visit, entry });
    return found && this.entries.at(found.position);
  }

  /** A button pressed twice is answered twice with the one receipt: the second waits for the first. */
  async in<Known>(visit: Visit<Known>, isDryRun: boolean): Promise<ReceiptBody> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.once(visit, isDryRun);
      } catch (problem) {
        const passes = problem instanceof Problem && problem.code === SAME_KEY_IN_FLIGHT;
        if (!passes || tries === TRIES) throw problem;
        await pause(BETWEEN_MS);
      }
    }
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
    const { about, code, mending, request, response } = visit;
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
    const seen = about.answers[REVISION];
    const ifRevision = seen === undefined ? undefined : Number(seen);
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
