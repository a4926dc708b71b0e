import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { MaturityModelHandler } from './maturity-model.handler.js';

@Module({ imports: [CqrsModule], providers: [MaturityModelHandler] })
export class MaturityModelsModule {}
