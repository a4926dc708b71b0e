import type { FactKind, KnownFact } from '#facts';
import { actualsOfSums, type ActualSums, type LinkedBenefit, type LinkedBenefits } from '#figures';
import {
  laterOf,
  type BenefitId,
  type CapabilityCode,
  type IsoDate,
  type OdsCode,
} from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { newestOn, type Look } from '../explain/uses.js';
import { actualsOf } from './actuals.js';
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
  ofKind(ledger.statedAt(benefit, asOf), 'benefit-link').filter(
    ({ value }) => value.kind === 'capability',
  );

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

/** Kinds of facts about a benefit on which r rests. */
const kinds: readonly FactKind[] = [
  ...(['benefit-home', 'benefit-link', 'benefit-approval'] as const),
  ...(['benefit-actual', 'benefit-validation'] as const),
];
export const linkedKinds: ReadonlySet<string> = new Set(kinds);

/**
 * What r of a trust looks at in benefits that are or were its own: whose each is, and of its own all
 * that decides what they come to. Any actual may decide it, as may what is said of one.
 */
export async function linkedLooks(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { asOf, wasHome }: Readonly<{ asOf: IsoDate; wasHome: ReadonlyMap<string, readonly string[]> }>,
): Promise<ReadonlyMap<OdsCode, readonly Look[]>> {
  const near = (ledger.ownersOf('benefit') as BenefitId[]).map((benefit) => ({
    benefit,
    homes: new Set<string>([
      ...ledger.stated(benefit, 'benefit-home').map(({ value }) => value.organisation),
      ...(wasHome.get(benefit) ?? []),
    ]),
  }));
  const looked = near.filter(({ homes }) => codes.some((code) => homes.has(code)));
  const actuals = await actualsOf(
    ledger,
    looked.map(({ benefit }) => benefit),
    asOf,
  );
  return new Map(
    codes.map((code) => [
      code,
      looked
        .filter(({ homes }) => homes.has(code))
        .map(({ benefit }) => lookAt(ledger, benefit, { asOf, code, actuals })),
    ]),
  );
}

function lookAt(
  ledger: LedgerAt,
  benefit: BenefitId,
  {
    asOf,
    code,
    actuals,
  }: Readonly<{ asOf: IsoDate; code: OdsCode; actuals: Awaited<ReturnType<typeof actualsOf>> }>,
): Look {
  const values = ledger.statedAt(benefit, asOf);
  const home = ofKind(values, 'benefit-home');
  const stands = newestOn(asOf, linkedKinds, values);
  const isOwn = home[0]?.value.organisation === code;
  const said = isOwn ? values.filter(({ kind }) => linkedKinds.has(kind)) : home;
  const measured = isOwn ? (actuals.get(benefit) ?? []) : [];
  return {
    owner: benefit,
    used: [
      ...said,
      ...measured.flatMap(({ fact, judgement }) => (judgement ? [fact, judgement] : [fact])),
    ],
    wouldCount: stands,
  };
}
