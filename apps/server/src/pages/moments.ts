import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { KnowledgeAt } from '#read-models';
import { londonDay } from '#vocabulary';
import { Entries } from '../api/http/entries.js';
import { momentAsked, type DayOfEntry, type MomentAsked } from './moment-typed.js';

/** Reads the two clocks of a page's address against the clock of the store and its entries. */
@Injectable()
export class Moments {
  constructor(
    private readonly queries: QueryBus,
    private readonly entries: Entries,
  ) {}

  async asked(asOfTyped: unknown, knownAtTyped: unknown): Promise<MomentAsked> {
    return momentAsked(asOfTyped, knownAtTyped, await this.entries.present(), this.dayOfEntry);
  }

  private readonly dayOfEntry: DayOfEntry = async (entry) => {
    const { recordedAt } = await this.queries.execute(new KnowledgeAt({ entry }));
    return recordedAt === null ? undefined : londonDay(recordedAt);
  };
}
