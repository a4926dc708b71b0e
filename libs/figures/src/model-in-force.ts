import { newestFirst, type KnownFact, type MaturityModel } from '#facts';
import type { IsoDate } from '#vocabulary';

export type ModelInForce = Readonly<{
  model: MaturityModel;
  fact: KnownFact<'model'>;
  /** False: none was in force yet, and the earliest stands in. */
  inForce: boolean;
}>;

/**
 * The model a figure uses: of the versions known, the latest in force on the day; none in force, the
 * earliest; none known, none.
 */
export function modelInForce(
  models: readonly KnownFact<'model'>[],
  asOf: IsoDate,
): ModelInForce | undefined {
  const newestToOldest = [...models].sort(newestFirst);
  const current = newestToOldest.find(({ effective }) => effective.latest <= asOf);
  const fact = current ?? newestToOldest.at(-1);
  return fact && { model: fact.value, fact, inForce: current !== undefined };
}
