import type { LinkedRealisation } from '#figures';

type OfCapability = Readonly<{ linked?: LinkedRealisation }>;
type Figure = Readonly<{ capabilities: readonly OfCapability[] }>;

/** The gap of a trust is for many; which benefits it has, and what each came to, is in its entries. */
export const withoutBenefits = <Gap extends Figure>(gap: Gap): Gap => ({
  ...gap,
  capabilities: gap.capabilities.map((each) =>
    each.linked === undefined ? each : { ...each, linked: { ...each.linked, benefits: [] } },
  ),
});
