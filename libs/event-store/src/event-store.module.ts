import {
  Inject,
  Module,
  type DynamicModule,
  type FactoryProvider,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import {
  EventStoreDbEventStore,
  type EventStoreDbOptions,
} from './eventstoredb/eventstoredb-event-store.js';
import { InMemoryEventStore, type InMemoryOptions } from './in-memory/in-memory-event-store.js';
import { PostgresEventStore, type PostgresOptions } from './postgres/postgres-event-store.js';

export type EventStoreOptions =
  | (InMemoryOptions & Readonly<{ kind: 'in-memory' }>)
  | (PostgresOptions & Readonly<{ kind: 'postgres' }>)
  | (EventStoreDbOptions & Readonly<{ kind: 'eventstoredb' }>)
  /** A store that someone else has opened; the module closes it all the same. */
  | Readonly<{ kind: 'opened'; store: EventStore }>;

export async function openEventStore(options: EventStoreOptions): Promise<EventStore> {
  switch (options.kind) {
    case 'in-memory':
      return new InMemoryEventStore(options);
    case 'postgres':
      return PostgresEventStore.open(options);
    case 'eventstoredb':
      return EventStoreDbEventStore.open(options);
    case 'opened':
      return options.store;
  }
}

type OptionsFrom = Readonly<{
  imports?: NonNullable<DynamicModule['imports']>;
  inject?: NonNullable<FactoryProvider['inject']>;
  useFactory: FactoryProvider<EventStoreOptions>['useFactory'];
}>;

/** Gives the whole application one store, and closes it when the application ends. */
@Module({})
export class EventStoreModule implements OnApplicationShutdown {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  static forRoot(options: EventStoreOptions): DynamicModule {
    return EventStoreModule.forRootAsync({ useFactory: () => options });
  }

  static forRootAsync({ imports = [], inject = [], useFactory }: OptionsFrom): DynamicModule {
    const store: FactoryProvider<EventStore> = {
      provide: EVENT_STORE,
      inject,
      useFactory: async (...dependencies: unknown[]) =>
        openEventStore(await useFactory(...dependencies)),
    };
    return {
      module: EventStoreModule,
      global: true,
      imports,
      providers: [store],
      exports: [EVENT_STORE],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}
