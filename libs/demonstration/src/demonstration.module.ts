import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AssessmentsModule } from '#assessments';
import { BenefitsModule } from '#benefits';
import { MaturityModelsModule } from '#maturity-models';
import { MeasurementsModule } from '#measurements';
import { OptimisationModule } from '#optimisation';
import { OrganisationsModule } from '#organisations';
import { ProgrammesModule } from '#programmes';
import { DemonstrationLoader } from './demonstration.loader.js';
import { SimulatedClock } from './simulated-clock.js';

/**
 * Loads the demonstration into a store that takes its instants from the same clock. Evidence is recorded
 * by the `EvidenceModule` of the application, which alone knows where its files are.
 */
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
        AssessmentsModule,
        BenefitsModule,
        ProgrammesModule,
      ],
      providers: [DemonstrationLoader, { provide: SimulatedClock, useValue: clock }],
      exports: [DemonstrationLoader, SimulatedClock],
    };
  }
}
