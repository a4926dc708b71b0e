import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { OptimisationHandler, OptimisationSeriesHandler } from './optimisation.handler.js';

@Module({ imports: [CqrsModule], providers: [OptimisationHandler, OptimisationSeriesHandler] })
export class OptimisationModule {}
