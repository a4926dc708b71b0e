import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { MaturityModelsModule } from '#maturity-models';
import { MeasurementsModule } from '#measurements';
import { OptimisationModule } from '#optimisation';
import { OrganisationsModule } from '#organisations';
import { DemonstrationLoader } from './demonstration.loader.js';
import { SimulatedClock } from './simulated-clock.js';

/** Loads the demonstration into a store that takes its instants from the same clock. */
@Module({})
export class DemonstrationModule {
  static withClock(clock: SimulatedClock): DynamicModule {
    return {
      module: DemonstrationModule,
      imports: [
        CqrsModule,
        OrganisationsModule,
        MaturityModelsModule,
        OptimisationModule,
        MeasurementsModule,
      ],
      providers: [DemonstrationLoader, { provide: SimulatedClock, useValue: clock }],
      exports: [DemonstrationLoader, SimulatedClock],
    };
  }
}
