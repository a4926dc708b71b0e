export { FAR_TIMES, farFrom } from './domain/far-from.js';
export type {
  MeasurementEvent,
  MeasurementFact,
  MeasurementWindow,
} from './domain/measurement.events.js';
export {
  measurementStream,
  type MeasurementCommand,
  type MeasurementOrder,
  type MeasurementSubject,
} from './domain/measurement.orders.js';
export { measurementRefusals, type MeasurementRefusal } from './domain/measurement.refusals.js';
export {
  CorrectAdoptionDto,
  CorrectDriverDto,
  CorrectRealisationDto,
  CorrectSharedRecordUseDto,
  MeasureAdoptionDto,
  MeasureDriverDto,
  MeasureRealisationDto,
  MeasureSharedRecordUseDto,
  RetractMeasurementDto,
} from './measurement.dto.js';
export { MeasurementRequest, MeasurementSeries } from './measurement.handler.js';
export { readAcceptedShares } from './measurement.reader.js';
export { MeasurementsModule } from './measurements.module.js';
