import { everyFact, type CurrentFact, type Facts } from '#facts';
import type { MeasurementFact, MeasurementWindow } from './measurement.events.js';

/** The measurements of one subject that are accepted now. */
export type Measurements = Facts<MeasurementFact>;

/** An accepted measurement whose window shares a day with this one. */
export const overlapping = (
  measurements: Measurements,
  { from, to }: MeasurementWindow,
): CurrentFact<MeasurementFact> | undefined =>
  everyFact(measurements).find(({ data: { window } }) => window.from <= to && from <= window.to);
