import { Module, type DynamicModule } from '@nestjs/common';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { LAST_ENTRY, type LastEntry } from '#programmes';
import { ReadYourWrites } from '#read-models';
import type { Configuration } from '../../configuration.js';

/** Tells contexts which entry is the last, where the store's positions alone do not. */
@Module({})
export class LastEntryModule {
  static beside(engine: DynamicModule, { positions }: Configuration): DynamicModule {
    return {
      module: LastEntryModule,
      global: true,
      imports: [engine],
      providers: [
        {
          provide: LAST_ENTRY,
          inject: [EVENT_STORE, ReadYourWrites],
          useFactory:
            (store: EventStore, readModels: ReadYourWrites): LastEntry =>
            async () =>
              positions === 'gapless'
                ? Number((await store.head())?.position ?? 0n)
                : readModels.lastEntry(),
        },
      ],
      exports: [LAST_ENTRY],
    };
  }
}
