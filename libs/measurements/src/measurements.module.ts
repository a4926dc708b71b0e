import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { MeasurementHandler } from './measurement.handler.js';

@Module({ imports: [CqrsModule], providers: [MeasurementHandler] })
export class MeasurementsModule {}
