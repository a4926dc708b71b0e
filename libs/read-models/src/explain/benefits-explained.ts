import type { FactKind, KnownFact } from '#facts';
import type { BenefitId, IsoDate, OdsCode } from '#vocabulary';
import { actualsOf } from '../benefits/actuals.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { anyUpTo, newestOn, supersededOf, usesOf, type Look, type Use } from './uses.js';

/** What a figure takes from benefits: of these kinds, the newest of a series or all up to its day. */
export type FromBenefits = Readonly<{ kinds: readonly FactKind[]; takes: 'newest' | 'all' }>;

const measured = ['benefit-actual', 'benefit-validation'] as const;

/** What r rests on. */
export const forRealisation: FromBenefits = {
  kinds: ['benefit-home', 'benefit-link', 'benefit-approval', ...measured],
  takes: 'newest',
};

/** What money rests on: the first approval stands beside the newest. */
export const forMoney: FromBenefits = {
  kinds: [
    ...(['benefit', 'benefit-home', 'benefit-approval', 'benefit-forecast'] as const),
    ...(['benefit-write-off', 'disbenefit', ...measured] as const),
  ],
  takes: 'all',
};

/**
 * What a figure of each trust takes from benefits that are or were its own: whose each is, and of its
 * own all that decides what they come to. Any actual may decide it, as may what is said of one.
 */
export async function benefitUses(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { asOf, from }: Readonly<{ asOf: IsoDate; from: FromBenefits }>,
): Promise<ReadonlyMap<OdsCode, readonly Use[]>> {
  const near = await nearTo(ledger, codes);
  const ids = near.map(({ benefit }) => benefit);
  // Of all benefits, their judgements alone are a hundred thousand series.
  const superseded = await supersededOf(ledger, ids, from.kinds);
  const actuals = await actualsOf(ledger, ids, asOf);
  return ofEach(codes, near, (benefit, code) =>
    usesOf(lookAt(ledger, benefit, { asOf, code, from, actuals }), superseded.get(benefit) ?? []),
  );
}

/** The entries of the same, without reading each actual and judgement that they are about. */
export function benefitEntries(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  asked: Readonly<{ asOf: IsoDate; from: FromBenefits }>,
): Promise<ReadonlyMap<OdsCode, readonly number[]>> {
  const on = `${asked.asOf} ${JSON.stringify(asked.from)}`;
  return ledger.each.entriesOfBenefits.of(ledger, { owners: codes, on }, (others) =>
    findEntries(ledger, others, asked),
  );
}

async function findEntries(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { asOf, from }: Readonly<{ asOf: IsoDate; from: FromBenefits }>,
): Promise<ReadonlyMap<OdsCode, readonly number[]>> {
  const near = await nearTo(ledger, codes);
  const ids = near.map(({ benefit }) => benefit);
  const isMeasured = new Set<FactKind>(measured);
  const stated = { ...from, kinds: from.kinds.filter((kind) => !isMeasured.has(kind)) };
  const superseded = await supersededOf(ledger, ids, stated.kinds);
  const entries = await ledger.actualEntriesOf(ids, asOf);
  const entriesOf = new Map(ids.map((id, index) => [id, entries[index] ?? []]));
  return ofEach(codes, near, (benefit, code) => {
    const look = lookAt(ledger, benefit, { asOf, code, from: stated, actuals: new Map() });
    const own = usesOf(look, superseded.get(benefit) ?? []).map(({ entry }) => entry);
    return homeOf(ledger, benefit, asOf) === code
      ? [...own, ...(entriesOf.get(benefit) ?? [])]
      : own;
  });
}

/** A benefit, and all whose it is, was, or was once said to be. */
type Near = Readonly<{ benefit: BenefitId; homes: ReadonlySet<OdsCode> }>;

async function nearTo(ledger: LedgerAt, codes: readonly OdsCode[]): Promise<readonly Near[]> {
  const benefits = ledger.ownersOf('benefit') as BenefitId[];
  if (benefits.length === 0) return [];
  const gone = await supersededOf(ledger, benefits, ['benefit-home']);
  return benefits
    .map((benefit) => {
      const known = ledger.stated(benefit, 'benefit-home');
      const former = (gone.get(benefit) ?? []).map(({ fact }) => fact);
      const homes = [...known, ...ofKind(former, 'benefit-home')];
      return { benefit, homes: new Set(homes.map(({ value }) => value.organisation)) };
    })
    .filter(({ homes }) => codes.some((code) => homes.has(code)));
}

const ofEach = <Found>(
  codes: readonly OdsCode[],
  near: readonly Near[],
  found: (benefit: BenefitId, code: OdsCode) => readonly Found[],
): ReadonlyMap<OdsCode, readonly Found[]> =>
  new Map(
    codes.map((code) => [
      code,
      near.filter(({ homes }) => homes.has(code)).flatMap(({ benefit }) => found(benefit, code)),
    ]),
  );

const homeOf = (ledger: LedgerAt, benefit: BenefitId, asOf: IsoDate): OdsCode | undefined =>
  ledger.newest({ owner: benefit, kind: 'benefit-home', subject: '' }, asOf)?.value.organisation;

type Looking = Readonly<{
  asOf: IsoDate;
  code: OdsCode;
  from: FromBenefits;
  actuals: Awaited<ReturnType<typeof actualsOf>>;
}>;

/** Of a benefit that is another's by now, only whose it is. */
function lookAt(
  ledger: LedgerAt,
  benefit: BenefitId,
  { asOf, code, from, actuals }: Looking,
): Look {
  const values = ledger.statedAt(benefit, asOf);
  const isOwn = homeOf(ledger, benefit, asOf) === code;
  const kinds = new Set<string>(isOwn ? from.kinds : ['benefit-home']);
  const wouldCount = from.takes === 'all' ? anyUpTo(asOf, kinds) : newestOn(asOf, kinds, values);
  const said = from.takes === 'all' ? ledger.stated(benefit).filter(wouldCount) : values;
  const judged = isOwn ? (actuals.get(benefit) ?? []) : [];
  return {
    owner: benefit,
    used: [
      ...said.filter(({ kind }) => kinds.has(kind)),
      ...judged.flatMap(({ fact, judgement }): KnownFact[] =>
        judgement === undefined ? [fact] : [fact, judgement],
      ),
    ],
    wouldCount,
  };
}
