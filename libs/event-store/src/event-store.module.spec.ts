import { Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { EVENT_STORE, StoreUnavailable, type EventStore } from '#event-sourcing';
import { EventStoreModule } from './event-store.module.js';
import { InMemoryEventStore } from './in-memory/in-memory-event-store.js';

describe('The event store module', () => {
  it('gives the application one store and closes it at the end', async () => {
    const module = await Test.createTestingModule({
      imports: [EventStoreModule.forRoot({ kind: 'in-memory' })],
    }).compile();
    const store = module.get<EventStore>(EVENT_STORE);
    expect(await store.head()).toBeUndefined();
    await module.close();
    await expect(store.head()).rejects.toThrow(StoreUnavailable);
  });

  it('takes its options from what the application provides', async () => {
    const module = await Test.createTestingModule({
      imports: [
        EventStoreModule.forRootAsync({
          imports: [SettingsModule],
          inject: [Settings],
          useFactory: ({ store }: Settings) => ({ kind: 'opened', store }),
        }),
      ],
    }).compile();
    expect(module.get(EVENT_STORE)).toBe(module.get(Settings).store);
    await module.close();
  });
});

@Injectable()
class Settings {
  readonly store = new InMemoryEventStore();
}

@Module({ providers: [Settings], exports: [Settings] })
class SettingsModule {}
