import type { MessagesOf, Named } from '#event-sourcing';
import type { Circumstances, CorrectionOrders, OrderFor } from '#facts';
import type { CapabilityCode, Driver, OdsCode, Partner } from '#vocabulary';
import type { MeasurementFact } from './measurement.events.js';

/** A measurement is effective on the last day of its window, so its order does not say when. */
type For<Type extends MeasurementFact['type']> = Omit<
  OrderFor<Named<MeasurementFact, Type>['data']>,
  'when'
>;

/** Everything that can be asked to be recorded of a measurement. */
export type MeasurementOrder = MessagesOf<{
  MeasureAdoption: For<'AdoptionMeasured'>;
  MeasureRealisation: For<'RealisationMeasured'>;
  MeasureSharedRecordUse: For<'SharedRecordUseMeasured'>;
  MeasureDriver: For<'DriverMeasured'>;
}>;

export type MeasurementCommand = MeasurementOrder | CorrectionOrders<MeasurementOrder>;

/** What the rules need from outside the stream. */
export type MeasurementCircumstances = Circumstances &
  Readonly<{
    /** The stream that is written: a correction must not carry a fact into another one. */
    stream: string;
    /** Capabilities of any published maturity model. */
    capabilities: readonly CapabilityCode[];
  }>;

/** The stream of an order: one for each trust and each thing measured there. */
export function measurementStreamOf({ type, data }: MeasurementOrder): string {
  switch (type) {
    case 'MeasureAdoption':
      return measurementStream({ kind: 'adoption', ...data });
    case 'MeasureRealisation':
      return measurementStream({ kind: 'realisation', ...data });
    case 'MeasureSharedRecordUse':
      return measurementStream({ kind: 'exchange', ...data });
    case 'MeasureDriver':
      return measurementStream({ kind: 'driver', ...data });
  }
}

/** What is measured of a trust: a capability, the exchange with a partner, or a driver of use. */
export type MeasurementSubject =
  | Readonly<{
      kind: 'adoption' | 'realisation';
      organisation: OdsCode;
      capability: CapabilityCode;
    }>
  | Readonly<{ kind: 'exchange'; organisation: OdsCode; partner: Partner }>
  | Readonly<{ kind: 'driver'; organisation: OdsCode; driver: Driver }>;

export function measurementStream(subject: MeasurementSubject): string {
  const { kind, organisation } = subject;
  switch (kind) {
    case 'adoption':
    case 'realisation':
      return `${kind}-${organisation}-${subject.capability}`;
    case 'exchange':
      return `${kind}-${organisation}-${subject.partner}`;
    case 'driver':
      return `${kind}-${organisation}-${subject.driver}`;
  }
}
