import { Inject, Injectable } from '@nestjs/common';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ReadYourWrites } from '#read-models';
import { londonDay } from '#vocabulary';
import { Configuration } from '../../configuration.js';
import type { Present } from './moment.js';

/** How entries are numbered: as the store's own positions, or by the projector that counts them. */
@Injectable()
export class Entries {
  constructor(
    private readonly configuration: Configuration,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(ReadYourWrites) private readonly readModels: ReadYourWrites,
  ) {}

  /** The entry at a position; undefined where only the projector can tell, after it has read it. */
  at(position: bigint): number | undefined {
    return this.configuration.positions === 'gapless' ? Number(position) : undefined;
  }

  /** Up to where anything is known. */
  async present(): Promise<Present> {
    const [now, head] = await Promise.all([this.store.now(), this.store.head()]);
    const position = head?.position ?? 0n;
    const lastEntry = this.at(position) ?? (await this.readModels.lastEntry());
    return { now, today: londonDay(now), head: position, lastEntry };
  }
}
