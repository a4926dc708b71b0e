import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { ReadYourWrites } from '#read-models';

/** How long a form waits for the read models to come up to the log. */
const MOMENT_MS = 250;

/** What forms read from. */
@Injectable()
export class FormSources {
  constructor(
    readonly queries: QueryBus,
    @Inject(EVENT_STORE) readonly store: EventStore,
    @Inject(ReadYourWrites) private readonly readModels: ReadYourWrites,
  ) {}

  /**
   * The position up to which all of it can be read now. Where the read models lag behind the log it is as far
   * as they have come, as forms show what they hold; an entry of a moment ago is waited for, so that nobody is
   * told of their own.
   */
  async readTo(): Promise<bigint> {
    const head = (await this.store.head())?.position ?? 0n;
    const isRead = head === 0n || (await this.readModels.waitFor(head, MOMENT_MS));
    return isRead ? head : this.readModels.lastPosition();
  }
}
