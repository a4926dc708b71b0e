import { Controller, Get, Inject, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { EntriesSample, type EntryListed } from '#read-models';
import { Requires } from '../../api/who/requires.decorator.js';
import { freshnessOf } from '../freshness.js';
import { inThousands } from '../numbers-in-words.js';
import { Views } from '../views.js';
import { eventInWords } from '../events-in-words.js';
import { eventHref } from './audit-links.js';

/** Entries that are looked up in the store each time; another choice every time the log has grown. */
const LOOKED_UP = 100;

/** What the store's own checks say of the log, and what they do and do not prove. */
@ApiExcludeController()
@Controller('audit/integrity')
export class IntegrityPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-the-log')
  async show(@Res() response: Response): Promise<void> {
    const head = await this.store.head();
    const drawn = await this.queries.execute(
      new EntriesSample({ seed: head?.id ?? 'none', size: LOOKED_UP }),
    );
    const differing = await this.differing(drawn.entries);
    const missing = Math.min(LOOKED_UP, drawn.entry) - drawn.entries.length;
    this.views.send(response, 'audit/integrity.njk', {
      title: 'Has history been altered?',
      freshness: freshnessOf(drawn),
      lookedUp:
        drawn.entries.length === drawn.entry
          ? `All ${inThousands(drawn.entry)} entries`
          : `${inThousands(drawn.entries.length)} of ${inThousands(drawn.entry)} entries, chosen at random,`,
      missing,
      differing: differing.map(({ entry, type, stream }) => ({
        href: eventHref(entry),
        text: `Entry ${inThousands(entry)}: ${eventInWords(type)}, in ${stream}`,
      })),
    });
  }

  /** Those that the store holds otherwise than they were read, or not at all. */
  private async differing(entries: readonly EntryListed[]): Promise<readonly EntryListed[]> {
    const found = await Promise.all(
      entries.map(async (listed) => {
        const stored = await this.store.at(BigInt(listed.position));
        const { eventId: id, type, stream, recordedAt } = listed;
        const isSame =
          stored?.id === id &&
          stored.type === type &&
          stored.stream === stream &&
          // Listed is the running maximum, which a clock that was held back lags behind.
          stored.recordedAt <= new Date(recordedAt).toISOString();
        return isSame ? [] : [listed];
      }),
    );
    return found.flat();
  }
}
