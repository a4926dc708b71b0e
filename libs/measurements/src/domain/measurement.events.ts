import type { MessagesOf } from '#event-sourcing';
import type { Corrections, FactBasis } from '#facts';
import type { CapabilityCode, Driver, FreeText, IsoDate, OdsCode, Partner } from '#vocabulary';

/** First and last day measured; the last is the effective day. */
export type MeasurementWindow = Readonly<{ from: IsoDate; to: IsoDate }>;
type Measured = FactBasis & {
  organisation: OdsCode;
  window: MeasurementWindow;
  method: string;
  note?: FreeText;
};

/** Everything that can be measured of a trust's use of its record; one stream for each subject. */
export type MeasurementFact = MessagesOf<{
  /** Uses through the capability, of the eligible actions where it is deployed. */
  AdoptionMeasured: Measured & {
    capability: CapabilityCode;
    numerator: number;
    denominator: number;
  };
  /** Validated of expected benefit to date; money in pence, other amounts in `unit`. */
  RealisationMeasured: Measured & {
    capability: CapabilityCode;
    validated: number;
    expected: number;
    unit: string;
  };
  /** Eligible encounters; of these, those whose partner record could be reached; of these, those where it was used. */
  SharedRecordUseMeasured: Measured & {
    partner: Partner;
    eligible: number;
    available: number;
    used: number;
  };
  DriverMeasured: Measured & { driver: Driver; numerator: number; denominator: number };
}>;

export type MeasurementEvent = MeasurementFact | Corrections<MeasurementFact>;
