import { nextDeployment, type Awaited, type Deployment } from '#figures';
import type { IsoDate, PartId, ProgrammeId } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { organisationsOn } from '../organisations/organisation-on.js';
import { targetOn, type TargetHeld, type TrustHeld } from '../programmes/target-held.js';
import { deploymentsOn, type Deployments } from './deployments-on.js';

/** A trust that has not reached a target, and where its next go-live is. */
type TrustAwaited = Awaited & Readonly<{ course: Deployment | undefined; trust: TrustHeld }>;

/** What a forecast of a target starts from: who is awaited, and how far others slipped. */
export type TargetAwaited = Deployments &
  Readonly<{ held: TargetHeld; awaited: readonly TrustAwaited[] }>;

/** Undefined for a target without terms on the day. */
export async function awaitedFor(
  ledger: LedgerAt,
  programme: ProgrammeId,
  { target, asOf }: Readonly<{ target: PartId; asOf: IsoDate }>,
): Promise<TargetAwaited | undefined> {
  const held = await targetOn(ledger, programme, { target, asOf });
  const registered = ledger.newest({ owner: programme, kind: 'programme', subject: '' }, asOf);
  if (held === undefined || registered === undefined) return undefined;
  const { demonstration } = registered.value;
  const codes = organisationsOn(ledger, asOf)
    .filter((each) => each.demonstration === demonstration)
    .map(({ code }) => code);
  const deployments = await deploymentsOn(ledger, codes, asOf);
  return { held, ...deployments, awaited: awaitedOf(held.trusts, deployments.courses, asOf) };
}

/** Whoever does not count, and of those of whom nothing tells, who is on the way to a go-live. */
const awaitedOf = (
  trusts: readonly TrustHeld[],
  courses: readonly Deployment[],
  asOf: IsoDate,
): readonly TrustAwaited[] =>
  trusts.flatMap((trust) => {
    if (trust.verdict === 'counts') return [];
    const course = nextDeployment(courses, trust.code, asOf);
    if (trust.verdict === 'unknown' && course === undefined) return [];
    return [{ id: trust.code, group: course?.supplier ?? trust.code, course, trust }];
  });
