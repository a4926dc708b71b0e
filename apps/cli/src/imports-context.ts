import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStoreModule } from '#event-store';
import type { EventStore } from '#event-sourcing';
import { ImportsModule } from '#imports';
import { MeasurementsModule } from '#measurements';
import { OptimisationModule } from '#optimisation';
import { openStore, readStoreSettings } from '#settings';
import type { Terminal } from './terminal.js';

@Module({})
class ImportsAtTheTerminal {
  static on(store: EventStore): DynamicModule {
    return {
      module: ImportsAtTheTerminal,
      imports: [
        EventStoreModule.forRoot({ kind: 'opened', store }),
        CqrsModule.forRoot(),
        MeasurementsModule,
        OptimisationModule,
        ImportsModule,
      ],
    };
  }
}

/** Runs work with the contexts that rows are for, on the store that the settings name. */
export async function onImports<T>(
  { environment }: Terminal,
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const store = await openStore(readStoreSettings(environment));
  const app = await NestFactory.createApplicationContext(ImportsAtTheTerminal.on(store), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
