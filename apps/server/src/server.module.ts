import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { Pool } from 'pg';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { EventStoreModule } from '#event-store';
import { MaturityModelsModule } from '#maturity-models';
import { MeasurementsModule } from '#measurements';
import { OptimisationModule } from '#optimisation';
import { OrganisationsModule, readOrganisationStanding } from '#organisations';
import { parseOdsCode } from '#vocabulary';
import { Cursors } from './api/http/cursor.js';
import { Idempotency } from './api/http/idempotency.js';
import { MaturityModelsController } from './api/maturity-models.controller.js';
import { MeasurementsController } from './api/measurements.controller.js';
import { OptimisationController } from './api/optimisation.controller.js';
import { OrganisationsController } from './api/organisations.controller.js';
import { CommandDesk } from './api/records/command-desk.js';
import { Sessions } from './api/who/sessions.js';
import { SignInController } from './api/who/sign-in.controller.js';
import { Tokens } from './api/who/tokens.js';
import { WhoGuard } from './api/who/who.guard.js';
import { Configuration } from './configuration.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { Log } from './logging.js';

/** What is opened before the application is put together. */
export type Foundations = Readonly<{
  configuration: Configuration;
  log: Log;
  pool: Pool;
  store: EventStore;
  readiness: Readiness;
  tokens: Tokens;
  cursors: Cursors;
  idempotency: Idempotency;
}>;

@Module({})
export class ServerModule {
  static on(foundations: Foundations): DynamicModule {
    const { configuration, log, store, readiness, tokens, cursors, idempotency } = foundations;
    const sessions = new Sessions();
    return {
      module: ServerModule,
      imports: [
        EventStoreModule.forRoot({ kind: 'opened', store }),
        CqrsModule.forRoot(),
        DiscoveryModule,
        OrganisationsModule,
        MaturityModelsModule,
        OptimisationModule,
        MeasurementsModule,
      ],
      controllers: [
        HealthController,
        SignInController,
        OrganisationsController,
        MaturityModelsController,
        OptimisationController,
        MeasurementsController,
      ],
      providers: [
        { provide: Configuration, useValue: configuration },
        { provide: Log, useValue: log },
        { provide: Readiness, useValue: readiness },
        { provide: Sessions, useValue: sessions },
        { provide: Cursors, useValue: cursors },
        { provide: Idempotency, useValue: idempotency },
        CommandDesk,
        {
          provide: APP_GUARD,
          useFactory: (events: EventStore) =>
            new WhoGuard(
              sessions,
              tokens,
              (code) => resourceOf(events, code),
              configuration.demonstration && configuration.embeddedDatabase,
            ),
          inject: [EVENT_STORE],
        },
      ],
    };
  }
}

/** What the policy asks about an organisation, from the store itself. */
async function resourceOf(store: EventStore, text: string) {
  const code = parseOdsCode(text);
  if (code === undefined) return undefined;
  const standing = await readOrganisationStanding(store, code);
  return { code, successors: [...(standing?.closed?.successors ?? [])] };
}
