import type { FactKind } from '#facts';
import { measuredKinds } from './known-facts.js';

/**
 * What a trust claims was so, and could show to somebody. Plans, profiles and decisions of a second
 * person are none.
 */
export const claimKinds = [
  'epr-status',
  'live',
  'milestone',
  'replaced',
  'enabled',
  'partner-flow',
  'stage-declared',
  'adoption',
  'realisation',
  'exchange',
  'driver',
  'assessment',
  'survey',
  'benefit-baseline',
  'benefit-actual',
  'disbenefit',
] as const satisfies readonly FactKind[];
export type ClaimKind = (typeof claimKinds)[number];

/** Only trusts measure, and each measurement is one row; those of benefits are kept with what was judged of them. */
export const measuredClaims = claimKinds.filter(
  (kind) => isMeasured(kind) && kind !== 'benefit-actual',
);
export const statedClaims = claimKinds.filter((kind) => !isMeasured(kind));

function isMeasured(kind: FactKind): boolean {
  return (measuredKinds as readonly FactKind[]).includes(kind);
}
