import {
  Inject,
  Injectable,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import { Pool } from 'pg';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import type { Positions } from './numbering.js';
import type { ProjectionSet } from './projection-set.js';
import { Projector } from './projector.js';
import { ReadYourWrites } from './read-your-writes.js';

export type EngineOptions = Readonly<{
  databaseUrl: string;
  projections: ProjectionSet;
  positions: Positions;
  /** False where a projector of its own follows the log. */
  projectHere: boolean;
}>;

const ENGINE_OPTIONS = Symbol('ENGINE_OPTIONS');

/** Runs the projector beside the application, and lets readers wait for what they wrote. */
@Module({})
export class EngineModule {
  /** EVENT_STORE has to be provided globally. */
  static register(options: EngineOptions): DynamicModule {
    const providers: Provider[] = [
      { provide: ENGINE_OPTIONS, useValue: options },
      {
        provide: Projector,
        inject: [EVENT_STORE],
        useFactory: (store: EventStore) => new Projector({ ...options, store }),
      },
      {
        provide: WAITING_POOL,
        useFactory: () => waitingPool(options.databaseUrl),
      },
      {
        provide: ReadYourWrites,
        inject: [WAITING_POOL, Projector],
        useFactory: (pool: Pool, projector: Projector) => new ReadYourWrites(pool, projector),
      },
      EngineLifetime,
    ];
    return { module: EngineModule, providers, exports: [Projector, ReadYourWrites] };
  }
}

const WAITING_POOL = Symbol('WAITING_POOL');

/** A connection that breaks while nobody uses it is replaced by the next; it must not end the process. */
function waitingPool(connectionString: string): Pool {
  const pool = new Pool({ connectionString, max: 2 });
  pool.on('error', () => undefined);
  return pool;
}

@Injectable()
class EngineLifetime implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(ENGINE_OPTIONS) private readonly options: EngineOptions,
    private readonly projector: Projector,
    @Inject(WAITING_POOL) private readonly pool: Pool,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.projectHere) this.projector.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.projector.stop();
    await this.pool.end();
  }
}
