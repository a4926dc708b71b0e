import type { QueryBus } from '@nestjs/cqrs';
import type { EventStore } from '#event-sourcing';
import { BenefitProfile, type EvidenceUse, type Moment } from '#read-models';
import { parseBenefitId, type OdsCode, type periodInWords } from '#vocabulary';
import { readNames, type Names } from '../names.js';
import { readOwners, type Owners } from '../owners.js';

/** What the entries that rest on a piece of evidence are about. */
export type UsesNamed = Readonly<{
  names: Names;
  owners: Owners;
  /** Of each value that was judged, by the id of its fact. */
  periods: ReadonlyMap<string, Parameters<typeof periodInWords>[0]>;
}>;

export async function usesNamed(
  { queries, store }: Readonly<{ queries: QueryBus; store: EventStore }>,
  { code, at, uses }: Readonly<{ code: OdsCode; at: Moment; uses: readonly EvidenceUse[] }>,
): Promise<UsesNamed> {
  const names = await readNames(queries, store, at);
  const owners = await readOwners(
    queries,
    names,
    at,
    uses.map(({ owner }) => owner),
  );
  const judged = uses.filter(({ kind }) => kind === 'benefit-validation');
  const benefits = [...new Set(judged.map(({ owner }) => owner))];
  const profiles = await Promise.all(
    benefits.flatMap((owner) => {
      const benefit = parseBenefitId(owner);
      return benefit === undefined ? [] : queries.execute(new BenefitProfile(code, benefit, at));
    }),
  );
  const actuals = profiles.flatMap((profile) => profile?.actuals ?? []);
  return { names, owners, periods: new Map(actuals.map((actual) => [actual.factId, actual])) };
}
