import { read, replay, type EventStore } from '#event-sourcing';
import { ofType } from '#facts';
import type { CapabilityCode, OdsCode } from '#vocabulary';
import { measurementDecider } from './domain/measurement.decider.js';
import type { MeasurementEvent, MeasurementWindow } from './domain/measurement.events.js';
import { measurementStream } from './domain/measurement.orders.js';

/** The accepted adoption measurements of a capability at a trust, for rules that ask how much it is used. */
export async function readAcceptedShares(
  store: EventStore,
  organisation: OdsCode,
  capability: CapabilityCode,
): Promise<
  readonly Readonly<{ window: MeasurementWindow; numerator: number; denominator: number }>[]
> {
  const stream = measurementStream({ kind: 'adoption', organisation, capability });
  const history = await store.readStream(stream);
  const measured = replay(
    measurementDecider,
    history.map((stored) => read<MeasurementEvent>(stored)),
  );
  return ofType(measured, 'AdoptionMeasured').map(
    ({ data: { window, numerator, denominator } }) => {
      return { window, numerator, denominator };
    },
  );
}
