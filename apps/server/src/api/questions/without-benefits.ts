import type { LinkedRealisation } from '#figures';

type OfCapability = Readonly<{ linked?: LinkedRealisation }>;
type Figure = Readonly<{ capabilities: readonly OfCapability[] }>;

/** The gap of a trust is for many; which benefits it has, and what each came to, is in its entries. */
export const withoutBenefits = <Gap extends object>(gap: Gap): Gap =>
  isByCapability(gap) ? { ...gap, capabilities: gap.capabilities.map(withoutLinked) } : gap;

const isByCapability = <Gap extends object>(gap: Gap): gap is Gap & Figure => 'capabilities' in gap;

const withoutLinked = <Of extends OfCapability>(each: Of): Of =>
  each.linked === undefined ? each : { ...each, linked: { ...each.linked, benefits: [] } };
