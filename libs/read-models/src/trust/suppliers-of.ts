import type { FactKind, LedgerValues } from '#facts';

type Said = Readonly<{ kind: FactKind; subject: string; value: object }>;

/**
 * Whose product each EPR is: as it was named last, by its go-live, its plan or the replacement it came by, any of which may
 * leave that out. Given the newest first.
 */
export const suppliersOf = (said: readonly Said[]): ReadonlyMap<string, string> =>
  new Map(said.toReversed().flatMap(supplierIn));

function supplierIn(said: Said): readonly (readonly [string, string])[] {
  const epr = eprsNamed(said).at(-1);
  const { supplier } = said.value as Readonly<{ supplier?: string }>;
  return epr === undefined || supplier === undefined ? [] : [[epr, supplier]];
}

/** The EPRs that a plan, a go-live or a replacement is about; of a replacement the one that went, and the one that came. */
export function eprsNamed({ kind, subject, value }: Said): readonly string[] {
  if (kind !== 'replaced') return [subject.split(/[/@]/)[0] ?? ''];
  const { fromInstance, toInstance } = value as LedgerValues['replaced'];
  return [fromInstance, toInstance];
}
