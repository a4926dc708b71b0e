import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { MeasurementHandler, MeasurementSeriesHandler } from './measurement.handler.js';

@Module({ imports: [CqrsModule], providers: [MeasurementHandler, MeasurementSeriesHandler] })
export class MeasurementsModule {}
