import type { KnownFact } from '#facts';
import { actualsOfSums, type ActualSums, type LinkedBenefit, type LinkedBenefits } from '#figures';
import {
  laterOf,
  type BenefitId,
  type CapabilityCode,
  type IsoDate,
  type OdsCode,
} from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { benefitsByHome } from './benefit-on.js';

/** One benefit that one capability of a trust enables. */
type Link = Readonly<{
  organisation: OdsCode;
  capability: CapabilityCode;
  benefit: BenefitId;
  link: KnownFact<'benefit-link'>;
  approval: KnownFact<'benefit-approval'> | undefined;
  /** From when on the record in use is the one in use: earlier windows do not count. */
  since: IsoDate | undefined;
}>;

/**
 * The benefits of these trusts by the capabilities that enable them, each with the sum of its validated
 * actuals.
 */
export async function linkedBenefits(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asOf: IsoDate,
): Promise<ReadonlyMap<OdsCode, LinkedBenefits>> {
  const links = linksOf(ledger, codes, asOf);
  if (links.length === 0) return new Map();
  const sums = await ledger.sumsOf(links.map(askedOf), asOf);
  const trusts = new Map<OdsCode, Map<CapabilityCode, LinkedBenefit[]>>();
  for (const [index, each] of links.entries()) {
    const own = trusts.get(each.organisation) ?? new Map<CapabilityCode, LinkedBenefit[]>();
    trusts.set(each.organisation, own);
    const linked = linkedBy(each, sums[index], asOf);
    const others = own.get(each.capability);
    if (others === undefined) own.set(each.capability, [linked]);
    else others.push(linked);
  }
  return trusts;
}

const askedOf = ({ benefit, since }: Link) => ({ benefit, ...(since && { since }) });

const linkedBy = (
  { benefit, link, approval }: Link,
  sums: ActualSums | undefined,
  asOf: IsoDate,
): LinkedBenefit => ({
  benefit,
  weight: link.value.weight ?? 1,
  approved: approval?.value.trajectory ?? [],
  validated: (sums === undefined ? [] : actualsOfSums(sums, asOf)).filter(
    ({ state }) => state === 'validated',
  ),
  facts: approval === undefined ? [link] : [link, approval],
});

function linksOf(ledger: LedgerAt, codes: readonly OdsCode[], asOf: IsoDate): readonly Link[] {
  const homes = benefitsByHome(ledger, asOf);
  return codes.flatMap((organisation) =>
    (homes.get(organisation) ?? []).flatMap((benefit) =>
      capabilityLinks(ledger, benefit, asOf)
        .filter(({ value }) => value.linked)
        .map((link): Link => {
          const capability = link.subject as CapabilityCode;
          const approved = { owner: benefit, kind: 'benefit-approval', subject: '' } as const;
          return {
            ...{ organisation, capability, benefit, link },
            approval: ledger.newest(approved, asOf),
            since: cutOverOf(ledger, { organisation, capability }, asOf),
          };
        }),
    ),
  );
}

const capabilityLinks = (ledger: LedgerAt, benefit: BenefitId, asOf: IsoDate) =>
  ledger.statedAt(benefit, asOf, 'benefit-link').filter(({ value }) => value.kind === 'capability');

function cutOverOf(
  ledger: LedgerAt,
  { organisation: owner, capability }: Pick<Link, 'organisation' | 'capability'>,
  asOf: IsoDate,
): IsoDate | undefined {
  const dayOf = (subject: string) =>
    ledger.newest({ owner, kind: 'replaced', subject }, asOf)?.effective.latest;
  const [own, ofAll] = [dayOf(capability), dayOf('*')];
  return own !== undefined && ofAll !== undefined ? laterOf(own, ofAll) : (own ?? ofAll);
}
