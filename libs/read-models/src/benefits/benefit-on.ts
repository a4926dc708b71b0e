import { cadenceMonths, newestFirst, type FactKind, type KnownFact } from '#facts';
import { actualsOfSums, type ActualSums, type BenefitMoney, type Measuring } from '#figures';
import type { BenefitId, CapabilityCode, IsoDate, OdsCode } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';

/** What is stated of a benefit on a day; actuals, which are measured, left out. */
export type BenefitOn = Readonly<{
  benefit: BenefitId;
  profile: KnownFact<'benefit'>;
  /** Whose it is on the day, and all whose it was by then, that one included. */
  home: OdsCode;
  homes: readonly OdsCode[];
  owner: KnownFact<'benefit-owner'> | undefined;
  baseline: KnownFact<'benefit-baseline'> | undefined;
  /** The first approval, and the newest; one and the same where nothing was rebaselined. */
  original: KnownFact<'benefit-approval'> | undefined;
  current: KnownFact<'benefit-approval'> | undefined;
  /** The newest forecast, where it came after the newest approval. */
  forecast: KnownFact<'benefit-forecast'> | undefined;
  writeOff: KnownFact<'benefit-write-off'> | undefined;
  disbenefits: readonly KnownFact<'disbenefit'>[];
  /** Links that hold on the day. */
  links: readonly KnownFact<'benefit-link'>[];
}>;

/** Undefined for what was not profiled by that day. */
export function benefitOn(
  ledger: LedgerAt,
  benefit: BenefitId,
  asOf: IsoDate,
): BenefitOn | undefined {
  const values = ledger.statedAt(benefit, asOf);
  const newest = <Kind extends FactKind>(kind: Kind) => ofKind(values, kind)[0];
  const profile = newest('benefit');
  if (profile === undefined) return undefined;
  const homes = upTo(ledger.stated(benefit, 'benefit-home'), asOf).map(
    ({ value }) => value.organisation,
  );
  const approvals = upTo(ledger.stated(benefit, 'benefit-approval'), asOf);
  const [current, forecast] = [approvals[0], newest('benefit-forecast')];
  return {
    benefit,
    profile,
    home: homes[0] ?? profile.value.organisation,
    homes: [...new Set(homes)],
    owner: newest('benefit-owner'),
    baseline: newest('benefit-baseline'),
    original: approvals.at(-1),
    current,
    forecast: forecast && current && newestFirst(forecast, current) < 0 ? forecast : undefined,
    writeOff: newest('benefit-write-off'),
    disbenefits: ofKind(values, 'disbenefit'),
    links: ofKind(values, 'benefit-link').filter(({ value }) => value.linked),
  };
}

/** Every benefit profiled by a day, by the organisation whose it is on it. */
export const benefitsByHome = (
  ledger: LedgerAt,
  asOf: IsoDate,
): ReadonlyMap<OdsCode, readonly BenefitId[]> =>
  ledger.each.homes.of(ledger, asOf, () => homesFrom(ledger, asOf));

function homesFrom(ledger: LedgerAt, asOf: IsoDate): ReadonlyMap<OdsCode, readonly BenefitId[]> {
  const homes = new Map<OdsCode, BenefitId[]>();
  for (const benefit of ledger.ownersOf('benefit-home') as BenefitId[]) {
    const series = { owner: benefit, kind: 'benefit-home', subject: '' } as const;
    const home = ledger.newest(series, asOf)?.value.organisation;
    if (home === undefined) continue;
    const own = homes.get(home);
    if (own === undefined) homes.set(home, [benefit]);
    else own.push(benefit);
  }
  return homes;
}

/** Capabilities that enable it: by its profile, and by the links of the day. */
export const enablingOf = ({ profile, links }: BenefitOn): readonly CapabilityCode[] => [
  ...new Set([
    ...(profile.value.capabilities ?? []),
    ...links
      .filter(({ value }) => value.kind === 'capability')
      .map(({ subject }) => subject as CapabilityCode),
  ]),
];

/** What it came to in money. */
export const moneyOn = (
  { benefit, profile, ...on }: BenefitOn,
  sums: ActualSums,
  asOf: IsoDate,
): BenefitMoney => ({
  benefit,
  class: profile.value.valuedIn === 'money' ? profile.value.class : 'UB',
  original: on.original?.value.trajectory ?? [],
  current: on.current?.value.trajectory ?? [],
  ...(on.forecast && { forecast: on.forecast.value.trajectory }),
  actuals: actualsOfSums(sums, asOf),
  writtenOff: on.writeOff?.value.remainingValue ?? 0,
  disbenefits: on.disbenefits
    .filter(({ value }) => value.unit === 'pence')
    .reduce((sum, { value }) => sum + value.value, 0),
});

/** How it is measured; a benefit that was written off is not any more. */
export const measuringOf = (
  { benefit, profile, current }: BenefitOn,
  { lastActual }: Pick<ActualSums, 'lastActual'>,
): Measuring => {
  const measuredFrom = current?.value.trajectory[0]?.from;
  return {
    benefit,
    cadenceMonths: cadenceMonths[profile.value.measure.cadence],
    ...(lastActual && { lastActual }),
    ...(measuredFrom && { measuredFrom }),
  };
};

const upTo = <Kind extends FactKind>(
  facts: readonly KnownFact<Kind>[],
  asOf: IsoDate,
): readonly KnownFact<Kind>[] => facts.filter(({ effective }) => effective.latest <= asOf);
