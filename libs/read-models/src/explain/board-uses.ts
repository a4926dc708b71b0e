import type { FactKind } from '#facts';
import type { IsoDate, OdsCode } from '#vocabulary';
import { evidenceOwners } from '../evidence/evidence-uses.js';
import { claimKinds } from '../facts-ledger/claim-kinds.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { benefitUses, type FromBenefits } from './benefits-explained.js';
import { knownOf } from './known-of.js';
import { lookEver, lookUpTo } from './membership.js';
import { anyUpTo, usesBy, type Look, type Use } from './uses.js';

type UsesOfTrusts = ReadonlyMap<OdsCode, readonly Use[]>;

const placing = ['status', 'succeeded-by', 'classification', 'icb', 'region'] as const;
const money = ['benefit', 'benefit-home', 'benefit-approval', 'benefit-write-off'] as const;
const measured = ['benefit-actual', 'benefit-validation'] as const;

/** What tells that a go-live is late, or that a benefit has to be asked about; silence is no fact. */
export const attentionUses = (ledger: LedgerAt, codes: readonly OdsCode[], asOf: IsoDate) =>
  usesFrom(ledger, codes, {
    asOf,
    kinds: [...placing, 'go-live-plan', 'live', 'milestone'],
    from: { kinds: [...money, 'benefit-forecast', ...measured], takes: 'all' },
  });

const evidence = ['evidence', 'evidence-grade', 'evidence-withdrawn'] as const;

/** All that a trust claims, what shows it, and what is expected to be known of it. */
export const qualityUses = (ledger: LedgerAt, codes: readonly OdsCode[], asOf: IsoDate) =>
  usesFrom(ledger, codes, {
    asOf,
    kinds: [...placing, 'scope', 'stage-validated', ...claimKinds],
    from: {
      kinds: [...money, 'benefit-link', 'benefit-baseline', 'disbenefit', ...measured],
      takes: 'all',
    },
    evidence,
  });

type From = Readonly<{
  asOf: IsoDate;
  kinds: readonly FactKind[];
  from: FromBenefits;
  evidence?: readonly FactKind[];
}>;

async function usesFrom(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { asOf, kinds, from, evidence: shown = [] }: From,
): Promise<UsesOfTrusts> {
  const known = await knownOf(ledger, codes);
  const wouldCount = anyUpTo(asOf, new Set<string>(kinds));
  const looksOf = (code: OdsCode): readonly Look[] => [
    { owner: code, used: (known.get(code) ?? []).filter(wouldCount), wouldCount },
    ...[...icbsOf(ledger, code)].map((icb) => lookUpTo(ledger, icb, asOf, ['region'])),
    ...(shown.length === 0
      ? []
      : evidenceOwners(ledger, code).map((id) => lookEver(ledger, id, shown))),
  ];
  const looks = new Map(codes.map((code) => [code, looksOf(code)]));
  const own = await usesBy(ledger, looks, [...kinds, ...shown]);
  const ofBenefits = await benefitUses(ledger, codes, { asOf, from });
  return new Map(
    codes.map((code) => [code, [...(own.get(code) ?? []), ...(ofBenefits.get(code) ?? [])]]),
  );
}

/** Without a region of its own, a trust is in that of its ICB. */
const icbsOf = (ledger: LedgerAt, code: OdsCode): ReadonlySet<OdsCode> =>
  new Set(ledger.stated(code, 'icb').flatMap(({ value }) => value.icb ?? []));
