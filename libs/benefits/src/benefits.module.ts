import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { BenefitHandler } from './benefit.handler.js';

@Module({ imports: [CqrsModule], providers: [BenefitHandler] })
export class BenefitsModule {}
