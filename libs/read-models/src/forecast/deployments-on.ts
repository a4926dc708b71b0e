import type { FactBasis, FactKind } from '#facts';
import {
  deploymentsOf,
  slipsOf,
  waitsOf,
  type Deployment,
  type SlipObservation,
  type StatedFact,
  type WaitObservation,
} from '#figures';
import type { IsoDate } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FACT_COLUMNS, knownFact, type FactColumns } from '../facts-ledger/known-facts.js';

/** The ways of some organisations to their go-lives, and how far they slipped, as stated by a day. */
export type Deployments = Readonly<{
  /** All that is stated of them, by that day and later. */
  stated: readonly StatedFact[];
  courses: readonly Deployment[];
  slips: readonly SlipObservation[];
  waits: readonly WaitObservation[];
}>;

/** Kept until more is said of a go-live, of whomever. */
export function deploymentsOn(
  ledger: LedgerAt,
  organisations: readonly string[],
  asOf: IsoDate,
): Promise<Deployments> {
  const said = { version: ledger.versionOf(deploymentKinds) };
  return ledger.each.deployments.at(said, { organisations, asOf }, async () => {
    const stated = await ledger.each.deploymentsStated.at(said, organisations, () =>
      readStated(ledger, organisations),
    );
    const courses = deploymentsOf(stated, asOf);
    return { stated, courses, slips: slipsOf(courses, asOf), waits: waitsOf(courses, asOf) };
  });
}

const deploymentKinds = [
  'go-live-plan',
  'live',
  'milestone',
] as const satisfies readonly FactKind[];

async function readStated(
  ledger: LedgerAt,
  organisations: readonly string[],
): Promise<readonly StatedFact[]> {
  const { entry } = ledger.knowledge;
  const rows = await ledger.read<DeploymentColumns>(STATED, [
    organisations,
    deploymentKinds,
    entry,
  ]);
  return rows.map(
    (row) =>
      ({
        ...knownFact(row),
        organisation: row.owner,
        ...(row.basis?.source && { source: row.basis.source }),
      }) as StatedFact,
  );
}

type DeploymentColumns = FactColumns & Readonly<{ basis: Pick<FactBasis, 'source'> | null }>;

const STATED = `
  select s.owner, s.kind, s.subject, ${FACT_COLUMNS}, f.basis
  from read_models.series s join read_models.facts f on f.series = s.series
  where s.owner = any($1) and s.kind = any($2)
    and f.recorded <= $3 and (f.superseded is null or f.superseded > $3)
  order by f.recorded, s.owner, s.kind collate "C", s.subject collate "C"`;
