import type { KnownFact } from '#facts';
import { addMonths, partners, type IsoDate, type Partner } from '#vocabulary';
import type { PartnerFlow } from './boundary.js';
import { refsOf } from './fact-ref.js';
import { NewestFacts } from './inputs.js';

/** By what the flows are weighed. */
export type FlowWeighting = 'declared' | 'eligible-encounters' | 'equal';

export type TrustFlows = Readonly<{
  flows: readonly PartnerFlow[];
  weighting: FlowWeighting;
  /** Eligible encounters of all flows; undefined while any of them is unknown. */
  eligible: number | undefined;
}>;

/**
 * The flows of one trust, as a boundary gap takes them, from the newest of its facts on `asOf`.
 *
 * A flow counts as measured while `asOf` is no later than `validForMonths` after its window. One
 * withdrawn since its last measurement is not available; one neither measured nor withdrawn is
 * unknown. Weights are those declared, else the eligible encounters where every flow is measured,
 * else equal: a share that nobody counted is not guessed at.
 */
export function trustFlows(
  values: readonly KnownFact[],
  asOf: IsoDate,
  validForMonths: number,
  declared?: Readonly<Record<Partner, number>>,
): TrustFlows {
  const newest = new NewestFacts(values);
  const known = partners.map((partner) => knownOf(partner, newest, asOf, validForMonths));
  const eligible = known.reduce<number | undefined>(
    (sum, flow) =>
      sum === undefined || flow.eligible === undefined ? undefined : sum + flow.eligible,
    0,
  );
  const weighting = declared ? 'declared' : eligible ? 'eligible-encounters' : 'equal';
  return {
    flows: known.map(({ eligible: own, ...flow }) => ({
      ...flow,
      weight: declared?.[flow.partner] ?? (weighting === 'equal' ? 1 : (own ?? 0)),
    })),
    weighting,
    eligible,
  };
}

type Flow = Omit<PartnerFlow, 'weight'> & Readonly<{ eligible: number | undefined }>;

function knownOf(partner: Partner, newest: NewestFacts, asOf: IsoDate, months: number): Flow {
  const [flow, exchange] = [newest.at('partner-flow', partner), newest.at('exchange', partner)];
  const counts =
    exchange !== undefined && asOf <= addMonths(exchange.effective.latest, months)
      ? exchange
      : undefined;
  const isWithdrawn =
    flow?.value.live === false &&
    (exchange === undefined || exchange.effective.latest < flow.effective.latest);
  const { eligible, available, used } = counts?.value ?? {};
  return {
    partner,
    c: isWithdrawn ? 0 : ratio(available, eligible),
    v: isWithdrawn ? undefined : ratio(used, available),
    eligible,
    facts: refsOf([flow, exchange].filter((fact) => fact !== undefined)),
  };
}

const ratio = (part: number | undefined, whole: number | undefined): number | undefined =>
  part === undefined || whole === undefined || whole <= 0 ? undefined : part / whole;
