import type { FactKind } from '#facts';
import { stageKinds } from '#figures';
import type { IsoDate, OdsCode, PartId, ProgrammeId } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { namesStage } from '../programmes/target-held.js';
import { knownOf } from './known-of.js';
import { lookEver, lookOn } from './membership.js';
import { anyUpTo, type Look } from './uses.js';

/** `coverage`: which trusts of its cohort reach it; `forecast`: how many will miss it; `course`: both over time. */
export type TargetFigure = 'coverage' | 'forecast' | 'course';

/** Whether any definition that the target ever cited, or a forecast of it, asks for a stage. */
export function asksForStages(
  ledger: LedgerAt,
  { programme, target }: Readonly<{ programme: ProgrammeId; target: PartId }>,
): boolean {
  const terms = [
    ...ledger.stated(programme, 'target').filter(({ subject }) => subject === target),
    ...ledger.stated(programme, 'forecast').filter(({ value }) => value.target === target),
  ].map(({ value }) => ('terms' in value ? value.terms : value));
  const cited = new Set(terms.map(({ definition }) => definition));
  return ledger
    .stated(programme, 'definition')
    .some(({ subject, value }) => cited.has(subject as PartId) && namesStage(value.predicate));
}

/** What any definition can ask of a trust; a stage rests on much more. */
export const heldKinds: readonly FactKind[] = [
  ...(['status', 'epr-status', 'live', 'go-live-plan', 'assessment'] as const),
];
export const stageKindsAsked = [...stageKinds] as readonly FactKind[];
export const deploymentKinds: readonly FactKind[] = ['go-live-plan', 'live', 'milestone'];

/** Over time, stages have some seven hundred events behind them. */
export const longestPage: Readonly<Record<TargetFigure, number>> = {
  ...{ coverage: 50, forecast: 10, course: 10 },
};

type Looking = (
  ledger: LedgerAt,
  owners: readonly OdsCode[],
  at: Readonly<{ asOf: IsoDate; kinds: readonly FactKind[] }>,
) => Promise<ReadonlyMap<OdsCode, readonly Look[]>>;

export const looksAt: Readonly<Record<TargetFigure, Looking>> = {
  async coverage(ledger, owners, { asOf, kinds }) {
    const values = await ledger.valuesAt(owners, asOf, ['adoption']);
    const lookAt = (owner: OdsCode): Look => {
      const own = values.get(owner) ?? [];
      const adoption = own.filter(({ kind }) => kind === 'adoption' && kinds.includes(kind));
      const { used, wouldCount } = lookOn(ledger, owner, asOf, kinds);
      return { owner, used: [...used, ...adoption], wouldCount };
    };
    return new Map(owners.map((owner) => [owner, [lookAt(owner)]]));
  },
  forecast: overTime,
  course: overTime,
};

/** Whatever its day: a plan may have been stated before the day it counts from. */
async function overTime(
  ledger: LedgerAt,
  owners: readonly OdsCode[],
  { asOf, kinds }: Parameters<Looking>[2],
): ReturnType<Looking> {
  const wouldCount = anyUpTo(asOf, new Set<string>(kinds));
  const known = await knownOf(ledger, owners, kinds);
  return new Map(
    owners.map((owner) => {
      const used = (known.get(owner) ?? []).filter(wouldCount);
      return [owner, [{ owner, used, wouldCount }, lookEver(ledger, owner, deploymentKinds)]];
    }),
  );
}
