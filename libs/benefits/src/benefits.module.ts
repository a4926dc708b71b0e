import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { BenefitSeriesHandler } from './benefit-series.handler.js';
import { BenefitHandler } from './benefit.handler.js';
import { PoolHandler } from './pool.handler.js';

@Module({ imports: [CqrsModule], providers: [BenefitHandler, BenefitSeriesHandler, PoolHandler] })
export class BenefitsModule {}
