import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AssessmentHandler } from './assessment.handler.js';

@Module({ imports: [CqrsModule], providers: [AssessmentHandler] })
export class AssessmentsModule {}
