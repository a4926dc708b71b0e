import type { CapabilityCode, IsoDate } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import type { BenefitOn } from './benefit-on.js';

/** The use from which on a benefit counts, and how far use has come; shares from 0 to 1. */
export type GateStanding = Readonly<{
  capability: CapabilityCode;
  threshold: number;
  /** The newest measurement of use at the trust whose benefit it is; null where nobody measured it. */
  use: Readonly<{ numerator: number; denominator: number; from: IsoDate; to: IsoDate }> | null;
  /** Null where use is not known. */
  reached: boolean | null;
}>;

/** Null where nothing gates the benefit. */
export async function gateOf(
  ledger: LedgerAt,
  { profile, home }: BenefitOn,
  asOf: IsoDate,
): Promise<GateStanding | null> {
  const { gate } = profile.value;
  if (gate === undefined) return null;
  const values = (await ledger.valuesAt([home], asOf, ['adoption'])).get(home) ?? [];
  const newest = ofKind(values, 'adoption').find(({ subject }) => subject === gate.capability);
  if (newest === undefined) return { ...gate, use: null, reached: null };
  const { value, effective } = newest;
  return {
    ...gate,
    use: { ...value, to: effective.latest },
    reached: value.numerator / value.denominator >= gate.threshold,
  };
}
