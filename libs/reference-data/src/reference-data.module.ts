import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AssessmentsModule } from '#assessments';
import { ImportsModule } from '#imports';
import { MaturityModelsModule } from '#maturity-models';
import { OptimisationModule } from '#optimisation';
import { OrganisationsModule } from '#organisations';
import { ProgrammesModule } from '#programmes';
import { ReferenceDataLoader } from './reference-data-loader.js';

@Module({
  imports: [
    CqrsModule,
    AssessmentsModule,
    ImportsModule,
    MaturityModelsModule,
    OptimisationModule,
    OrganisationsModule,
    ProgrammesModule,
  ],
  providers: [ReferenceDataLoader],
  exports: [ReferenceDataLoader],
})
export class ReferenceDataModule {}
