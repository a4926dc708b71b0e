import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AssessmentHandler, AssessmentSeriesHandler } from './assessment.handler.js';

@Module({ imports: [CqrsModule], providers: [AssessmentHandler, AssessmentSeriesHandler] })
export class AssessmentsModule {}
