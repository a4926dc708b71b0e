import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { OptimisationHandler } from './optimisation.handler.js';

@Module({ imports: [CqrsModule], providers: [OptimisationHandler] })
export class OptimisationModule {}
