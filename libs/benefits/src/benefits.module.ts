import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { BenefitHandler } from './benefit.handler.js';
import { PoolHandler } from './pool.handler.js';

@Module({ imports: [CqrsModule], providers: [BenefitHandler, PoolHandler] })
export class BenefitsModule {}
